"""When a monitor has been silent too long (無着信), by its own rhythm: a line that gets mail hourly is in trouble after a day."""

from datetime import datetime, timedelta
from itertools import pairwise

from tsuho.casework.today_ports import MonitorHeard

REMEMBERED = 100  # mails of a monitor whose distances tell its rhythm
SILENT_AFTER = timedelta(days=7)  # for one without a past
_ENOUGH = 20  # distances; fewer are no rhythm
_TIMES = 4  # where mail comes at random, so long a pause happens by chance less than once in 100,000
_SHORTEST, _LONGEST = timedelta(days=1), timedelta(days=30)


def allowed_silence(heard: MonitorHeard) -> timedelta:
    """How long this monitor may be silent: as a person set it, else four times a long pause of its own past (1 to 30 days)."""
    if heard.silent_days is not None:
        return timedelta(days=heard.silent_days)
    pauses = sorted(later - earlier for earlier, later in pairwise(sorted(heard.recent)))
    if len(pauses) < _ENOUGH:
        return SILENT_AFTER
    long = pauses[len(pauses) * 95 // 100]
    return min(max(long * _TIMES, _SHORTEST), _LONGEST)


def silent_since(heard: MonitorHeard, now: datetime) -> datetime | None:
    """Since when it is silent for too long; None while it is not."""
    last = heard.last_at or heard.since
    return last if last < now - allowed_silence(heard) else None
