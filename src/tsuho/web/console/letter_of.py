"""The letter of a referral as it left, or as it would leave now: one answer for every page that shows or hands over one."""

from django.http import HttpRequest

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import OutboxLetter
from tsuho.casework.queue_letter import check_leaks, outbox_letter
from tsuho.casework.referral_ports import Referral
from tsuho.casework.ways_of_referring import WAYS
from tsuho.referral.leak_check import Leaks
from tsuho.web.centre import whole
from tsuho.web.look.refused import why_not
from tsuho.wiring.referring import referring_of
from tsuho.words.referrals import ReferralState

_GONE = frozenset({ReferralState.REJECTED, ReferralState.WITHDRAWN})


def takes_long(found: Referral) -> bool:
    """Whether a letter must be built and searched for what must not leave, which takes seconds: it did not leave yet."""
    return found.kind in WAYS and found.state not in _GONE and whole().outbox.letter(found.key) is None


def letter_of(request: HttpRequest, found: Referral) -> tuple[OutboxLetter | None, str]:
    """(the letter as it left, or as it would leave now; why it would not)."""
    centre = whole()
    queued = centre.outbox.letter(found.key)
    if queued is not None:
        return queued.letter, ""
    way = WAYS.get(found.kind)
    if way is None or found.state in _GONE:
        return None, ""
    try:
        built = way.build(referring_of(centre), found, centre.now())
        check_leaks(built.letter, built.secrets)
    except (CannotDo, ValueError, Leaks) as why:
        return None, why_not(request, why)
    return outbox_letter(found, built.recipient, built.letter, simulated=centre.settings.centre.simulated), ""
