"""Take the evidence on OP25B into a round: monitor hits that came straight from a service's dynamic ranges to our own session.

A mail that a trusted host handed on may have been handed in there lawfully, so it is counted apart and proves nothing.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, tzinfo

from tsuho.casework.errors import CannotDo
from tsuho.casework.survey_ports import MonitorOrigins, Surveys
from tsuho.statistics.adoption.direct_mail import DynamicRanges, tally
from tsuho.statistics.adoption.rounds import Round
from tsuho.words.surveys import DirectMail, MonitorOrigin, RoundEntry, SurveyRun


def take_direct_mail(
    surveys: Surveys,
    origins: MonitorOrigins,
    one: Round,
    zone: tzinfo,
    *,
    by: str,
    now: Callable[[], datetime],
    simulated: bool,
) -> list[DirectMail]:
    """The evidence on every service of the register in a round, appended to its book."""
    services = surveys.services()
    if not services:
        raise CannotDo("cannot_survey_nobody")
    begun = now()
    ranges = DynamicRanges(services)
    direct: dict[str, list[MonitorOrigin]] = defaultdict(list)
    relayed: dict[str, int] = defaultdict(int)
    since, until = (datetime.combine(day, time(), zone) for day in (one.since, one.until))
    for hit in origins.between(since, until):
        for code in ranges.services_at(hit.ip, hit.received_at.astimezone(zone).date()):
            if hit.straight:
                direct[code].append(hit)
            else:
                relayed[code] += 1
    evidence = [tally(each, direct[each.code], relayed[each.code], zone) for each in services]
    ended = now()
    run = SurveyRun("direct_mail", begun, ended, tuple(services))
    first = RoundEntry(one.label, run, ended, by, simulated)
    surveys.append([first, *(replace(first, entry=each) for each in evidence)])
    return evidence
