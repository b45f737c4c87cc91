"""A row of the ledger (帳簿): one count, with everything that the published tables split it by."""

from dataclasses import dataclass
from datetime import date

from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One count. ``key`` makes it idempotent: booking a key twice changes nothing.

    ``series`` is one of statistics/series.py; ``day`` the day in the centre's own time; the rest is what the published
    tables split by, empty where it does not apply.
    """

    key: str
    series: str
    day: date
    source: Source
    count: int = 1
    door: str = ""
    form: str = ""
    language: str = ""
    outcome: str = ""
    reason: str = ""
    medium: str = ""
    country: str = ""
    carrier: str = ""
    kind: str = ""
    region: str = ""
    party: str = ""
    tags: tuple[str, ...] = ()
