"""The socket of the monitor rooms: each monitor by its number and label, its provenance sheets (来歴票) and its custody log (保管記録).

No address is in anything that comes out of it but ``addresses``: who wants to see one goes through the unmasking window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from tsuho.casework.today_ports import MonitorHeard
from tsuho.words.vocabulary import Medium

QUARANTINE_DAYS = (
    180  # an address that was somebody's lies still that long, without one lawful mail, before it proves anything
)


class MonitorState(StrEnum):
    """How a monitor stands."""

    PLANNED = "planned"  # not in service yet
    ALIVE = "alive"
    SILENT = "silent"
    CONTAMINATED = "contaminated"  # it clicked, replied or leaked: from that time on it proves nothing
    RETIRED = "retired"


class CustodyAct(StrEnum):
    """What happens to a monitor in its keepers' hands; those below ``KEY_CHANGED`` are entered by the verb that does them."""

    MOVED = "moved"
    POWERED = "powered"
    CHECKED = "checked"
    READ = "read"
    FOUND_SILENT = "found_silent"
    KEY_CHANGED = "key_changed"
    MADE = "made"
    SHEET = "sheet"
    LIMIT = "limit_set"
    CONTAMINATED = "contaminated"
    RETIRED = "retired"


NOTED_BY_HAND = (
    CustodyAct.CHECKED, CustodyAct.READ, CustodyAct.POWERED, CustodyAct.MOVED, CustodyAct.KEY_CHANGED, CustodyAct.FOUND_SILENT,
)  # fmt: skip


class Published(StrEnum):
    """Whether the address was ever published (第3条第1項第4号)."""

    NEVER = "never"
    REFUSING = "refusing"  # with words that refuse advertising beside it
    OPEN = "open"  # without: whoever reads it there may write


@dataclass(frozen=True, slots=True)
class Provenance:
    """One version of a provenance sheet: why no basis of Article 3(1) reaches this address.

    ``machine`` is where it was made, ``keeper`` who controls it. The statements are about its whole life until ``at``.
    ``partners`` are the domains that do have dealings with the line. ``by`` signed it; ``number`` 0 before it is kept.
    """

    made_by: str
    made_on: date
    machine: str
    keeper: str
    never_registered: bool
    never_used: bool
    never_on_paper: bool
    no_dealings: bool
    published: Published
    published_where: str = ""
    new_address: bool = True
    quarantine_days: int = 0
    partners: tuple[str, ...] = ()
    remarks: str = ""
    by: str = ""
    at: datetime | None = None
    number: int = 0

    @property
    def excludes(self) -> tuple[bool, bool, bool, bool]:
        """Which of the bases (i) to (iv) the sheet rules out; an earlier holder's consent fades only in quarantine."""
        nobodys = self.new_address or self.quarantine_days >= QUARANTINE_DAYS
        return (
            self.never_registered and self.never_used and nobodys,
            self.never_on_paper,
            self.no_dealings,
            self.published is not Published.OPEN,
        )


@dataclass(frozen=True, slots=True)
class MonitorEntry:
    """One monitor as its rooms show it; ``number`` 0 before it is entered.

    ``silent_days`` is a limit set by hand (None: by its own past). ``excludes`` are the bases that V31 takes as ruled out.
    """

    label: str
    medium: Medium
    carrier: str
    place: str
    since: datetime
    retired_at: datetime | None = None
    contaminated_at: datetime | None = None
    silent_days: int | None = None
    excludes: tuple[bool, bool, bool, bool] = (True, True, True, True)
    partners: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One line of the custody log: what happened, when, who says so and when he noted it; ``number`` 0 before it is kept."""

    act: CustodyAct
    at: datetime
    by: str
    note: str
    noted_at: datetime
    number: int = 0


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
