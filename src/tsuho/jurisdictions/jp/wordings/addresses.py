"""Wordings of the sender's postal address (住所, V44), Japanese and foreign, and of addresses that are not his."""

import re

from tsuho.engine.law.patterns import Reach

_PREFECTURE = (
    r"(?:北海道|東京都|(?:京都|大阪)府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨"
    r"|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分"
    r"|宮崎|鹿児島|沖縄)県)"
)
_TOWN = r"[一-龥々ヶケぁ-んァ-ヶ]{1,7}?[市区郡町村]"
_NUMBER = r"[0-9〇一二三四五六七八九十百]{1,5}"
_BLOCK = (
    rf"(?:{_NUMBER}\s?(?:丁目|番地?(?!組)|号)|\d{{1,4}}の\d{{1,4}}(?:の\d{{1,4}})?(?![\d%倍])|{_NUMBER}-{_NUMBER}(?:-{_NUMBER})?(?![-\d%月日時位回枚])"
    r"|(?:大字|字|[町条丁])[一-龥々ぁ-んァ-ヶ]{0,8}\d{1,5}(?![\d%人名円年月日時位回枚件個]))"
)
POSTAL = re.compile(
    r"〒\s?\d{3}-?\d{4}(?!\d)|郵便番号\s?:?\s?\d{3}-?\d{4}(?!\d)"
    rf"|(?<![\d-])\d{{3}}-\d{{4}}(?![\d-])(?=\s*(?:{_PREFECTURE}|[一-龥]{{1,5}}[市区郡]))"
)
ADDRESS = re.compile(
    rf"{_PREFECTURE}\s?{_TOWN}\s?[^\n。、!?]{{0,30}}?{_BLOCK}"
    rf"|{_PREFECTURE}\s?{_TOWN}\s?[一-龥々ヶぁ-んァ-ヶー]{{1,14}}\d{{1,5}}(?=\s{{0,3}}(?:$|[\r\n/・]|[^\W\d_]{{1,12}}(?:ビル|[0-9]{{0,2}}[F階]))|[\s　](?:tel|電話))"
    rf"|(?<![一-龥々]){_TOWN}\s?(?:[一-龥々ヶぁ-んァ-ヶー]{{1,7}}?[区町村]\s?)?(?:[東西南北]\d{{1,2}}条)?"
    rf"[一-龥々ヶぁ-んァ-ヶー]{{1,14}}{_BLOCK}",
    re.MULTILINE | re.IGNORECASE,
)
_WORD = r"[A-Z][\w'.]{0,30}\s{1,3}"
ADDRESS_EN = re.compile(
    rf"\b\d{{1,5}}(?:-\d{{1,4}}){{0,3}},?\s{{1,3}}(?:{_WORD}){{1,4}}"
    r"(?:(?:Street|St|Road|Rd|Avenue|Ave|Blvd|Lane|Drive|Dr|Way|Floor)(?=$|[,\r\n])|(?:St|Rd|Ave|Blvd|Dr)\.)"
    r"|\b\d{1,4}(?:-\d{1,4}){1,3},?\s{1,3}[A-Z][a-z]{1,30}(?:-(?:ku|shi|cho|machi|gun))?,.{0,60}"
    r"(?:\bJapan\b|\b[A-Z][a-z]{1,30}-(?:ku|shi|gun|ken|fu)\b)"
)
# Within the line before an address: where something takes place or goes to, not where the sender is.
NOT_SENDERS_ADDRESS = re.compile(
    r"(?:会場|開催(?:場所|地)|集合(?:場所)?|場所|アクセス|お?届け?先|配送先|送付先|ご?請求先|ご?注文者|現地|物件(?:所在地)?"
    r"|店舗(?:所在地|一覧)?)\s?[:/|】\]]"
)
PO_BOX = re.compile(r"私書箱|郵便局留め?|P\.?\s?O\.?\s?Box", re.IGNORECASE)
ADDRESS_NAMED = re.compile(
    r"住所|所在地|会社(?:概要|情報|案内)|企業情報|(?:運営|発行|販売)(?:者|会社|業者)情報|特定商取引|特商法"
)
# 本社 and 本店 mark an address as a label or before a place, never at the end of a name (「ミホン堂本店」) or of a phrase (「本店限定」).
_HEAD_OFFICE = r"(?:(?<![^\W_])|(?<=[弊当][社店]))(?:本社|本店)(?:\s{0,2}[:/|\])】〉》>]|は?\s{0,3}(?=[東西南北]?[一-龥]{1,4}[都道府県市区郡])|\s{0,2}$)"
ADDRESS_WIDE = re.compile(
    rf"〒|住所|所在地|{_HEAD_OFFICE}"
    r"|(?:[都道府県市区郡町村]|大字)[^\n]{0,20}\d|(?<!\d)\d{1,5}\s?(?:丁目|番地)"
    r"|\b(?:street|road|avenue|floor|japan|hong kong|china|tokyo|osaka)\b|-(?:ku|shi|cho|gun)\b",
    re.IGNORECASE | re.MULTILINE,
)
WORDINGS = {
    "POSTAL": POSTAL,
    "ADDRESS": ADDRESS,
    "ADDRESS_EN": ADDRESS_EN,
    "PO_BOX": PO_BOX,
    "ADDRESS_NAMED": ADDRESS_NAMED,
    "ADDRESS_WIDE": ADDRESS_WIDE,
}
CUES = {
    "ADDRESS": r"[0-9〇一二三四五六七八九十百]\s?(?:丁目|番|号)|[0-9〇一二三四五六七八九十百]-[0-9〇一二三四五六七八九十百]|[字町条丁][一-龥々ぁ-んァ-ヶ]{0,8}[0-9]|[都道府県][^\n]{1,24}[0-9]",
    "ADDRESS_EN": r"[0-9],?\s{1,3}[A-Z]",
}
REACHES = {
    "ADDRESS": Reach(before=80, behind=16),
    "ADDRESS_EN": Reach(before=28, behind=180),
    "ADDRESS_WIDE": Reach(before=32, behind=4, ahead=16),
}
