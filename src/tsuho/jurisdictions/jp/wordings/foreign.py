"""Wordings of advertising in English, Chinese and Korean: a modest list, read only in mail of that language."""

import re

from tsuho.engine.law.patterns import Reach

ENGLISH = {
    "drugs": r"\b(?:viagra|cialis)\b|\bpills?\b|pharmac(?:y|ies)|prescription|weight[ -]loss",
    "copies": r"replicas?\b|rolex",
    "gambling": r"casino|\bpoker\b|jackpot|betting",
    "loan": r"\bloans?\b|mortgage|refinanc|bad credit|\bdebts?\b",
    "side_job": r"(?:work|job)s? (?:from|at) home|make money|earn (?:up to )?\$?\d|financial freedom|home[ -]based business",
    "prize": r"you (?:have|'ve) (?:won|been selected)|lottery|winner|claim your (?:prize|reward)",
    "adult": r"\bporn|xxx|adult (?:site|video|content)|hot (?:girls|teens|singles)|sexy",
    "dating": r"(?:meet|date) (?:hot |local )?(?:singles|women|girls)|lonely (?:wives|women)",
    "newsletter": (
        r"buy now|order (?:now|today|online)|\d{1,2}% off|free (?:shipping|trial|sample|quote|gift)|special offer|limited[ -]time"
        r"|lowest price|best price|discount|save (?:up to )?\$?\d|click here|money[ -]back|act now|subscribe now|for only \$\d|on sale"
        r"|free! |100% free|risk[ -]free|guaranteed|investment|stock (?:pick|alert)"
    ),
}
CHINESE = re.compile(
    r"发票|發票|优惠|優惠|特价|推广|营销|培训|工厂|批发|产品目录|欢迎.{0,8}(?:咨询|订购|来电)|来电咨询|免费|促销|代理|代开"
    r"|特賣|特卖|折起|[一二三四五六七八九]折|免運|免运|選購|选购|訂購|歡迎.{0,8}(?:選購|洽詢|來電)|促銷|推廣|批發"
)
# How such mail is answered: a number abroad, an account of a messenger.
CALL_ABROAD = re.compile(
    r"\+\d{1,3}[\s-]?\d[\d\s-]{6,16}|(?:QQ|微信|wechat|whatsapp|电话|電話|手机|手機|전화|카톡)(?:同号|号)?\s?:?\s?\+?[\dA-Za-z]{5}",
    re.IGNORECASE,
)
KOREAN = re.compile(r"\(광고\)|무료|할인|대출|카지노")
WORDINGS = {
    **{f"EN_{category}": re.compile(cue, re.IGNORECASE) for category, cue in ENGLISH.items()},
    "CHINESE": CHINESE,
    "KOREAN": KOREAN,
    "CALL_ABROAD": CALL_ABROAD,
}
REACHES = {f"EN_{category}": Reach(before=24, behind=0) for category in ENGLISH}
