"""Wordings that sell something (広告又は宣伝): offers, prices, and what a business offers a business."""

import re

SALE = re.compile(
    r"\d{1,2}\s?[%％]\s?(?:OFF|オフ|引|還元)|半額|全品|セール|バーゲン|クーポン|特価|お買い?得|送料無料|新作|新商品|新発売|入荷"
    r"|ポイント\s?\d{1,3}倍|(?<!\d)\d{3,9}P(?!\w)|キャンペーン|期間限定|数量限定|先着\d|今だけ|初回.{0,4}(?:無料|限定)|無料(?:体験|サンプル|診断|進呈)"
    r"|(?<!\d)\d{2,9}円(?:から|~|ポッキリ|引)|特集のご案内|特典|プレゼント|お申し?込み(?:は|\s|https?:)|ご予約受付中|好評(?:発売|販売)中",
    re.IGNORECASE,
)
# A price sells in an offer, and is only a sum in a statement of account.
PRICE = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3}){1,4}\s?円|[¥\\]\s?\d{1,3}(?:,\d{3}){1,4}")
BUSINESS = re.compile(
    r"(?:貴社|御社|貴店|貴院)(?:の?(?:ホームページ|HP|サイト)|.{0,20}(?:ご案内|ご提案|ご紹介))|ご提案(?:の|を|で)"
    r"|(?:システム|サービス|製品|新製品|商品|講座|セミナー|展示会|プラン|リース|制作).{0,12}(?:のご?案内|をご?案内|ご紹介|承って|出展)"
)
