"""In what notices to providers are counted (A2): the messages that they tell of, or the letters themselves."""

from collections.abc import Sequence

from tsuho.statistics import series
from tsuho.statistics.published import Counting
from tsuho.words.statistics import StatisticsSettings


def counted_as(settings: StatisticsSettings) -> tuple[str, ...]:
    """The series of the ledger that this centre publishes as its notices."""
    return (series.PROVIDER_LETTER,) if settings.unit_of_notices == "letters" else (series.PROVIDER_NOTICE,)


def note_of_unit(counting: Counting) -> Sequence[str]:
    """What one of them is."""
    return (f"note_notices_in_{counting.settings.unit_of_notices}",)
