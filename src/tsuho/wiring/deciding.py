"""A person decides about a referral: its document is built as it would leave now, and the move is made if all that must hold does."""

from dataclasses import replace

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import move_referral
from tsuho.casework.queue_letter import check_leaks
from tsuho.casework.refer_provider_notices import standings_of
from tsuho.casework.referral_ports import Referral
from tsuho.casework.ways_of_referring import WAYS
from tsuho.referral.leak_check import Leaks
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import Centre
from tsuho.wiring.referring import referring_of
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind


def decide_referral(
    centre: Centre, referral: Referral, verb: str, *, role: Role, by: str, reason: str
) -> ReferralState:
    """Make one move; where it stands now. Raises CannotDo with every condition that does not hold."""
    return move_referral(
        moving_of(centre), referral.id, verb, by=by, role=role, reason=reason, at=centre.now(),
        standings=standings_now(centre, referral),
    )  # fmt: skip


def standings_now(centre: Centre, referral: Referral) -> Standings:
    """What holds of the document as it would be built now; with a leak in it, it is not built, and nothing holds."""
    referring, way = referring_of(centre), WAYS.get(ReferralKind(referral.kind))
    if way is None and referral.state is not ReferralState.BOUNCED:
        return Standings(referring.day(centre.now()))
    try:
        if way is None:
            return standings_of(referring, referral, centre.now())
        built = way.build(referring, referral, centre.now())
        check_leaks(built.letter, built.secrets)
    except Leaks as leaks:
        raise CannotDo("cannot_build_leaking", why=leaks.words or str(leaks)) from None
    return replace(built.standings, leaks=0)
