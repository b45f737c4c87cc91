"""The published series that the documents ask for, by name: a name that no series has is an error, never an empty section."""

from collections.abc import Callable, Mapping
from typing import Final

from tsuho.statistics.answer import Answer

Ask = Callable[[str], Answer]
"""What a series of this name answers for the document's period. Raises KeyError for a name that no series has."""

CONSULTATIONS: Final = "consultations_by_category"
CONSULTATIONS_PER_DAY: Final = "consultations_per_business_day"
REPORTS: Final = "reports_by_outcome"
REPORTS_BY_DOOR: Final = "reports_by_door"
REPORTS_BY_REASON: Final = "reports_by_incomplete_reason"
REPORTS_BY_VIOLATION: Final = "reports_by_violation"
MONITORS: Final = "monitors_by_medium"
MONITORS_BY_CARRIER: Final = "monitors_by_carrier"
MONITORS_BY_COUNTRY: Final = "monitors_by_country"
MONITORS_ABROAD: Final = "monitors_by_domestic"
WARNINGS: Final = "warnings_by_state"
WARNING_EFFECTS: Final = "warnings_by_effect"
NOTICES: Final = "provider_notices"
PROVIDERS: Final = "providers_noticed"
PROVIDER_ANSWERS: Final = "provider_answers"
DAYS_TO_ACT: Final = "days_to_act"
RELAPSES: Final = "relapses"
AGENCIES: Final = "agencies_by_country"
ASSOCIATION: Final = "association_mails"
MEMBERS: Final = "association_members"
CHAIN_MAIL: Final = "chain_mail_by_class"
CHAIN_MAIL_BY_MEDIUM: Final = "chain_mail_by_medium"
MATERIALS: Final = "materials"
MEETINGS: Final = "meetings"
PAGES: Final = "pages"
QUESTIONNAIRES: Final = "questionnaire_answers"

IN_ACTIVITY_REPORT: Final = (
    CONSULTATIONS, CONSULTATIONS_PER_DAY, REPORTS, REPORTS_BY_REASON, MONITORS, WARNINGS, NOTICES, PROVIDERS,
    PROVIDER_ANSWERS, AGENCIES, ASSOCIATION, MEMBERS, CHAIN_MAIL, CHAIN_MAIL_BY_MEDIUM, MATERIALS, MEETINGS, PAGES,
    QUESTIONNAIRES,
)  # fmt: skip
IN_MINISTRY_REPORT: Final = (
    CONSULTATIONS, CONSULTATIONS_PER_DAY, REPORTS, REPORTS_BY_REASON, REPORTS_BY_DOOR, REPORTS_BY_VIOLATION, MONITORS,
    MONITORS_BY_CARRIER, MONITORS_ABROAD, MONITORS_BY_COUNTRY, WARNINGS, WARNING_EFFECTS, NOTICES, PROVIDERS, PROVIDER_ANSWERS,
    DAYS_TO_ACT, RELAPSES, AGENCIES, CHAIN_MAIL, CHAIN_MAIL_BY_MEDIUM, MATERIALS, PAGES, MEETINGS,
)  # fmt: skip


def asked_all(ask: Ask, names: tuple[str, ...]) -> Mapping[str, Answer]:
    """The answers of all these series, each asked once, so that a document never says two things of one series."""
    return {name: ask(name) for name in names}
