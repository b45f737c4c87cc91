"""What the surveys need, put together from an open centre: the book of rounds, whom to ask, and how it is published."""

from typing import TYPE_CHECKING

from tsuho.casework.errors import CannotDo
from tsuho.casework.survey_ports import MonitorOrigins, Surveys
from tsuho.referral.survey_tables import Edition
from tsuho.statistics.adoption.panel import build_panel
from tsuho.statistics.adoption.rounds import Round, round_of
from tsuho.wiring.open import Centre
from tsuho.wiring.settings import Settings
from tsuho.words.survey_panel import Panel

if TYPE_CHECKING:
    from tsuho.workers.survey_dns import SurveyGatherer, SurveyResolver


def surveys_of(centre: Centre) -> Surveys:
    """The register of services and the book of rounds of this centre."""
    del centre  # opened, so that its database is set up
    from tsuho.store.records.surveys import SurveysInDatabase

    return SurveysInDatabase()


def monitor_origins_of(centre: Centre) -> MonitorOrigins:
    """Where the mail to this centre's monitors came from."""
    del centre
    from tsuho.store.records.surveys import MonitorOriginsInDatabase

    return MonitorOriginsInDatabase()


def gatherer_of(centre: Centre) -> "SurveyGatherer":
    """Whom this centre asks; CannotDo says which setting is missing or wrong."""
    from tsuho.workers.mta_sts_policy import PolicyFetcher
    from tsuho.workers.survey_dns import SurveyGatherer

    survey = centre.settings.survey
    if centre.settings.centre.simulated and not survey.resolvers:
        raise CannotDo("cannot_survey_invented")
    if set(survey.resolvers) & set(survey.second_resolvers):
        raise CannotDo("cannot_survey_by_one")
    if survey.question_seconds <= 0 or survey.at_once < 1:
        raise CannotDo("cannot_survey_settings")
    asks = [_resolver(centre.settings, survey.resolvers)]
    if survey.second_resolvers:
        asks.append(_resolver(centre.settings, survey.second_resolvers))
    return SurveyGatherer(
        tuple(asks),
        centre.now,
        survey.at_once,
        float(survey.deadline_seconds),
        PolicyFetcher(centre.now) if survey.fetch_policies else None,
    )


def _resolver(settings: Settings, nameservers: tuple[str, ...]) -> "SurveyResolver":
    from tsuho.workers.dns_lookups import resolver_of
    from tsuho.workers.survey_dns import survey_resolver

    try:
        asked = resolver_of(nameservers)
    except ValueError as error:
        raise CannotDo("cannot_survey_resolvers", error=error) from None
    name = " ".join(nameservers) or " ".join(str(each) for each in asked.nameservers)
    return survey_resolver(name, asked, settings.survey.question_seconds)


def round_named(text: str) -> Round:
    """The round that the command line names."""
    try:
        return round_of(text)
    except ValueError:
        raise CannotDo("cannot_read_round", text=repr(text)) from None


def panel_of(centre: Centre, label: str) -> Panel:
    """The table of a round. Raises CannotDo for a round in which nothing was surveyed."""
    surveys, one = surveys_of(centre), round_named(label)
    entries = surveys.entries(one.label)
    if not entries:
        known = ", ".join(surveys.rounds()) or "none"
        raise CannotDo("cannot_find_round", round=one.label, known=known)
    return build_panel(one, entries)


def edition_of(centre: Centre, language: str) -> Edition:
    """How this centre publishes a survey today."""
    zone = centre.reading.jurisdiction.timezone
    who = centre.settings.centre
    return Edition(language, zone, who.name if language == "ja" else who.name_en, centre.now().astimezone(zone).date())
