"""The centre as the windows know it: opened once in a process, by whoever starts the web."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from tsuho.casework.audit_ports import AuditHeads, AuditLog
from tsuho.casework.case_ports import CampaignCases
from tsuho.casework.ledger_ports import KeptLedger
from tsuho.casework.partner_ports import Partners
from tsuho.casework.ports import Lake, Outbox, Records, ReporterPseudonyms, Spool
from tsuho.casework.referral_ports import Feed, PartnerRegister, Referrals
from tsuho.casework.today_ports import Today
from tsuho.engine.read_one import Reading
from tsuho.wiring.open import Centre as OpenCentre
from tsuho.wiring.settings import Settings


class Centre(Protocol):
    """What the windows need; wiring's Centre is one."""

    @property
    def settings(self) -> Settings: ...
    @property
    def spool(self) -> Spool: ...
    @property
    def lake(self) -> Lake: ...
    @property
    def ledger(self) -> KeptLedger: ...
    @property
    def records(self) -> Records: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def register(self) -> PartnerRegister: ...
    @property
    def feed(self) -> Feed: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def cases(self) -> CampaignCases: ...
    @property
    def partners(self) -> Partners: ...
    @property
    def audit(self) -> AuditLog: ...
    @property
    def audit_heads(self) -> AuditHeads: ...
    @property
    def today(self) -> Today: ...
    @property
    def pseudonyms(self) -> ReporterPseudonyms: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def now(self) -> Callable[[], datetime]: ...


class _Opening:
    """The opener that was set, and the centre once it is open."""

    opener: Callable[[], Centre] | None = None
    opened: Centre | None = None


def set_opener(opener: Callable[[], Centre]) -> None:
    """Say how the centre is opened; one that was open is forgotten."""
    _Opening.opener, _Opening.opened = opener, None


def whole() -> OpenCentre:
    """The centre with all that it is made of, for what a person decides: a document is built anew before it is approved."""
    found = centre()
    if not isinstance(found, OpenCentre):
        raise TypeError("this window needs a whole centre; start the web by tsuho.web.wsgi")
    return found


def centre() -> Centre:
    """The centre, opened on the first call."""
    if _Opening.opened is None:
        if _Opening.opener is None:
            raise RuntimeError("no centre is set: start the web by tsuho.web.wsgi, or call set_opener first")
        _Opening.opened = _Opening.opener()
    return _Opening.opened
