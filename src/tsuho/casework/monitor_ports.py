"""The socket of the monitor rooms: each monitor by its number and label, its provenance sheets and its custody log.

No address is in anything that comes out of it but ``addresses``: who wants to see one goes through the unmasking window.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tsuho.casework.today_ports import MonitorHeard
from tsuho.words.monitors import CustodyEvent, MonitorEntry, Provenance


class MonitorRegister(Protocol):
    """The register; sheets and custody log are appended and never changed."""

    def enter(self, entry: MonitorEntry, address: str) -> int:
        """Enter a new monitor; its number, or 0 where the address or the label is taken."""

    def entry(self, number: int) -> MonitorEntry | None:
        """One monitor; one that was entered without a label is called by its number."""

    def entries(self, after: int, limit: int) -> Sequence[MonitorEntry]:
        """The monitors behind a number, by number."""

    def addresses(self) -> Sequence[str]:
        """All addresses, so that a text can be searched for them before it is kept."""

    def move(self, number: int, place: str) -> None:
        """It stands elsewhere now."""

    def limit(self, number: int, days: int | None) -> None:
        """Set after how many days without mail it is silent; None: by its own past."""

    def stop(self, number: int, at: datetime, *, contaminated: bool) -> None:
        """From that time on it proves nothing; an earlier end stays. Campaigns no longer count it for mail since then."""

    def keep_sheet(self, number: int, sheet: Provenance) -> int:
        """Append a version of its sheet, which V31 goes by from now on; the version's number."""

    def sheets(self, number: int) -> Sequence[Provenance]:
        """Its sheets, the newest first."""

    def note(self, number: int, event: CustodyEvent) -> int:
        """Append a line to its custody log; the line's number."""

    def custody(self, number: int, before: int | None, limit: int) -> Sequence[CustodyEvent]:
        """Its custody log, the line noted last first, those below a number where one is given."""

    def heard(self, number: int) -> MonitorHeard | None:
        """When mail last came to it."""

    def hits(self, number: int, since: datetime) -> Sequence[int]:
        """The slim rows of its mail received since then, oldest first."""

    def still_proving(self, number: int, limit: int) -> Sequence[int]:
        """Rows of mail received since its end whose breaches still stand at the monitor, oldest first."""
