"""営業日当たりの電話相談件数: calls divided by the days on which the desk was open, to the nearest whole one."""

from collections.abc import Sequence
from datetime import date, timedelta

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.cells import Cell
from tsuho.statistics.published import Counting, Series, Span

_SATURDAY = 5


def _a_day(cells: Sequence[Cell], span: Span) -> int | None:
    days = (span.counting.business_days or _weekdays)(span.since, span.until)
    calls = sum(cell.count for cell in cells)
    return (2 * calls + days) // (2 * days) if days else None


def _weekdays(since: date, until: date) -> int:
    return sum((since + timedelta(days=day)).weekday() < _SATURDAY for day in range((until - since).days))


def _notes(counting: Counting) -> Sequence[str]:
    return () if counting.business_days else ("note_weekdays_only",)


SERIES = Series(
    name="consultations_per_business_day",
    ledger=(series.CONSULTATION,),
    unit=Unit.CALLS_A_DAY,
    measure=_a_day,
    notes_of=_notes,
)
