"""Wordings of the right to refuse (受信拒否, V42 and V43): what says so, where it goes, and what is only about lost mail."""

import re

from tsuho.engine.law.patterns import Reach

_OBJECT = (
    r"(?:配信(?:先)?|受信|購読|(?:読者|配信|会員|メール)?登録|送信|メール(?:マガジン)?|メルマガ|ニュースレター|お知らせ|ご?案内|DM"
    r"|ダイレクトメール|読者|(?:メール|メルマガ)会員|お?便り|たより)"
)
_STOP = r"(?:停止|解除|中止|拒否|拒絶|終了|ストップ|取り?やめ|取り?止め|取り?消し?|お?断り|キャンセル|解約|やめ|止め)"
OPTOUT = re.compile(
    r"(?:^|[\n【\[<■●▼・→])\s?(?:解除|停止|配信停止|退会)\s?[】\]>■:→]|受信許可の?取り?消"
    r"|(?:登録|アドレス|会員情報)(?:の|を|情報の)?(?:削除|抹消)"
    rf"|{_OBJECT}(?:の|を|先の|の登録)?\s?(?:変更[・/])?{_STOP}|(?:登録|変更|アドレス変更)[・/]\s?(?:配信)?(?:解除|停止)"
    rf"|{_STOP}(?:手続き?|フォーム|専用|方法|ページ|URL|の?ご?依頼|用(?:アドレス|URL)?)?\s?(?:は|を)?(?:こちら|下記|以下)"
    rf"|{_STOP}(?:手続き?|フォーム|専用)"
    r"|(?:配信|受信|購読|送信|メール|メルマガ|ご?案内|お知らせ|お?便り|DM|受け?取り).{0,12}?"
    r"(?:希望(?:(?:され|し)(?:ない|ません)|でない)|望まれ?ない|不要|必要(?:で|が|の)?ない|いらない|要らない)"
    r"|(?:メール|メルマガ|案内|お知らせ|DM)を?.{0,4}受け?取りたくない"
    r"|(?:メール|メルマガ|案内|お知らせ|DM)を?.{0,6}(?:受け?取らない|差し?控え)"
    r"|(?:メール|メルマガ|DM|案内)会員(?:の)?退会|ご無用(?:の|な|で)|(?:もう|今後).{0,4}(?:要|い)らない(?:よ)?[、,]?(?:という)?(?:方|お客)"
    r"|(?:受け?取り|通知|お知らせ|メール|配信)(?:を|の)?(?:オフ|OFF)(?:に|設定)|(?:オフ|OFF)にするには|同意(?:の|を)?(?:取り?消し|撤回)"
    r"|ご?(?:入用|入り用)(?:で|が)?(?:ない|なければ)|(?:以後|今後|以降).{0,8}(?:お送り|配信|送信)(?:いた)?しません"
    r"|(?:^|\n)\s?(?:解除|停止|配信停止|退会)\s{1,3}(?=https?:|[\w.+-]{1,64}@)|登録(?:情報|内容)?(?:の)?変更[・/]\s?退会"
    r"|ご不要(?:の|な|で)|不要(?:な|の)(?:方|場合|際|お客)|空メール|(?:メール)?配信の?設定(?:の|を)?変更"
    r"|退会(?:は|手続き?|フォーム|ページ|を?ご?希望)|オプトアウト|unsubscribe|opt[-\s]?out"
    r"|(?:stop|not\s{1,3}to|no\s{1,3}longer(?:\s{1,3}wish\s{1,3}to)?)\s{1,3}receiv|email\s{1,3}preferences",
    re.IGNORECASE,
)
NOT_OPTOUT = re.compile(
    r"(?:配信|送信|受信|購読)?(?:を|の|は)?(?:停止|解除|拒否)(?:は|が|を)?"
    r"(?:でき(?:ません|かね)|承って(?:おり)?ません|受け付けて(?:おり)?ません|いたしかね)"
    r"|(?:停止|解除)(?:され|し)て?(?:いる|おり|た)(?:方|お客様|会員様)(?:に|へ)?も"
    r"|希望(?:され|し)ない(?:方|お客様|会員様)(?:に|へ)も|ライブ配信|動画配信|生産|販売中止|サービス提供|契約解除|入退会",
    re.IGNORECASE,
)
# Help about mail that does not arrive is no notice of a right to refuse; where only such sentences stand nobody can tell.
DELIVERY_HELP = re.compile(
    r"ドメイン指定|指定受信|受信拒否(?:設定)?を?(?:され|し)て(?:いる|おり)|迷惑メール(?:フィルタ|設定|対策|防止|振り?分け|フォルダ)"
    r"|届(?:か(?:ない|ず|なく|ません)|くよう)|受信できるよう",
    re.IGNORECASE,
)
BY_REPLY = re.compile(
    r"(?:この|本)?メール(?:に|へ)(?:の|そのまま|その旨を?)?(?:ご?返信|お?返事)|返信(?:にて|で|して|いただ)"
    r"|[」』]\s?と(?:だけ|一言)?(?:書いて)?ご?(?:返信|返事)"
    r"|件名(?:に|を).{0,10}(?:停止|解除|不要|delete|削除).{0,14}(?:返信|送信|お送り)",
    re.IGNORECASE,
)
NO_REPLY_TEXT = re.compile(r"送信専用|返信(?:でき(?:ません|かね)|されても|はお受け)|do not reply", re.IGNORECASE)
NO_REPLY_ADDRESS = re.compile(r"^(?:no|do[-_.]?not|dont)[-_.]?reply", re.IGNORECASE)
CONDITION = re.compile(
    r"(?:会員登録|ログイン|パスワード|ID).{0,10}?(?:必要(?!は)|後に|のうえ|して(?:から|いただ))|(?:退会|解約|解除|停止)(?:手数)?料"
    r"|手数料.{0,8}(?:停止|解除|必要)|(?:電話|FAX|郵送|書面|来店)(?:で|のみ)(?:のみ)?(?!で(?:は)?なく)(?:で|の)?(?:受|承|に限)"
    r"|(?<!\d)\d{1,3}\s?(?:時間|日|営業日)以内に.{0,16}(?:ない場合|なければ)"
    r"|(?:お?名前|氏名|住所|電話番号|生年月日|身分証|免許証).{0,20}"
    r"(?:ご?明記|ご?記入(?!は不要)|ご?記載|添え|添付|入力(?!は))|理由を.{0,6}(?:明記|記入|お書き)|意思確認|「(?:停止|解除)」とだけ返信",
    re.IGNORECASE,
)
# Art. 4(ii) wants a mail address or a URL: a sentence that offers a telephone, a letter or a visit offers neither.
OTHER_WAYS_ONLY = re.compile(
    r"(?:お?電話|TEL|FAX|ファックス|郵送|書面|[はハ][がガ][きキ]|葉書|ご?来店)(?:番号)?(?:のみ|だけ)?(?:で|にて|に|へ|を|まで|ください|の上)",
    re.IGNORECASE,
)
WRITTEN_WAYS = re.compile(
    r"(?:メール|URL|フォーム|サイト|ページ|こちら|下記)(?:で|に(?!よる)|から|でも|または|又は|へ|まで)", re.IGNORECASE
)
REFUSAL_WIDE = re.compile(
    r"停止|解除|(?:メール|メルマガ|配信|案内|お知らせ|通知|ご).{0,12}不要|不要な(?:方|場合)|退会|取り?消|中止|拒否|希望(?:され|し|で)|やめ|止め|いらない|受信設定|配信設定|解約|差し?控え|受け?取らない"
    r"|cancel|not\s+to\s+receive|no\s+longer|登録(?:内容|情報)?の?(?:変更|削除)|unsub|opt.?out|remove|stop",
    re.IGNORECASE,
)
# A mailbox or link that is recognisable by its own name as the place where one refuses.
REFUSING_ADDRESS = re.compile(
    r"(?<![\w.+-])(?:stop|off|unsub(?:scribe)?|optout|opt-out|taikai|kaijo|kaijyo|teishi|cancel|remove|delete)[A-Za-z0-9_.+-]{0,40}@[\w-]{1,63}\."
    r"|https?://[^\s<>]{1,200}?[/?=&](?:unsub(?:scribe)?|opt-?out|taikai|kaijo|stop|off|cancel|remove)(?![a-z])",
    re.IGNORECASE,
)
WORDINGS = {
    "OPTOUT": OPTOUT,
    "NOT_OPTOUT": NOT_OPTOUT,
    "DELIVERY_HELP": DELIVERY_HELP,
    "BY_REPLY": BY_REPLY,
    "NO_REPLY_TEXT": NO_REPLY_TEXT,
    "CONDITION": CONDITION,
    "REFUSAL_WIDE": REFUSAL_WIDE,
    "REFUSING_ADDRESS": REFUSING_ADDRESS,
}
# Where these stand, the pattern may stand around them: the words of stopping and of not wanting.
_NOT_WANTED = (
    r"希望(?:され|し|で)[なま]|望まれ?な|不要|必要[でがの]?な|[い要]らな|取りたくな|取らな|差し?控|空メール|配信の?設定[のを]?変更|無用|入用|入り用|しません|(?:オフ|OFF)(?:に|設定)|取り?消し|撤回|便りが?不要"
    r"|オプトアウト|unsub|opt[-\s]?out|receiv|preferences"
)
CUES = {
    "OPTOUT": rf"停止|解除|中止|拒否|拒絶|終了|ストップ|やめ|止め|取り?消|断り|キャンセル|解約|退会|削除|抹消|{_NOT_WANTED}",
    "BY_REPLY": "返信|返事|送信|お送り",
    "REFUSING_ADDRESS": (
        r"(?:stop|off|unsub|opt-?out|taikai|kaij|teishi|cancel|remove|delete)[A-Za-z0-9_.+-]{0,40}@"
        r"|[/?=&](?:unsub|opt-?out|taikai|kaijo|stop|off|cancel|remove)"
    ),
}
REACHES = {
    "OPTOUT": Reach(before=40, behind=16),
    "BY_REPLY": Reach(before=44, behind=6),
    "REFUSING_ADDRESS": Reach(before=220, behind=70),
    "REFUSAL_WIDE": Reach(before=30, behind=4),
}
