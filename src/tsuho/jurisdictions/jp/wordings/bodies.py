"""Wordings of who is no business (営利を目的とする団体でない者, 第2条第2号): public bodies, politics, associations, religion.

They say something where a sender names himself: in From, in his first lines or in his signature. In the middle of a text they
name somebody else.
"""

import re

# The state, prefectures, towns, and what they keep: none of them is a body for profit, whatever stands in the mail.
PUBLIC_BODY = re.compile(
    r"[都道府県市区町村](?:役所|役場|議会(?!議員))(?!前|通り?|そば|近く|裏)|教育委員会|災害対策(?:本部|室)|(?:警察|消防|税務|労働基準監督)(?:署|本部|局)"
    r"|保健所|ハローワーク|公共職業安定所|年金事務所|法務局|地方裁判所|国立大学法人|公立大学法人|地方公共団体|独立行政法人|地方独立行政法人"
    r"|[市区町村県]の?(?:広報|危機管理|防災|福祉|環境|市民|税務|教育|生涯学習|健康|子育て)(?:[課室部局]|担当)"
    r"|(?:防災|防犯|安全|安心|緊急)(?:情報)?(?:・(?:防災|防犯|安全|安心))?メール"
    r"|[一-龥ぁ-んァ-ヶ]{1,8}[都道府県市区町村国]立[一-龥ぁ-んァ-ヶ]{0,12}(?:図書館|学校|病院|美術館|博物館|保育[園所]|高校|中学|大学|センター|ホール|公民館)"
    r"|(?:小学校|中学校)(?:です|より|長|\s)"
)
NOT_FOR_PROFIT = re.compile(
    r"特定非営利活動法人|(?<![A-Za-z])NPO(?:法人)?(?![A-Za-z])|宗教法人|社会福祉(?:法人|協議会)|公益(?:社団|財団)法人|労働組合|職員組合|ユニオン(?:本部|支部)"
    r"|政治団体|同窓会|校友会|自治会|町内会|(?<![一-龥])町会|管理組合|子ども会|老人(?:会|クラブ)|(?<![A-Za-z])PTA(?![A-Za-z])|保護者会|父母の会|育友会|後援会|ボランティア(?:センター|団体|の会)"
    r"|(?:教会|寺|院|神社|大社|八幡宮|天満宮|修道院)(?:\s{0,3}(?:住職|宮司|牧師|社務所|寺務所)|(?:です|より)(?=[。\s]))|(?:檀信徒|檀家|氏子|信徒)の?(?:皆|みな)"
    r"|主の(?:御名|平和)|主日礼拝|(?:彼岸会|施餓鬼|法要|例大祭|報恩講)(?:の|を)|募金(?:の|を)?(?:お願い|ご協力)",
    re.IGNORECASE,
)
# These may advertise as firms do: whether such a sender acts for profit is for a person.
PERHAPS_FOR_PROFIT = re.compile(r"一般(?:社団|財団)法人|医療法人|学校法人")
POLITICAL = re.compile(
    r"清き(?:一票|1票)|選挙事務所|(?:投票|ご支援|ご支持|1票|一票)を?.{0,12}(?:お願い|お寄せ).{0,20}(?:候補|選挙|投票日)"
    r"|街頭演説|演説会|選挙運動用|(?:国|県|市|区|都|府|道|町|村)政(?:報告|だより|レポート)|党員・サポーター"
)
# Said of oneself these are politics; in the news they are somebody else.
POLITICAL_BODY = re.compile(
    r"(?:衆議院|参議院|[都道府県市区町村]議会)議員|(?:衆院|参院|[都県市区町村])議(?:\s|です)|(?:党|政党)(?:本部|支部|[都道府県]連|ニュース|広報)|政治団体|後援会事務所"
)
WORDINGS = {
    "PUBLIC_BODY": PUBLIC_BODY,
    "NOT_FOR_PROFIT": NOT_FOR_PROFIT,
    "PERHAPS_FOR_PROFIT": PERHAPS_FOR_PROFIT,
    "POLITICAL": POLITICAL,
    "POLITICAL_BODY": POLITICAL_BODY,
}
