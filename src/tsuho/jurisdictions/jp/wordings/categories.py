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
# 架空請求 takes two different cues in one mail: 「退会手続き」 alone stands under every newsletter.
BILLING = (
    r"最終(?:通告|通知|勧告|警告)",
    r"(?:料金|利用料|登録料|会費|代金|消費料金).{0,14}(?:未納|未払|滞納|延滞|発生して|確認(?:が)?取れ)|未納(?:料金|利用料|分)",
    r"法的(?:措置|手段|手続)|民事訴訟|訴訟.{0,6}(?:移行|開始|提起|最終)",
    r"差し?押さえ|強制執行",
    r"身辺調査|勤務先へ|自宅(?:へ|に)訪問|信用情報機関",
    r"債権(?:回収|譲渡)|延滞(?:損害)?金",
    r"本日中に(?:ご連絡|お電話|ご?返金)|(?:ご連絡|入金)(?:の)?な(?:き|い)場合",
    r"(?:有料|情報|総合情報|動画|アダルト)サイト|コンテンツ|無料期間",
)
BILLING_CERTAIN = re.compile(r"債権回収業務の|差し?押さえの手続|民事訴訟の手続")
PHISHING = re.compile(
    r"(?:アカウント|口座|サービス|会員資格|カード).{0,12}?(?:停止され|制限され|凍結され|ロックされ|失効(?:し|の)|一時的に)"
    r"|(?:本人(?:確認|認証)|ログイン).{0,14}?(?:URL|リンク|下記から|登録が必要|ログイン)|(?:URL|リンク|下記)から.{0,8}(?:本人確認|ログイン)"
    r"|異常なログイン|(?:カード|支払い?(?:方法)?|決済|会員)の?情報(?:の|を).{0,4}?(?:更新|再登録|確認(?:して|が必要))"
    r"|(?:不正|第三者).{0,8}?(?:アクセス|ログイン|利用)(?:を検知|の可能性|が確認|され)|(?:ワンタイム)?パスワードの?(?:再登録|更新)の?お願い"
    r"|(?<!\d)\d{1,3}時間以内に.{0,14}(?:確認|更新|ログイン).{0,14}(?:削除|停止|失効)"
    r"|(?:verify|confirm|update) your (?:account|identity|password|billing)|account (?:has been|was|is) (?:suspended|limited|locked)",
    re.IGNORECASE,
)
TRANSACTION = re.compile(
    r"(?:ご?注文|お?問い?合わ?せ伝票|伝票|ご?予約)(?:番号|No\.?|ID)\s?[:#]?\s?[A-Z0-9]|ご?注文(?:いただき|を承り|内容|確認|の?確認)"
    r"|ご注文ありがとう|(?:商品|荷物|ご注文品)(?:を|の)発送(?:いたし|しま|完了)|発送(?:完了|のお知らせ|いたしました)|お届け(?:予定)?日"
    r"|ご?予約(?:内容|確認|完了|を承)|パスワードの?(?:再設定|リセット)|\d{1,2}月分.{0,4}(?:請求|明細)|ご請求(?:書|金額)(?:の|を)"
    r"|ご?利用明細の?お知らせ|(?:ご利用料金|請求(?:金額|額)|明細)(?:が|の)?(?:確定|お知らせ)|お支払い?(?:金額|期日|予定日)|認証コード\s?:|(?:会員|仮)?登録(?:完了|確認)の?お知らせ|領収書を(?:添付|お送り|発行)",
    re.IGNORECASE,
)
# What only a real contract or account has: a number, a date of delivery, a code, a month's statement.
TRANSACTION_PROOF = re.compile(
    r"(?:注文|予約|伝票|受付|お客様)(?:番号|No\.?|ID)\s?[:#]?\s?[A-Z0-9][A-Z0-9-]{2}|お届け(?:予定)?日\s?:?\s?\d"
    r"|認証コード\s?:\s?\d|ご利用料金が確定|(?:明細|請求(?:金額|額))が?確定|\d{1,2}月分.{0,8}(?:請求|明細)|パスワードの?(?:再設定|リセット)|登録(?:完了|確認)の?お知らせ",
    re.IGNORECASE,
)
# What informs and sells nothing: works, closures, terms, recalls, parcels, appointments, comments, questionnaires.
NOTICE = re.compile(
    r"(?:メンテナンス|障害|復旧|停電|断水|休業|休館|休診|工事|点検)(?:作業|期間)?(?:の|に関する)?(?:お知らせ|ご案内|情報|完了|予定)|停電(?:し|いた)"
    r"|メンテナンスのため|(?:利用|会員)?規約.{0,8}(?:変更|改定|改訂)|サービス(?:を)?(?:の)?(?:提供)?終了|回収(?:の|を)(?:お願い|いた)|リコール"
    r"|不在(?:通知|に(?:して|いた))|(?:予約|リクエスト)資料|取置(?:き)?期限|(?:ご?予約|診療|診察)(?:を|の)(?:お待ち|確認)|明日の?ご予約"
    r"|(?:お荷物|荷物|商品)(?:を|の)お届け|送り状番号|配達(?:予定|のお知らせ)|(?:面接|選考)(?:の?日程|結果|のお?知らせ)|書類選考"
    r"|あなたの.{0,10}に(?:コメント|いいね|返信)|お問い?合わ?せ(?:を受け付け|ありがとうございます)|受付番号は"
    r"|警報が発表|開催通知|(?:総会|委員会|法要|礼拝|清掃活動)の?(?:お知らせ|ご案内|開催)"
    r"|狂犬病|確定申告|(?:履修|出願)(?:登録|期間)|給食|引落(?:し|とし)?(?:日|額|の)",
)
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
    r"发票|發票|优惠|優惠|特价|推广|营销|培训|工厂|批发|产品目录|欢迎.{0,8}(?:咨询|订购|来电)|来电咨询|免费|促销|代理"
)
KOREAN = re.compile(r"\(광고\)|무료|할인|대출|카지노")
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
