"""What keeping the ledger needs: the book itself, whose key signs, what still waits to be counted, what looking back shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tsuho.casework.ledger_ports import KeptLedger, Signer
from tsuho.casework.ports import Audit
from tsuho.statistics.periods import Period
from tsuho.words.ledger import LedgerRow


@dataclass(frozen=True, slots=True)
class Keeping:
    """What closing, correcting and checking need.

    ``signer`` is None where the centre has no key. ``oldest_waiting`` is the receipt time of the oldest mail that was not read
    yet; ``audit_sealed`` writes down elsewhere how long the audit log is and where it ends, and says both;
    ``looked_back`` are the rows that a month is worth beside what was booked as it happened; ``laid_out`` makes what is long
    in the making of a month that was closed, before anybody asks for it.
    """

    ledger: KeptLedger
    audit: Audit
    timezone: ZoneInfo
    signer: Signer | None
    oldest_waiting: Callable[[], datetime | None]
    looked_back: Callable[[Period], Sequence[LedgerRow]]
    audit_sealed: Callable[[datetime], tuple[int, str]]
    laid_out: Callable[[Period], None]

    def day(self, at: datetime) -> date:
        """The day of a time where the centre is."""
        return at.astimezone(self.timezone).date()
