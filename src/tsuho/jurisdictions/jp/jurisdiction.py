"""The law of Japan on advertising mail, its table of contents: 特定電子メールの送信の適正化等に関する法律 (平成14年法律第26号).

One provision, one file under law/; what rules share in finding the display stands under displayed/, the wordings under
wordings/, dated numbers and words under parameters/. The order here is the order of judging.
"""

from zoneinfo import ZoneInfo

from tsuho.engine.law.in_force import read_periods
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.jurisdictions.jp.classify import classify
from tsuho.jurisdictions.jp.displayed.claims import lawful_basis
from tsuho.jurisdictions.jp.displayed.parties import parties
from tsuho.jurisdictions.jp.displayed.table import display_of
from tsuho.jurisdictions.jp.law import (
    v31,
    v31_many,
    v31l,
    v32,
    v33,
    v40,
    v41,
    v42,
    v43,
    v44,
    v45,
    v46,
    v47,
    v51,
    v52,
    v61,
    v71a,
    v71b,
    x12,
)
from tsuho.jurisdictions.jp.regions import PREFECTURES

RULES = (
    v31.RULE,  # opt-in
    v31l.RULE,  # the old label, which admits that nobody agreed
    v32.RULE,  # the record of consent: a suggestion
    v40.RULE,  # display of the old law: the label
    v41.RULE,  # display: name
    v42.RULE,  # display: where to refuse
    v43.RULE,  # display: that one may refuse
    v44.RULE,  # display: postal address
    v45.RULE,  # display: contact for complaints
    v46.RULE,  # display: false
    v47.RULE,  # display: hidden
    v51.RULE,  # false sender information: the address
    v52.RULE,  # false sender information: the equipment
    x12.RULE,  # a tag: another Act
)
CAMPAIGN_RULES = (
    v31_many.RULE,  # opt-in: many reporters
    v33.RULE,  # opt-out: sent again after a refusal
    v61.RULE,  # fictitious addresses
    v71a.RULE,  # went on after a warning
    v71b.RULE,  # went on after an order
)
JAPAN = Jurisdiction(
    code="jp",
    language="ja",
    timezone=ZoneInfo("Asia/Tokyo"),
    periods=read_periods("tsuho.jurisdictions.jp"),
    rules=RULES,
    campaign_rules=CAMPAIGN_RULES,
    classify=classify,
    regions=PREFECTURES,
    lawful_basis=lawful_basis,
    display=display_of,
    parties=parties,
)
