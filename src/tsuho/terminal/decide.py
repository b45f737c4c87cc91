"""`tsuho decide`: the moves of referrals by hand, the same as the console's."""

from rich.console import Console
from rich.table import Table

from tsuho.casework.errors import CannotDo
from tsuho.casework.referral_ports import Referral
from tsuho.referral.moves import MOVES, possible
from tsuho.wiring.deciding import decide_referral
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say
from tsuho.words.referrals import ReferralState, Role
from tsuho.words.vocabulary import ReferralKind


def decide(centre: Centre, verb: str, number: int, *, role: str, by: str, reason: str, language: str) -> str:
    """Make one move; what it came to. ``role`` empty: the only role that the table gives the verb there."""
    referral = centre.referrals.referral(number)
    if referral is None:
        raise CannotDo(f"there is no referral {number}; `tsuho decide list` shows what stands")
    as_role = _role(referral, verb, role)
    after = decide_referral(centre, referral, verb, role=as_role, by=by, reason=reason)
    return f"{referral.kind} {referral.number}: {say(f'state_{after}', language)}"


def _role(referral: Referral, verb: str, role: str) -> Role:
    if role:
        if role not in set(Role):
            raise CannotDo(f"there is no role {role!r}; known: {', '.join(Role)}")
        return Role(role)
    found = {row.by for row in MOVES if (row.kind, row.at, row.verb) == (referral.kind, referral.state, verb)}
    if len(found) != 1:
        said = ", ".join(sorted({row.verb for row in MOVES if (row.kind, row.at) == (referral.kind, referral.state)}))
        raise CannotDo(f"{referral.kind} {referral.number} is {referral.state}; from there: {said or 'nothing'}")
    return found.pop()


def list_referrals(centre: Centre, kind: str, state: str, language: str) -> None:
    """What stands where, and which moves are possible from there."""
    if kind and kind not in set(ReferralKind):
        raise CannotDo(f"there is no referral {kind!r}; known: {', '.join(ReferralKind)}")
    states = [ReferralState(state)] if state else []
    table = Table(
        "id",
        *(
            say(head, language)
            for head in ("notice_kind", "notice_ticket", "notice_party", "notice_state", "notice_moves")
        ),
    )
    for each in centre.referrals.standing(ReferralKind(kind) if kind else None, states):
        moves = ", ".join(dict.fromkeys(verb for role in Role for verb in possible(each.kind, each.state, role)))
        table.add_row(str(each.id), each.kind, each.number, each.party, say(f"state_{each.state}", language), moves)
    Console(highlight=False).print(table)
