"""Wordings of the contact for complaints and enquiries (苦情・問合せ先, V45): telephone numbers and labelled contacts."""

import re

from tsuho.engine.law.patterns import Reach

_GAP = r"[-\s.()]{1,2}"
# Only the real splits of Japanese numbers, so that a date, an order number or a price is no telephone.
PHONE = re.compile(
    rf"(?<![\d-])(?<!\d\.)(?:\+81[-\s]?(?:\(0\)\s?)?|\(?0)(?:\d{_GAP}\d{{4}}{_GAP}\d{{4}}|\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{4}}|\d{{4}}{_GAP}\d{_GAP}\d{{4}}|[5789]0{_GAP}\d{{4}}{_GAP}\d{{4}}"
    rf"|(?:120|570){_GAP}\d{{3}}{_GAP}\d{{3}}|(?:120|570){_GAP}\d{{2}}{_GAP}\d{{4}}|800{_GAP}\d{{3}}{_GAP}\d{{4}})(?![\d-])"
    r"|(?:tel|電話|☎|fax|お?問い?合わ?せ|連絡先)(?:番号)?\s?[:.]?\s?0(?:[5789]0\d{8}|(?:120|570)\d{6}|800\d{7}|[1-9]\d{8})(?!\d)",
    re.IGNORECASE,
)
# A label alone is a word ("苦情が来るほどの安さ"); it must reach a number, a mailbox, a link, or the end of its line.
_REACHES = (
    r"(?=\s?[:】\])]|\s{0,20}$|.{0,60}?(?:[\w.+-]{1,64}@[\w-]{1,63}\.|https?://|(?:\+81|0\d)[\d\s().-]{7,}|こちら|フォーム|ページ"
    r"|下記|以下))"
)
_LABEL = (
    r"(?:お?問い?合わ?せ(?:先|窓口|フォーム)?|お?問合せ|ご?連絡先(?!.{0,3}交換)"
    r"|苦情(?:・お問い?合わ?せ)?(?:受付|窓口|先)?(?!が|処理)|ご意見(?!番)|ご要望|ご質問|ご?相談(?:窓口|室|センター)"
    r"|お?客[様さ]ま?(?:センター|相談室|窓口|サポート)|カスタマー(?:センター|サポート|サービス)"
    r"|サポート(?:窓口|センター|デスク)|(?:ユーザー|テクニカル|製品)サポート|(?:サポート|ヘルプ|サービス(?:センター|係))(?=\s?[:/】])|サービスセンター|フリーダイヤル|ヘルプ(?:デスク)?|コールセンター|(?<=[ぁ-んァ-ヶ一-龥])窓口"
    r"|contact(?:\s?us)?|inquir(?:y|ies)|support)"
)
# The characters that begin a label, looked at first: six times as fast as trying every label at every character.
_BEGINS = "(?=[お問ご連苦相客カサヘコ窓電メユテ製でフ☎☏✆cisteomh])"
CONTACT_LABEL = re.compile(
    rf"{_BEGINS}(?:{_LABEL}{_REACHES}|(?:tel|電話(?:番号)?|e-?mail|mail|電子メール|メール(?:アドレス)?)\s?[:】\])>]|(?:tel|電話|でんわ|[☎☏✆])(?:\s?[&/・]\s?fax)?\s{{0,3}}\(?0\d|電子メール(?=\s{{1,3}}[\w.+-]{{1,64}}@)"
    r"|(?:info|support|help|contact|cs|office|toiawase|otoiawase|mail)@\w)",
    re.IGNORECASE,
)
CONTACT_WIDE = re.compile(
    r"問い?合|連絡先|窓口|苦情|ご意見|サポート|(?:お客様?|相談|受付|カスタマー|コール)センター|ヘルプ|contact|inquir|support"
    r"|(?<!\d)\(?0\d{1,4}[-() .]\d{1,4}[-() .]\d{3,4}|[A-Za-z0-9_.+-]@[A-Za-z0-9-]",
    re.IGNORECASE,
)
MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
URL = re.compile(r"https?://[!-;=?-Z\[\]_a-z~%]{1,2000}")
WORDINGS = {
    "PHONE": PHONE,
    "CONTACT_LABEL": CONTACT_LABEL,
    "CONTACT_WIDE": CONTACT_WIDE,
    "MAILBOX": MAILBOX,
    "URL": URL,
}
CUES = {
    "PHONE": r"[0-9]{2}[-\s.()]{1,2}[0-9]{4}|[0-9]{3}[-\s.()]{1,2}[0-9]{3}|[0-9]{9}",
    "MAILBOX": "@",
    "URL": "https?://",
    "CONTACT_LABEL": (
        r"問い?合|連絡先|苦情|ご意見|ご要望|ご質問|相談(?:窓口|室|センター)|客[様さ]ま?(?:センター|相談室|窓口|サポート)|カスタマー|サポート"
        r"|ヘルプ|コールセンター|窓口|contact|inquir|support|(?:tel|電話(?:番号)?|e-?mail|mail|メール(?:アドレス)?)\s?[:】\])>]"
        r"|(?:tel|電話|でんわ|[☎☏✆])(?:\s?[&/・]\s?fax)?\s{0,3}\(?0[0-9]|電子メール|フリーダイヤル|サービスセンター|(?:info|support|help|contact|cs|office|toiawase|mail)@"
    ),
}
REACHES = {
    "PHONE": Reach(before=36, behind=20),
    "MAILBOX": Reach(before=68, behind=460),
    "CONTACT_LABEL": Reach(before=16, behind=16, ahead=220),
    "CONTACT_WIDE": Reach(before=24, behind=8),
}
