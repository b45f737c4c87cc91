"""Survey what the domains of all services publish: ask, judge, and append the findings to the round's book."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from tsuho.casework.errors import CannotDo
from tsuho.casework.survey_ports import GatherPublished, Surveys
from tsuho.statistics.adoption.judged import judge_all
from tsuho.statistics.adoption.rounds import round_on
from tsuho.words.surveys import AuthFinding, Gathered, Presence, RoundEntry, Service, Subject, SurveyRun

Watched = Callable[[Iterable[Gathered], int], Iterable[Gathered]]


def survey_authentication(
    surveys: Surveys,
    gather: GatherPublished,
    label: str,
    zone: tzinfo,
    *,
    by: str,
    now: Callable[[], datetime],
    simulated: bool,
    only_unknown: bool = False,
    watched: Watched = lambda gathered, _count: gathered,
) -> list[AuthFinding]:
    """The findings, one of every technology for every domain of every service; they stand in the round's book.

    ``only_unknown`` asks again about those domains alone of which something is still unknown. ``watched`` may show how far it is.
    """
    services = surveys.services()
    if not services:
        raise CannotDo("cannot_survey_nobody")
    begun = now()
    today = round_on(begun.astimezone(zone).date()).label
    if label != today and not simulated:
        raise CannotDo("cannot_survey_other_round", today=today, label=label)
    settled = _settled(surveys, label) if only_unknown else frozenset()
    subjects: dict[Subject, list[str]] = {}
    for service in services:
        for subject in _subjects(service):
            if (service.code, subject.domain) not in settled:
                subjects.setdefault(subject, []).append(service.code)
    findings = [
        finding
        for gathered in watched(gather(list(subjects)), len(subjects))
        for code in subjects[gathered.subject]
        for finding in judge_all(code, gathered)
    ]
    ended = now()
    run = SurveyRun("auth", begun, ended, tuple(services), gather.resolvers, gather.fetches)
    first = RoundEntry(label, run, ended, by, simulated)
    surveys.append([first, *(replace(first, entry=each) for each in findings)])
    return findings


def _subjects(service: Service) -> Iterator[Subject]:
    for domain in service.domains:
        yield Subject(domain, service.selectors)


def _settled(surveys: Surveys, label: str) -> frozenset[tuple[str, str]]:
    """(service, domain) of which every technology is known in this round."""
    known: dict[tuple[str, str], dict[str, bool]] = {}
    for each in surveys.entries(label):
        if isinstance(found := each.entry, AuthFinding):
            of_domain = known.setdefault((found.service, found.domain), {})
            is_known = found.published.presence is not Presence.UNKNOWN
            of_domain[found.technology] = of_domain.get(found.technology, False) or is_known
    return frozenset(key for key, of_domain in known.items() if all(of_domain.values()))
