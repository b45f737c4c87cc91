"""The socket of the phone desk: the calls that were noted. There is no field for who called, nor for a caller's number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tsuho.words.consultations import AgeBand, CallCategory, CallMedium, HandedTo


@dataclass(frozen=True, slots=True)
class Call:
    """One call (電話相談). ``advice`` names the script that was followed; ``about`` the report it was about, ARRIVAL/N,
    ``campaign`` the campaign that was found while talking.

    ``age_band`` and ``prefecture`` stand only where the caller gave them; ``follow_up_on`` is the day by which the desk
    promised to look into it again, ``followed_up_by`` who did.
    """

    category: CallCategory
    started_at: datetime
    ended_at: datetime
    consultant: str
    summary: str
    medium: CallMedium = CallMedium.NOT_ASKED
    age_band: AgeBand = AgeBand.NOT_GIVEN
    prefecture: str = ""
    advice: str = ""
    handed_to: HandedTo = HandedTo.NOBODY
    about: str = ""
    follow_up_on: date | None = None
    followed_up_by: str = ""
    number: int = 0
    campaign: int | None = None


class Calls(Protocol):
    """The calls of a desk, in the order noted."""

    def enter(self, call: Call) -> int:
        """Enter one; its number."""

    def call(self, number: int) -> Call | None:
        """One of them; None where there is none."""

    def between(self, since: datetime, until: datetime) -> Sequence[Call]:
        """Those that started from ``since`` to just before ``until``, earliest first."""

    def open_follow_ups(self) -> Sequence[Call]:
        """Those that somebody still has to look into, the most pressing first."""

    def followed_up(self, number: int, by: str) -> bool:
        """Enter who looked into it; False where nothing was promised, or somebody did before."""

    def like(self, category: CallCategory, campaign: int | None, limit: int) -> Sequence[Call]:
        """Similar calls, the latest first: those about the same campaign where one is given, else of the same category."""

    def kept_follow_ups(self, limit: int) -> Sequence[Call]:
        """Promises that were kept, that of the latest day first."""
