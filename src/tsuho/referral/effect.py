"""What a notice brought about (措置の効果): how long until it was acted on, and whether the same line sent again after that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from ipaddress import ip_address, ip_network

from tsuho.words.referrals import AnswerKind

_ENDS_IT = frozenset({AnswerKind.SUSPENDED, AnswerKind.TERMINATED})
_ACTED = _ENDS_IT | {AnswerKind.WARNED}


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: what, on which day it reached us, and from when it holds (None: from the day of the answer)."""

    kind: AnswerKind
    on: date
    acted_on: date | None = None

    @property
    def holds_from(self) -> date:
        """The day from which the measure holds."""
        return self.acted_on or self.on


@dataclass(frozen=True, slots=True)
class Effect:
    """Hits of the noticed lines before the measure and after it; ``days_to_act`` None while nobody acted.

    ``relapsed_on`` is the day of the first hit after a measure that should have ended it.
    """

    hits_before: int
    hits_after: int
    days_to_act: int | None
    relapsed: bool
    last_answer: AnswerKind | None
    relapsed_on: date | None = None


def line_of(ip: str) -> str:
    """What stands for one customer's line: an IPv4 address, the /64 of an IPv6 one (RFC 6177); the text itself if neither."""
    try:
        address = ip_address(ip)
    except ValueError:
        return ip
    if address.version == 4:
        return str(address)
    return str(ip_network((int(address) & ~((1 << 64) - 1), 64)))


def effect_of(
    sent_on: date, lines: Sequence[str], answers: Sequence[Answered], hits: Sequence[tuple[str, datetime]], zone: tzinfo
) -> Effect:
    """The effect of one notice. ``lines`` are those it named; ``hits`` are (ip, aware time) of monitor hits at any time.

    A relapse is a hit from a named line on a day after the measure that should have ended it; the day itself is left out, since
    mail already under way arrives on it.
    """
    ordered = sorted(answers, key=lambda each: each.on)
    acted = next((each for each in ordered if each.kind in _ACTED), None)
    ended = next((each for each in ordered if each.kind in _ENDS_IT), None)
    named = set(lines)
    days = [at.astimezone(zone).date() for ip, at in hits if line_of(ip) in named]
    turn = ended.holds_from if ended else acted.holds_from if acted else None
    later = [day for day in days if turn is not None and day > turn]
    relapsed = ended is not None and bool(later)
    return Effect(
        hits_before=sum(1 for day in days if turn is None or day <= turn),
        hits_after=len(later),
        days_to_act=(acted.holds_from - sent_on).days if acted else None,
        relapsed=relapsed,
        last_answer=ordered[-1].kind if ordered else None,
        relapsed_on=min(later) if relapsed else None,
    )


def overdue(sent_on: date, answers: Sequence[Answered], today: date, limit_days: int) -> bool:
    """Whether a notice waits too long: no answer, or none but 調査中, within so many days of sending or of that answer."""
    final = [each for each in answers if each.kind is not AnswerKind.INVESTIGATING]
    if final:
        return False
    since = max((each.on for each in answers), default=sent_on)
    return (today - since).days > limit_days
