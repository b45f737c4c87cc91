"""Wordings that sell something (広告又は宣伝): offers, prices, and what a business offers a business.

An offer sells by itself. A hint is a word that an offer often has, and a friend too: only two of them, or one beside a price, a
way to order or a way to refuse, sell something. A price alone stands under every receipt.
"""

import re

from tsuho.engine.law.patterns import Reach

SALE = re.compile(
    r"(?<!\d)\d{1,2}\s?[%％]\s?(?:OFF|オフ|引|還元)|\d\s?割引|半額|(?<![一-龥])全品|(?:決算|感謝|閉店|タイム|夏物|冬物|大|在庫)?セール(?!ス)|バーゲン|クーポン"
    r"|特価|特売|お買い?得|送料無料|新商品|新発売|新登場|ポイント\s?\d{1,3}倍|(?<!\d)\d{3,9}P(?!\w)|キャンペーン|数量限定|(?<!日)今だけ"
    r"|初回.{0,4}(?:無料|限定|半額)|無料(?:体験|サンプル|診断|進呈)|(?<!\d)\d{2,9}円(?:ポッキリ|引|OFF|オフ)|特集のご案内"
    r"|好評(?:発売|販売)中|(?:絶賛|大好評)(?:発売|販売)|(?:在庫|蔵)(?:一掃|処分)|放出|試食会|内覧会|(?:先行|予約)(?:発売|販売)|(?:ちらし|チラシ)|早割|送料(?:は|を)?(?:当[店社]負担|サービス)",
    re.IGNORECASE,
)
HINT = re.compile(
    r"新作|入荷|期間限定|先着\d|(?<!\d)\d{2,9}円(?:から|~|均一)|特典|プレゼント|お申し?込み?(?:は|\s|:|https?:|受付)|ご予約受付中|受付(?:中|開始)|おすすめ"
    r"|新刊|新着|限定|発売|販売|お試し|お得|無料(?:で|の|相談|セミナー|配布|公開)|通販|ショップ|カタログ|目録|ご来店|ご購入|お取り?寄せ|人気|ランキング|見放題|プラン|コース|セット|メニュー|一泊|ご宿泊|教室|講座|体験|お?部屋",
    re.IGNORECASE,
)
# A price sells in an offer, and is only a sum in a statement of account.
PRICE = re.compile(
    r"(?<![\d,])\d{1,3}(?:,\d{3}){1,4}\s?円|(?<![\d,])\d{2,4}円|(?<![\d,])\d{1,4}(?:\.\d)?万円|[¥\\]\s?\d{1,3}(?:,\d{3}){1,4}"
)
ORDER = re.compile(
    r"(?:ご?注文|お申し?込み?|ご?予約|ご購入|お買い?求め|応募|エントリー|資料請求)(?:は|を?(?:こちら|希望)|\s?:?\s?https?:)|カートに(?:入れる|追加)|購入(?:する|手続き|ページ)"
    r"|(?:詳しく|くわしく|詳細|空席|空室|商品ページ).{0,6}(?:は|を見る|へ|こちら|https?:)",
)
BUSINESS = re.compile(
    r"(?:貴社|御社|貴店|貴院)(?:の?(?:ホームページ|HP|サイト)|.{0,20}(?:ご案内|ご提案|ご紹介))|ご提案(?:の|を|で)"
    r"|(?:システム|サービス|製品|新製品|商品|講座|セミナー|展示会|プラン|リース|制作).{0,12}(?:のご?案内|をご?案内|ご紹介|承って|出展)"
)
WORDINGS = {"SALE": SALE, "HINT": HINT, "PRICE": PRICE, "ORDER": ORDER, "BUSINESS": BUSINESS}
REACHES = dict.fromkeys(("SALE", "BUSINESS"), Reach(before=28, behind=0))
