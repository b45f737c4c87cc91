"""The law of a country, its table of contents. Copy this folder, name it by the country's code, and name that in the settings."""

from zoneinfo import ZoneInfo

from tsuho.engine.law.in_force import LawInForce, read_periods
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.one_message import OneMessage
from tsuho.jurisdictions._template.law import x1
from tsuho.words.judged import Classification
from tsuho.words.vocabulary import Advertising

RULES = (
    x1.RULE,  # the label in the subject
)


def classify(mail: OneMessage, _law: LawInForce) -> Classification:
    """Whether a business advertises with a mail; an example that takes every link for an offer."""
    if mail.links:
        return Classification("newsletter", Advertising.YES, "classified_sale")
    return Classification("personal", Advertising.NO, "classified_personal", out_of_scope="personal")


TEMPLATE = Jurisdiction(
    code="xx",
    language="en",
    timezone=ZoneInfo("UTC"),
    periods=read_periods("tsuho.jurisdictions._template"),
    rules=RULES,
    campaign_rules=(),
    classify=classify,
    regions={},
)
