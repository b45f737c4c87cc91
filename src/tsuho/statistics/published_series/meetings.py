"""会合等の開催数: meetings held as secretariat, and exhibitions taken part in, by kind."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.published import Series, one_column
from tsuho.words.meetings import MeetingKind

SERIES = Series(
    name="meetings",
    ledger=(series.MEETING,),
    unit=Unit.MEETINGS,
    by=("kind",),
    values=one_column(*MeetingKind),
)
