"""What moving referrals needs, put together from an open centre, or from what the windows know of one."""

from typing import Protocol

from tsuho.casework.case_ports import CampaignCases
from tsuho.casework.move_referral import Moving
from tsuho.casework.partner_ports import Partners
from tsuho.casework.ports import Audit, Ledger
from tsuho.casework.referral_ports import PartnerRegister, Referrals
from tsuho.engine.read_one import Reading
from tsuho.wiring.settings import Settings
from tsuho.words.vocabulary import Source


class HasReferrals(Protocol):
    """The part of a centre that its referrals need."""

    @property
    def settings(self) -> Settings: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def register(self) -> PartnerRegister: ...
    @property
    def partners(self) -> Partners: ...
    @property
    def cases(self) -> CampaignCases: ...
    @property
    def reading(self) -> Reading: ...


def moving_of(centre: HasReferrals) -> Moving:
    """How this centre moves referrals: where they stand, are counted and audited, and who learns of it."""
    # the database is set up only when a centre is open
    from tsuho.store.records.together import together

    return Moving(
        centre.referrals,
        centre.ledger,
        centre.audit,
        centre.reading.jurisdiction.timezone,
        Source.SIMULATED if centre.settings.centre.simulated else Source.COUNTED,
        centre.register,
        centre.partners,
        centre.cases,
        together,
    )
