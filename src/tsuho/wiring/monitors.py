"""What keeping the monitors needs of an open centre: their register, the time that is now, and how withdrawals are opened."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tsuho.casework.monitor_keeping import MonitorKeeping, Noting
from tsuho.casework.ports import Audit
from tsuho.casework.prove_no_more import ProvedNoMore, prove_no_more
from tsuho.casework.refer_withdrawals import take_back
from tsuho.casework.referral_ports import Referral
from tsuho.casework.stop_monitor import contaminate_monitor
from tsuho.casework.today_ports import Today
from tsuho.wiring.analysing import deciding_of
from tsuho.wiring.open import Centre
from tsuho.wiring.referring import referring_of
from tsuho.wiring.settings import Settings

_WITHDRAWN_FOR = "monitor_contaminated"


class HasMonitors(Protocol):
    """The part of a centre that its monitors need."""

    @property
    def settings(self) -> Settings: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def today(self) -> Today: ...
    def now(self) -> datetime:
        """The centre's clock."""


def keeping_of(centre: HasMonitors) -> MonitorKeeping:
    """The register of this centre's monitors, and its audit log."""
    # models exist only after Django is set up
    from tsuho.store.records.monitor_register import MonitorRegisterInDatabase
    from tsuho.store.records.together import together

    return MonitorKeeping(MonitorRegisterInDatabase(), centre.audit, together)


def present_of(centre: HasMonitors) -> datetime:
    """The present of the mails: in a sample centre the newest invented one says what time it is.

    A year's mail came in on the days it is about, and by the wall clock every monitor would have been silent for years.
    """
    at = centre.now()
    return min(at, centre.today.newest() or at) if centre.settings.centre.simulated else at


def noting_of(centre: HasMonitors, by: str, at: datetime | None = None) -> Noting:
    """Who notes something now; what happened at another time says when."""
    return Noting(by, at or present_of(centre), centre.now())


def contaminate(centre: Centre, number: int, since: datetime, reason: str, by: str) -> list[Referral]:
    """Say since when a monitor is contaminated; the withdrawals that this opened."""
    referring = referring_of(centre)

    def withdraw(reports: Sequence[int], at: datetime) -> list[Referral]:
        return take_back(referring, reports, _WITHDRAWN_FOR, at=at)

    return contaminate_monitor(keeping_of(centre), number, since, reason, noting_of(centre, by), withdraw)


def judge_anew(centre: Centre, number: int, reason: str, by: str, limit: int) -> ProvedNoMore:
    """Judge mail that came to a contaminated monitor since, up to so many."""
    register = keeping_of(centre).register
    return prove_no_more(deciding_of(centre), register, number, by=by, reason=reason, at=centre.now(), limit=limit)
