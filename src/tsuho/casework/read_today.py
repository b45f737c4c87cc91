"""How the centre is today, in one value: what came in, what waits, who is silent, what is late, what grows, what closing needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tsuho.casework.effects import OVERDUE_DAYS
from tsuho.casework.monitor_silence import silent_since
from tsuho.casework.ports import Poison, Spool, Waiting
from tsuho.casework.today_ports import LettersSeen, MonitorHeard, Noticed, Today, Undecided
from tsuho.casework.unusual import LEAST, Unusual, unusual
from tsuho.referral.effect import overdue

BEHIND_AFTER = timedelta(hours=1)  # as the doctor says it
LATE_AFTER = timedelta(hours=24)  # of a letter that waits
OVERDUE_UP_TO = 100  # beyond this the page says 100+: who has so many overdue is not helped by their number
_PACE_DAYS = 8
_CAMPAIGNS = 200
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands between a month and its close; ``clear`` when nothing does."""

    month: date
    waiting: int
    poison: int
    undecided: Undecided

    @property
    def clear(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.waiting or self.poison or self.undecided.on_hold or self.undecided.referrals)


@dataclass(frozen=True, slots=True)
class CentreToday:
    """Everything the page shows. ``today`` and ``yesterday`` are counts by hour of the centre's own day, 0 to 23.

    ``overdue`` are the oldest notices without a final answer, ``overdue_more`` that there are still others.
    """

    at: datetime
    day: date
    today: tuple[int, ...]
    yesterday: tuple[int, ...]
    monitor_hits: int
    waiting: int
    waiting_for: timedelta
    behind: bool
    poison: int
    alive: int
    silent: tuple[MonitorHeard, ...]
    letters: LettersSeen
    letters_late: bool
    overdue: tuple[Noticed, ...]
    overdue_more: bool
    unusual: tuple[Unusual, ...]
    closing: Closing


def read_today(today: Today, spool: Spool, at: datetime, timezone: ZoneInfo) -> CentreToday:
    """Ask everything once."""
    day = at.astimezone(timezone).date()
    begins = datetime.combine(day, time.min, timezone)
    flows = today.inflow(begins - timedelta(days=1), at + timedelta(seconds=1))
    hours = {each.hour.astimezone(timezone): each for each in flows}
    monitors = today.monitors_heard(at)
    silent = tuple(each for each in monitors if silent_since(each, at))
    waiting, poison = spool.waiting(), spool.poisoned()
    letters = today.letters(at - timedelta(days=30))
    waiting_for = max(at - waiting.oldest, timedelta(0)) if waiting.oldest else timedelta(0)
    late = overdue_notices(today, at, timezone, OVERDUE_UP_TO + 1)
    return CentreToday(
        at=at,
        day=day,
        today=_by_hour({key: each.reports + each.monitor_hits for key, each in hours.items()}, day),
        yesterday=_by_hour(
            {key: each.reports + each.monitor_hits for key, each in hours.items()}, day - timedelta(days=1)
        ),
        monitor_hits=sum(each.monitor_hits for key, each in hours.items() if key.date() == day),
        waiting=waiting.arrivals,
        waiting_for=waiting_for,
        behind=waiting_for > BEHIND_AFTER,
        poison=len(poison),
        alive=len(monitors) - len(silent),
        silent=silent,
        letters=letters,
        letters_late=letters.oldest is not None and letters.oldest < at - LATE_AFTER,
        overdue=tuple(late[:OVERDUE_UP_TO]),
        overdue_more=len(late) > OVERDUE_UP_TO,
        unusual=tuple(_unusual(today, day)),
        closing=_closing(today, waiting, poison, *_last_month(day, timezone)),
    )


def before_closing(today: Today, spool: Spool, month: date, timezone: ZoneInfo) -> Closing:
    """What stands between a month, named by its first day, and its close."""
    return _closing(today, spool.waiting(), spool.poisoned(), *_month(month, timezone))


def _closing(today: Today, waiting: Waiting, poison: Sequence[Poison], begins: datetime, ends: datetime) -> Closing:
    return Closing(
        begins.date(),
        waiting=waiting.arrivals if waiting.oldest and waiting.oldest < ends else 0,
        poison=sum(each.received_at < ends for each in poison),
        undecided=today.undecided(begins, ends),
    )


def _by_hour(hours: dict[datetime, int], day: date) -> tuple[int, ...]:
    counts = [0] * _HOURS
    for hour, count in hours.items():
        if hour.date() == day:
            counts[hour.hour] += count
    return tuple(counts)


def overdue_notices(today: Today, at: datetime, timezone: ZoneInfo, limit: int) -> list[Noticed]:
    """The notices whose final answer is overdue, the one that waits longest first, at most so many."""
    day = at.astimezone(timezone).date()
    sent_before = datetime.combine(day - timedelta(days=OVERDUE_DAYS), time.min, timezone)
    return [
        each
        for each in today.noticed(sent_before, limit)
        if overdue(each.sent_at.astimezone(timezone).date(), each.answers, day, OVERDUE_DAYS)
    ]


def _unusual(today: Today, day: date) -> list[Unusual]:
    """What grew today so far or yesterday: a wave of last night is seen in the morning, when today has hardly begun."""
    found: dict[int, Unusual] = {}
    for each in (day, day - timedelta(days=1)):
        for grown in unusual(today.paces(each, _PACE_DAYS, LEAST, _CAMPAIGNS)):
            found.setdefault(grown.campaign, grown)
    return list(found.values())


def _last_month(day: date, timezone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moments of the last whole month and of the one after it."""
    return _month((day.replace(day=1) - timedelta(days=1)).replace(day=1), timezone)


def _month(first: date, timezone: ZoneInfo) -> tuple[datetime, datetime]:
    following = (first + timedelta(days=32)).replace(day=1)
    return datetime.combine(first, time.min, timezone), datetime.combine(following, time.min, timezone)
