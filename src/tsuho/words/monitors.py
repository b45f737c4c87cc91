"""Words of the monitor rooms: how a monitor stands, its provenance sheet (来歴票) and its custody log (保管記録)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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
