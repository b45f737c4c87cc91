"""Wordings that say what somebody named in a mail has to do with it: who only carries it, who entrusts it, who advertises."""

import re

_NAME = r"\s?[】\])>》」]?\s?[:/|=]\s{0,20}(?P<name>[^\s:/|=][^\r\n]{1,39})"
# A delivery service carries the mail of others and is no sender: its name stands under many lawful footers.
DELIVERY_LABEL = re.compile(
    r"(?:(?:メール)?(?:配信|送信)(?:代行|スタンド|システム|サービス|プラットフォーム|ASP)(?:会社|業者|事業者|元|提供)?"
    rf"|powered\s?by){_NAME}",
    re.IGNORECASE,
)
ENTRUSTER_LABEL = re.compile(rf"(?:(?:配信|送信)(?:を)?(?:委託|依頼)(?:者|元|主|会社)|委託元){_NAME}", re.IGNORECASE)
ADVERTISER = re.compile(r"広告主|広告提供")
WORDINGS = {"DELIVERY_LABEL": DELIVERY_LABEL, "ENTRUSTER_LABEL": ENTRUSTER_LABEL}
CUES = {
    "DELIVERY_LABEL": r"[配送]信(?:代行|スタンド|システム|サービス|プラットフォーム|ASP)|powered",
    "ENTRUSTER_LABEL": "委託|依頼",
}
