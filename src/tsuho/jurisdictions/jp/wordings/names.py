"""Wordings of the sender's name (氏名又は名称, V41): labels and legal forms."""

import re

from tsuho.engine.law.patterns import Reach

_WHO = (
    r"(?:送信(?:者等?|元|責任者)|配信(?:責任)?(?:者|元)|発信(?:者|元)|差出人|発行(?:責任)?(?:者|元|人|所)"
    r"|発行[・/&]?編集(?:者|元)?|編集[・/]?発行(?:者|元)?|運営(?:者|元|会社|法人|責任者|統括責任者)|企画[・/]?運営"
    r"|販売(?:業者|事業者|元|者|責任者)|事業者|会社|法人|広告主|代表者?|責任者)"
)
# These are labels only before a colon or a stroke: alone they are ordinary words.
_SHORT = r"(?:発行|編集|運営|配信|送信|商号|屋号|主催|販売|提供元|氏名(?:又は名称|・名称)?)"
_NAME_OF = r"(?:名称?|の?氏名(?:又は名称|・名称)?|の名称|等の氏名又は名称)?"
_EDGE = r"(?:^|(?<=[\s/|、。(【\[<《「■□◆◇●○★☆▼▲・*\-─━=]))(?:メール|メルマガ|本メールの?|特定電子メール)?"
_CLOSED = r"[】\])>》」■◆●★]"
# An empty form ("会社名：　　（ご記入ください）") and a headline ("運営会社とは") name nobody.
_FILLED = r"(?!\s{0,20}(?:$|\(|[_＿.…]|(?:を|に)?ご?記入|ご?入力))(?!.{0,20}(?:\?|診断|とは|について|選び方))(?P<name>\S[^\r\n]{1,39})"
SENDER_LABEL = re.compile(
    rf"{_EDGE}(?:{_WHO}{_NAME_OF}\s?{_CLOSED}?\s?[:/|=]|{_SHORT}{_NAME_OF}\s?{_CLOSED}?\s?[:/|=]"
    rf"|{_WHO}{_NAME_OF}(?:{_CLOSED}\s?|\s{{1,20}})(?=\S{{2,30}}\r?$)(?!.{{0,40}}(?:向け|ます|です|ください|れた)))\s{{0,20}}{_FILLED}",
    re.IGNORECASE | re.MULTILINE,
)
_LEGAL_FORM = (
    r"(?:株式[会會]社|有限会社|合同会社|合資会社|合名会社|相互会社|(?:一般|公益)(?:社団|財団)法人|医療法人|学校法人|宗教法人"
    r"|社会福祉法人|特定非営利活動法人|NPO法人|独立行政法人|(?:税理士|弁護士|監査|特許業務|司法書士|行政書士|社会保険労務士)法人"
    r"|協同組合(?:連合会)?|信用(?:金庫|組合)|有限責任事業組合"
    r"|\((?:株|有|同|資|名|医|学|福|宗|特非|一社|一財|公社|公財)\))"
)
_LETTER = r"[一-龥々〇○◯ぁ-んァ-ヶーa-z0-9&.'・]"
LEGAL_FORM = re.compile(_LEGAL_FORM, re.IGNORECASE)
# A form with its name before or after it. Slow on a long text: look around each LEGAL_FORM, CORP_LETTERS to either side.
CORP_LETTERS = 31
CORP = re.compile(
    rf"{_LEGAL_FORM}\s?(?!(?:を|の|が|は|に|で|と|化|設立)){_LETTER}{{2,30}}"
    rf"|{_LETTER}{{2,30}}(?<![をが])(?<!会社と)(?<!なら)(?<!から)(?<!には)(?<!では){_LEGAL_FORM}"
    r"(?!(?:を設立|の設立|の違い|とは|化|設立))",
    re.IGNORECASE,
)
CORP_EN = re.compile(
    r"\b[A-Z][\w&.'-]{0,40}(?:[ ,]{1,3}[A-Z][\w&.'-]{0,40}){0,5},?\s{1,3}"
    r"(?:Co\.?,?\s?Ltd\.?|Inc\.?|Corp(?:oration|\.)?|L\.?L\.?C\.?|Pte\.?\s?Ltd\.?|Ltd\.?|K\.K\.|GmbH|PLC|S\.A\.|B\.V\."
    r"|Company Limited)(?![A-Za-z])"
)
# A full personal name is lawful (個人事業主); words that end in these name a shop, a site or an office.
FULL_NAME = re.compile(
    r"[一-龥々]{2,4}[ 　]?[一-龥々ぁ-んァ-ヶ]{1,3}(?<![店堂館社屋会部局所園荘房便室係組市場隊軒庵信報口])(?:\s|\(|$)"
)
# A person in business who signs with his office, family and given name apart: 「整体院みほん 院長 見本 太郎」.
TITLED_NAME = re.compile(
    r"(?:個人事業主|店主)\s{0,3}[:：]?\s{0,3}[一-龥々]{3,6}[ぁ-んァ-ヶ]{0,3}(?=\s|\(|$)|(?:院長|代表(?:者|取締役)?|店主|店長|所長|園長|主宰者?|オーナー|事業主)\s{0,3}[:：]?\s{0,3}[一-龥々]{1,4}[ 　][一-龥々ぁ-んァ-ヶ]{1,4}(?=\s|\(|$)",
    re.MULTILINE,
)
# Who introduces himself in the text: 「株式会社みほんの例題と申します」, 「…がお送りしています」.
SELF_NAMING = re.compile(
    r"と申します|でございます|です。|がお(?:送り|届け)|より(?:お送り|お届け|配信)|が(?:配信|運営|発行)"
)
NAME_WIDE = re.compile(
    r"株式|有限|合同会社|法人|組合|会社|商店|商会|事務所|事務局|編集[部室局長]|工房|代表|店長|社長|支配人|担当(?!者?(?:が|に|へ|より))"
    r"|メール便|氏名|名称|発行|運営|送信者|配信元|販売|©|\(c\)|copyright|\b(?:inc|ltd|llc|corp|co)\b",
    re.IGNORECASE,
)
WORDINGS = {
    "NAME_WIDE": NAME_WIDE,
    "SENDER_LABEL": SENDER_LABEL,
    "LEGAL_FORM": LEGAL_FORM,
    "CORP_EN": CORP_EN,
    "TITLED_NAME": TITLED_NAME,
}
CUES = {
    "CORP_EN": r"Ltd|Inc|Corp|L\.?L\.?C|K\.K|GmbH|PLC|S\.A\.|B\.V\.|Limited",
    "SENDER_LABEL": rf"(?:{_WHO}|{_SHORT}){_NAME_OF}\s?{_CLOSED}?\s?[:/|=]|{_WHO}{_NAME_OF}(?:{_CLOSED}|\s)",
}
REACHES = {
    "SENDER_LABEL": Reach(before=48, behind=90, ahead=64),
    "LEGAL_FORM": Reach(before=16, behind=4),
    "NAME_WIDE": Reach(before=16, behind=4, ahead=8),
}
