"""Bring the three parts together (三点セットの照合): to a recipient's refusal, the mails of one sender before and after it.

Casework gathers; the person compares and notes the set (note_refusal.py); the jurisdiction's campaign rule judges (V33).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import ReporterPseudonyms, ReportSeen

LOOKS_BACK = timedelta(days=365)  # an address is pseudonymous beyond its fiscal year, and older mail proves little


@dataclass(frozen=True, slots=True)
class Matched:
    """What one reporter sent in of one campaign, around his refusal: oldest first on either side."""

    campaign: int
    before: tuple[ReportSeen, ...]
    after: tuple[ReportSeen, ...]


class ReportsOfOne(Protocol):
    """The reports of one reporter."""

    def of_reporter(
        self, reporter: str, campaign: int | None, since: datetime, until: datetime, limit: int
    ) -> Sequence[tuple[int, ReportSeen]]:
        """(campaign, report) of a pseudonym between two times, oldest first; of one campaign, or of all."""

    def any_of(self, reporters: Sequence[str]) -> bool:
        """Whether any of these pseudonyms ever reported."""


def match_refusal(
    reports: ReportsOfOne,
    pseudonyms: ReporterPseudonyms,
    *,
    recipient: str,
    refused_at: datetime,
    campaign: int | None = None,
    until: datetime,
) -> list[Matched]:
    """The campaigns of which this recipient reported mail both before and after his refusal, most mail after it first.

    Raises CannotDo without an address. A pseudonym changes with the fiscal year, so it is looked up on either side of April.
    """
    if "@" not in recipient:
        raise CannotDo("cannot_match_unnamed")
    since = refused_at - LOOKS_BACK
    found: dict[int, dict[int, ReportSeen]] = {}
    for reporter in dict.fromkeys(pseudonyms.of(recipient, at) for at in (since, refused_at, until)):
        for number, seen in reports.of_reporter(reporter, campaign, since, until, 1_000):
            found.setdefault(number, {})[seen.id] = seen
    matched = [_around(number, list(mails.values()), refused_at) for number, mails in found.items()]
    whole = [each for each in matched if each.before and each.after]
    return sorted(whole, key=lambda each: (-len(each.after), each.campaign))


def _around(campaign: int, mails: Sequence[ReportSeen], refused_at: datetime) -> Matched:
    ordered = sorted(mails, key=lambda each: (each.received_at, each.id))
    return Matched(
        campaign,
        tuple(each for each in ordered if each.received_at <= refused_at),
        tuple(each for each in ordered if each.received_at > refused_at),
    )
