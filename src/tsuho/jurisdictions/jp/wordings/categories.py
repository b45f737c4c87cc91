"""Wordings of what a mail is about: hand-off desks and statistics only, never a provision of law."""

import re

DATING = re.compile(
    r"逆援(?:助)?|セフレ|割り切り(?:で|の|OK|希望)|(?:30|[2-6]\d)代.{0,3}人妻|人妻.{0,6}(?:会って|会い|待って|紹介|募集|不倫|欲求)"
    r"|(?:女性会員|異性|同世代の女性).{0,10}メッセージ|メアド交換.{0,8}(?:成立|希望|OK)|直(?:アド|メ)|好意を(?:持|寄せ)"
    r"|謝礼.{0,8}(?:万円|お渡し).{0,12}(?:一晩|会|女性|お願い)|出会い(?:放題|系)|女の子(?:多数|在籍)|男性(?:も|は)?完全無料"
    r"|足跡が(?:つ|付)|ヒミツの関係|大人の(?:関係|交際)|今(?:から|夜|すぐ).{0,6}(?:会え|待ち合わせでき)|(?:写真を見る|プロフ).{0,6}返事",
    re.IGNORECASE,
)
PRIZE = re.compile(
    r"(?:ご当選|当選(?:され|が?確定|権|金|しました|のお知らせ|のご?連絡)|特別当選|当選者に(?:選|決)).{0,30}?"
    r"|(?:万|億)円.{0,12}(?:当選|受(?:け)?取人|受取|進呈|贈呈)|賞(?:金|品)の?(?:受け?取り?)"
    r"|(?:給付|支援|分配)金.{0,14}(?:受(?:け)?取|選出|振込)",
    re.IGNORECASE,
)
NOT_PRIZE = re.compile(r"選挙|議員|候補|発送をもって|当落|確率|懸賞情報")
SIDE_JOB = re.compile(
    r"不労所得|(?:誰でも|簡単に?|放置で|スマホだけで|ネットで).{0,8}稼(?:げ|ぐ)|稼げる|(?:日給|日収|日払い|月収|月|時給)\s?\d{1,4}万"
    r"|絶対に?儲|必ず儲|完全在宅|在宅(?:ワーク|副業)|在宅で.{0,8}(?:日給|月|万円|収入)|高収入(?:バイト|アルバイト)|極秘ノウハウ"
    r"|億り人|(?:FX|株|仮想通貨).{0,8}自動売買.{0,8}(?:稼|儲|放置)|情報商材(?!トラブル|.{0,8}注意)",
    re.IGNORECASE,
)
LOAN = re.compile(
    r"即日(?:融資|振込)|(?:審査|保証人|来店|担保)(?:なし|不要).{0,12}(?:融資|キャッシング|ローン|貸|円)"
    r"|ブラック(?:の方)?(?:も)?OK(?!な)|他社で(?:断|お断り).{0,10}(?:融資|可)|おまとめローン|無職の方も?OK"
    r"|総量規制(?:対象外)?.{0,8}(?:万円|融資)|破産.{0,14}融資|現金化|(?:小口|無担保)融資",
    re.IGNORECASE,
)
GAMBLING = re.compile(
    r"的中率\s?\d|オンラインカジノ.{0,10}(?:ボーナス|入金|登録|無料)|万馬券を|(?:パチ(?:ンコ|スロ)?|スロット).{0,6}"
    r"(?:攻略|打ち子|裏情報|設定判別)|必勝(?:法|を|$)|(?:競馬|競艇|競輪|ロト\d?).{0,10}(?:予想|予測|的中|激走|高額当選)|激走馬"
    r"|(?:入金不要|初回)ボーナス|ギャンブルで.{0,8}(?:稼|万)|(?:バカラ|カジノ)必勝",
    re.IGNORECASE,
)
DRUGS = re.compile(
    r"(?<![A-Z])ED(?:治療|薬|改善|の悩み)|バイアグラ|シアリス|レビトラ|(?<![a-z])(?:viagra|cialis)(?![a-z])|処方(?:箋|せん)(?:なし|不要)"
    r"|(?:合法|脱法)(?:ハーブ|ドラッグ)|危険ドラッグ.{0,6}(?:入荷|販売|通販)|精力剤|媚薬"
    r"|睡眠(?:薬|導入剤).{0,6}(?:通販|販売|個人輸入)|AGA治療薬|個人輸入代行|(?:痩せ|ダイエット)薬",
    re.IGNORECASE,
)
COPIES = re.compile(
    r"スーパー\s?コピー|ブランド\s?コピー|(?<![A-Z])N(?:級)?品(?!番)|コピー(?:品|時計|バッグ|商品)|レプリカ(?:時計|バッグ|財布|商品)"
    r"|(?:激安|格安)ブランド|ブランド.{0,4}激安|(?:○|〇|◯|●).{0,8}(?:コピー|偽物|激安)|偽物ではありません",
    re.IGNORECASE,
)
ADULT = re.compile(
    r"無修正(?:動画|DVD|画像)|アダルト(?:動画|サイト|DVD|ビデオ)|18禁.{0,10}(?:動画|画像|サイト|投稿)|裏(?:DVD|ビデオ)|エッチな"
    r"|盗撮.{0,6}(?:映像|動画|流出)|(?:熟女|人妻|素人).{0,4}(?:動画|画像|DVD)(?!編集)|AV女優|ライブチャット.{0,10}(?:美女|女性|2ショット)",
    re.IGNORECASE,
)
FORTUNE = re.compile(
    r"無料鑑定|(?:霊視|電話|前世|運勢).{0,2}(?:占い|鑑定).{0,12}(?:無料|\d{1,2}分)|守護霊|幸運の(?:兆し|波動|サイン)|占います"
    r"|開運(?:ブレスレット|グッズ|アイテム|の)|(?:宿命|運命)の鑑定|波動修正|霊能者|(?:金運|恋愛運).{0,4}(?:を|の)?(?:無料|鑑定|アップ)",
    re.IGNORECASE,
)
# In the order in which a mail that speaks of several is put to a desk.
CATEGORIES = ("dating", "prize", "side_job", "loan", "gambling", "drugs", "copies", "adult", "fortune")
WORDINGS = {
    "dating": DATING,
    "prize": PRIZE,
    "side_job": SIDE_JOB,
    "loan": LOAN,
    "gambling": GAMBLING,
    "drugs": DRUGS,
    "copies": COPIES,
    "adult": ADULT,
    "fortune": FORTUNE,
    "NOT_PRIZE": NOT_PRIZE,
    **{f"BILLING_{number}": re.compile(cue, re.IGNORECASE) for number, cue in enumerate(BILLING)},
    "BILLING_CERTAIN": BILLING_CERTAIN,
    "PHISHING": PHISHING,
    "TRANSACTION": TRANSACTION,
    "TRANSACTION_PROOF": TRANSACTION_PROOF,
    "NOTICE": NOTICE,
    "SALE": SALE,
    "PRICE": PRICE,
    "BUSINESS": BUSINESS,
    **{f"EN_{category}": re.compile(cue, re.IGNORECASE) for category, cue in ENGLISH.items()},
    "CHINESE": CHINESE,
    "KOREAN": KOREAN,
}
