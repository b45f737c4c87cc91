"""How the published figures are counted where the source leaves it open (A1 to A7): each choice a named setting with a reason."""

from dataclasses import dataclass
from typing import Final

UNITS_OF_NOTICES: Final = ("messages", "letters")
PARTIES_OVER_MONTHS: Final = ("union", "sum_of_months")


@dataclass(frozen=True, slots=True)
class StatisticsSettings:
    """``[statistics]``: the open questions of counting. The defaults are what the centre's own year can be read as."""

    association_counts_as_report: bool = False  # A1: mail shared with the association comes in by a door of its own
    unit_of_notices: str = "messages"  # A2: `messages` told of, or `letters` sent
    parties_over_months: str = "union"  # A3: a year's 社数 counts each party once; `sum_of_months` adds the months up
    apportioned_months_of_warnings: bool = True  # A4: only the year's warnings were printed; months are spread
    apportioned_months_of_violations: bool = True  # A5: the same of reports by outcome
    apportioned_outcomes: bool = True  # A6: how the reports without a violation divide was not printed either
    monitors_count_as_report: bool = False  # A7: what arrives at monitors is a family of its own

    def __post_init__(self) -> None:
        """Raise ValueError for a choice that is none."""
        for name, known in (("unit_of_notices", UNITS_OF_NOTICES), ("parties_over_months", PARTIES_OVER_MONTHS)):
            if getattr(self, name) not in known:
                raise ValueError(f"{name} is {' or '.join(known)}, not {getattr(self, name)!r}")
