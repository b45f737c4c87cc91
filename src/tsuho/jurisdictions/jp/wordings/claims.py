"""Wordings by which a sender claims a lawful basis of Article 3(1)(i) to (iv), and the label of the old law."""

import re

from tsuho.engine.law.patterns import Reach

_FILTER_PREFIX = r"(?:\s*(?:\[(?:meiwaku|spam[^\]]{0,12}|迷惑メール?)\]|\*{2,5}\s?spam\s?\*{2,5}|(?:re|fwd?)\s?:))*"
# 「未承諾広告※」 with its evasions, at the front of the subject; not a lecture about it.
LABEL = re.compile(
    rf"^{_FILTER_PREFIX}[\s\[【(<《≪〔「■□◆◇★☆●]{{0,4}}[未末]\s?承\s?[諾認]\s?[広廣]\s?[告吿]"
    r"(?![\s※*\]】)>》≫〕」]{0,3}(?:メール)?\s?"
    r"(?:とは|の(?:見分|表示義務|規制|廃止|ルール)|に(?:つ|関)|を(?:受|報|見|減)|対策|撃退|規制|フィルタ))",
    re.IGNORECASE,
)
# As the old ordinance prescribed it, and anywhere in a subject.
LABEL_AS_PRESCRIBED = re.compile(rf"^{_FILTER_PREFIX}\s?未承諾広告※", re.IGNORECASE)
LABEL_ANYWHERE = re.compile(r"[未末]\s?承\s?[諾認]\s?[広廣]\s?[告吿]")
WEAK_LABEL = re.compile(
    r"^\s*[\[【(<《≪〔◆■★]\s?(?:広告|pr|ad|advertisement|宣伝|광고)\s?[\]】)>》≫〕◆■★]", re.IGNORECASE
)
CONSENT = re.compile(
    r"(?:ご登録|会員登録|メルマガ登録|お申し?込み|同意|ご希望|購読(?:登録)?)(?:を)?(?:いただ|頂|され|くださ)(?:い|き|け)?"
    r".{0,10}(?:方|皆様|お客様|会員)?.{0,6}(?:に|へ)?(?:お送り|送信|配信|お届け)"
    r"|会員登録(?:を)?(?:いただ|頂)いた(?:お客様|方|皆様)"
)
CARD = re.compile(
    r"名刺(?:を)?(?:交換|頂戴|いただ)|(?:展示会|セミナー|説明会).{0,10}(?:お会い|(?:ご来場|ご参加)(?:いただ|頂|ありがと|くださ(?:り|った)))"
)
DEALING = re.compile(r"(?:お取引|ご購入|ご利用|ご契約)(?:を)?(?:いただ|頂)|当店(?:の)?お客様|資料請求(?:を)?いただ")
PUBLISHED = re.compile(
    r"(?:ホームページ|HP|ウェブサイト|サイト).{0,10}(?:拝見|公開|掲載).{0,24}(?:アドレス|ご連絡|メール)"
)
# What the words claim, by the item of Article 3(1).
BASES = {"i_consent": "CONSENT", "ii_card": "CARD", "iii_dealing": "DEALING", "iv_published": "PUBLISHED"}
WORDINGS = {
    "LABEL": LABEL,
    "WEAK_LABEL": WEAK_LABEL,
    "CONSENT": CONSENT,
    "CARD": CARD,
    "DEALING": DEALING,
    "PUBLISHED": PUBLISHED,
}
CUES = {"CONSENT": "お送り|送信|配信|お届け|会員登録"}
REACHES = {"CONSENT": Reach(before=48, behind=14)}
