"""One row of an agency's list as a document tells it: an address and a time, and no mail, since we were handed none."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """``reference`` names the row towards the outside; ``time`` is aware. Nothing else was handed over, so nothing else is said."""

    reference: str
    ip: str
    time: datetime


@dataclass(frozen=True, slots=True)
class ReportedBy:
    """Whose report it is, as its agency allows it to be told: ``name`` empty where it does not want to be named.

    ``basis`` is on what it handed the list over, ``limits`` what whoever gets it may not do; both in its own words.
    """

    name: str
    basis: str
    limits: str
