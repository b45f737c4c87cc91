"""Move one referral: who, with which word, why. The table allows it or nobody does; each move is kept and audited."""

from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit
from tsuho.casework.referral_ports import Moved, Referrals
from tsuho.referral.moves import NotAllowed, moved
from tsuho.words.catalogue import say
from tsuho.words.referrals import ReferralState, Role, Standings

# Who decides for others says why: it must stand years later. Sending, receipts and clocks need no reason.
_WITHOUT_REASON = frozenset({Role.MACHINE, Role.RECIPIENT})


def move_referral(
    referrals: Referrals,
    audit: Audit,
    number: int,
    verb: str,
    *,
    by: str,
    role: Role,
    reason: str,
    standings: Standings,
    at: datetime,
) -> ReferralState:
    """Move it, and say where it stands now. Raises CannotDo with every condition that does not hold."""
    if role not in _WITHOUT_REASON and not (by.strip() and reason.strip()):
        raise CannotDo("a decision needs a name (--by) and a reason (--reason): it must stand years later")
    referral = referrals.referral(number)
    if referral is None:
        raise CannotDo(f"there is no referral {number}; `tsuho refer KIND --dry-run` lists what stands")
    try:
        after = moved(referral.kind, referral.state, verb, role, standings)
    except NotAllowed as refused:
        why = "; ".join(say(key, "en", {}) for key in refused.why)
        raise CannotDo(f"{referral.kind} {referral.number} ({referral.state}): not {verb}, {why}") from None
    if not referrals.move(number, Moved(at, by, role, verb, referral.state, after, reason)):
        raise CannotDo(f"{referral.kind} {referral.number} was moved by somebody else meanwhile; look at it again")
    details = {"kind": referral.kind.value, "from": referral.state.value, "to": after.value, "reason": reason}
    audit.write(at, by, verb, referral.number, details)
    return after
