"""An invented survey of the sample providers: their mail services, and two rounds a year apart, so that both can be compared.

Nobody was asked anything: a findings' record says that it is simulated, and so does every entry of such a round.
"""

from datetime import date, datetime

from tsuho.simulation.partners import SampleProvider, sample_providers
from tsuho.words.surveys import (
    AuthFinding,
    Presence,
    Published,
    RoundEntry,
    Scope,
    Service,
    SurveyAnswer,
    SurveyRun,
    Technology,
)

SOURCE = "sample"
ROUNDS = (("2013H2", date(2014, 2, 3)), ("2014H2", date(2015, 2, 2)))
_SURVEYOR = "模擬事務局"
# How far adoption has come: a technology's ◎ ○ − and unknown go round the services, one further every year.
_COURSE = ((Presence.PRESENT, True), (Presence.PRESENT, False), (Presence.ABSENT, False), (Presence.UNKNOWN, False))


def sample_services() -> list[Service]:
    """One service of each provider that has customers with addresses."""
    return [_service(number, each) for number, each in enumerate(_with_customers())]


def sample_round(label: str, day: date, at: datetime) -> list[RoundEntry]:
    """A round as its book would hold it: the go at the DNS with its findings, then the answers, all marked simulated."""
    services = tuple(sample_services())
    year = [each for each, _ in ROUNDS].index(label)
    asked = RoundEntry(label, SurveyRun("auth", at, at, services, ("simulated",)), at, _SURVEYOR, simulated=True)
    answered = RoundEntry(label, SurveyRun("answers", at, at, services), at, _SURVEYOR, simulated=True)
    findings = [
        AuthFinding(service.code, domain, technology, _published(number, place, year))
        for number, service in enumerate(services)
        for domain in service.domains
        for place, technology in enumerate(Technology)
    ]
    answers = [_answer(number, service, day, year) for number, service in enumerate(services) if number % 4 != 3]
    return [
        asked,
        *(RoundEntry(label, each, at, _SURVEYOR, simulated=True) for each in findings),
        answered,
        *(RoundEntry(label, each, at, _SURVEYOR, simulated=True) for each in answers),
    ]


def _with_customers() -> list[SampleProvider]:
    return [each for each in sample_providers() if each.domain and not each.hosting]


def _service(number: int, provider: SampleProvider) -> Service:
    scope = (Scope.ALL, Scope.ALL, Scope.MOBILE, None)[number % 4]
    since = date(2006 + number % 3, 4, 1) if scope else None
    return Service(
        provider.code, provider.name, f"{provider.name} メール", (provider.domain,), (), scope, since, source="模擬"
    )


def _published(number: int, place: int, year: int) -> Published:
    presence, full = _COURSE[max(0, (number + place) % len(_COURSE) - year * (number % 2))]
    return Published(presence, full, record="simulated" if presence is Presence.PRESENT else "")


def _answer(number: int, service: Service, day: date, year: int) -> SurveyAnswer:
    return SurveyAnswer(
        service.code, day, service.op25b, service.op25b_since, smtp_auth=True, ip25b=number % 2 == 0,
        labelling=("authentication_results", "received_spf", "none")[(number + 2 - year) % 3], filtering=True,
        dkim_sign=(number + year) % 3 != 0, dkim_check=None if number % 5 == 4 else number % 2 == 1,
    )  # fmt: skip
