"""Wordings of mail that only informs: contracts and accounts, works and closures, machines that answer, social networks."""

import re

from tsuho.engine.law.patterns import Reach

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
# The same of accounts that anybody holds: a bank's, a network's, a railway's. What only such an account has stands beside.
ACCOUNT = re.compile(
    r"受注(?:番号|No)|(?:代金|ご入金|入金|お振込み?)(?:の|を)?(?:お願い|確認)|お届け(?:希望|先|時間)|(?:お問い?合わ?せ)?送り状|ワンタイムパスワード|確認コード|認証番号"
    r"|(?:新しい|別の|不明な)(?:端末|デバイス|環境|ブラウザ)から(?:の)?ログイン|ログインがありました|領収(?:書|証)|(?:ご)?乗車|搭乗|運賃|eチケット|ご?利用(?:日時?|先|金額|店(?:舗)?名?)\s?:"
    r"|検針|ご使用量|ご請求(?:予定)?額|口座振替|引き?落とし|ご?予約(?:が|は)?(?:完了|確定|成立)|予約を?受け?付けました|ご?注文\s?#\d|(?:配達員|ドライバー|お荷物|荷物).{0,12}(?:出(?:ました|発)|向かって|到着)|ご?予約(?:番号|確認書)|(?:プラン|契約|会員|ドメイン|証明書).{0,8}(?:更新され|(?:更新|有効)期限)"
    r"|自動更新|(?:データ)?通信量|(?:ギフト|商品)券.{0,12}(?:贈ら|届|番号)|返却期限|返却日|取置|未納はございません|お席をご用意|(?:当選|落選)番号照会|残高(?:不足|照会|のお知らせ)"
    r"|仮登録|(?:メール)?アドレス(?:の)?(?:確認|変更)(?:が|を|の)?(?:完了|手続)|査収|見積(?:書|もり書?)(?:を|の)(?:添付|お送り|送付)",
)
ACCOUNT_PROOF = re.compile(
    r"(?:受注|送り状|予約|契約|お客様|登録|会員|券)(?:番号|No\.?|ID)\s?[:.#]?\s?[A-Z0-9*][A-Z0-9*-]{2}|(?:パスワード|コード|番号)\s?[:は]\s?\d{4,8}(?!\d)"
    r"|\*{4}-?\d{4}|ご?利用(?:日時?|金額)\s?:\s?[\d¥]|(?:ご使用量|使用期間)\s?:?\s?\d|ご?(?:乗車|利用日|宿泊日?|予約日時?|日時)\s?:?\s?\d{1,4}[年/月]"
    r"|[月日]\s?\(?.{0,3}\)?\s?\d{1,2}[:時].{0,20}(?:ご予約|お席|承)|(?:ギフト|商品)券番号|有効期限\s?:?\s?\d{2,4}[年/]|(?:No\.|#)\s?\d{3,12}"
    r"|ログインがありました|(?:次回の)?更新日は\d|検針のお知らせ|予約(?:が|を)?完了|(?<!\d)\d{1,4}\s?GBを超え|返却期限|ドメイン.{0,24}期限",
    re.IGNORECASE,
)
# What informs and sells nothing: works, closures, terms, recalls, parcels, appointments, comments, questionnaires.
NOTICE = re.compile(
    r"(?:メンテナンス|障害|復旧|停電|断水|休業|休館|休診|工事|点検)(?:作業|期間)?(?:の|に関する)?(?:お知らせ|ご案内|情報|完了|予定)|停電(?:し|いた)|(?:障害|不具合|復旧)(?:が|の|は|を|状況).{0,24}(?:復旧|発生|解消|お詫び)|復旧(?:いた|し)"
    r"|メンテナンスのため|(?:利用|会員)?規約.{0,8}(?:変更|改定|改訂)|サービス(?:を)?(?:の)?(?:提供)?終了|回収(?:の|を)(?:お願い|いた)|リコール"
    r"|不在(?:通知|に(?:して|いた))|(?:予約|リクエスト)資料|取置(?:き)?期限|(?:ご?予約|診療|診察)(?:を|の)(?:お待ち|確認)|明日の?ご予約"
    r"|(?:お荷物|荷物|商品)(?:を|の)お届け|送り状番号|配達(?:予定|のお知らせ)|(?:面接|選考)(?:の?日程|結果|のお?知らせ)|書類選考"
    r"|お問い?合わ?せ(?:を受け付け|ありがとうございます)|受付番号は"
    r"|警報が発表|開催通知|(?:総会|委員会|法要|礼拝|清掃活動)の?(?:お知らせ|ご案内|開催)"
    r"|狂犬病|確定申告|(?:履修|出願)(?:登録|期間)|給食|引落(?:し|とし)?(?:日|額|の)",
)
# A network tells a member what happened to what he wrote, and lets him switch that off.
NETWORK = re.compile(
    r"(?:さん|様|さま)(?:から|が|より).{0,16}(?:友達|友だち|フレンド|フォロー|つながり)|フォロー(?:され|し)ました"
    r"|(?:コメント|いいね!?|返信|メンション|お気に入り|足あと|トラックバック).{0,10}(?:がつ(?:き|い)|付(?:き|い)|されました|ありました|投稿されました|(?:が|も)?届(?:き|い)|しました)"
    r"|(?:ダイレクト)?メッセージが(?:届(?:き|い)|あり)"
)
NETWORK_OWN = re.compile(
    r"通知(?:メール)?(?:の|を)?(?:設定|ON|OFF|オン|オフ|受け取|停止)|メール通知|お知らせ設定"
    r"|(?:あなたの?|ブログ|写真|投稿|記事|日記|トピック|質問|動画).{0,24}(?:コメント|いいね|返信|回答|フォロー)",
    re.IGNORECASE,
)
AUTO_REPLY = re.compile(
    r"自動(?:応答|返信|送信)|不在(?:応答|の(?:お知らせ|連絡|ため))|休暇(?:中|を(?:いただ|頂|取))|out\s?of\s?(?:the\s)?office|auto(?:matic)?[-\s]?(?:reply|response)",
    re.IGNORECASE,
)
BOUNCED = re.compile(
    r"undeliver|delivery (?:status|has failed|failure)|returned mail|mail delivery|failure notice|user unknown|配信(?:でき|不能)|送信できませんでした|エラーメール",
    re.IGNORECASE,
)
# How people who know each other write at work.
CORRESPONDENCE = re.compile(
    r"お世話(?:に)?なっ(?:て|ております)|お世話様|お疲れ(?:さま|様)|おつかれ(?:さま|ー)?|議事録|打ち?合わ?せ|(?:会議|ミーティング|定例)(?:の|を|に)|ご無沙汰|転居|引っ?越し(?:ました|の(?:お知らせ|ご挨拶))"
    r"|(?:先日|本日|昨日)は.{0,20}ありがとう(?:ございました|ござい)|添付(?:いたし|しま)|ご確認(?:の)?(?:ほど|よろしく|お願い)"
)
# A list of people who write to each other: its tag in the subject, and what they answer to.
LIST_TAG = re.compile(r"^\s*(?:re:\s*|fwd?:\s*)*[\[(][A-Za-z0-9._-]{2,40}[\s:,#-]{0,2}\d{1,7}[\])]", re.IGNORECASE)
QUOTED = re.compile(r"^>\s?\S", re.MULTILINE)
TEST = re.compile(r"^\s*(?:テスト|てすと|test|送信)(?:です|メール|送信|テスト|mail)?[。.!]?\s*$", re.IGNORECASE)
HARASSMENT = re.compile(
    r"(?:お前|おまえ|てめえ|貴様).{0,16}(?:死ね|殺|消えろ|許さ|ぶっ|覚えて(?:い)?ろ)|(?:ぶっ|絶対に?)殺(?:す|して)|死ね(?!ば|る|な|ない)|晒して(?:や|あげ)"
)
WORDINGS = {
    "TRANSACTION": TRANSACTION,
    "TRANSACTION_PROOF": TRANSACTION_PROOF,
    "ACCOUNT": ACCOUNT,
    "ACCOUNT_PROOF": ACCOUNT_PROOF,
    "NOTICE": NOTICE,
    "NETWORK": NETWORK,
    "NETWORK_OWN": NETWORK_OWN,
    "AUTO_REPLY": AUTO_REPLY,
    "BOUNCED": BOUNCED,
    "CORRESPONDENCE": CORRESPONDENCE,
    "LIST_TAG": LIST_TAG,
    "QUOTED": QUOTED,
    "TEST": TEST,
    "HARASSMENT": HARASSMENT,
}
REACHES = dict.fromkeys(("TRANSACTION", "TRANSACTION_PROOF"), Reach(before=16, behind=0))
