"""`tsuho decide`: the moves of referrals by hand, the same as the console's."""

from dataclasses import replace

from rich.console import Console
from rich.table import Table

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import move_referral
from tsuho.casework.queue_letter import check_leaks
from tsuho.casework.refer_provider_notices import standings_of
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.casework.ways_of_referring import WAYS
from tsuho.referral.leak_check import Leaks
from tsuho.referral.moves import MOVES, possible
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import Centre
from tsuho.wiring.referring import referring_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind


def decide(centre: Centre, verb: str, number: int, *, role: str, by: str, reason: str, language: str) -> str:
    """Make one move; what it came to. ``role`` empty: the only role that the table gives the verb there."""
    referral = centre.referrals.referral(number)
    if referral is None:
        raise CannotDo(f"there is no referral {number}; `tsuho decide list` shows what stands")
    as_role = _role(referral, verb, role)
    after = move_referral(
        moving_of(centre), number, verb, by=by, role=as_role, reason=reason, at=centre.now(),
        standings=_standings(referring_of(centre), centre, referral),
    )  # fmt: skip
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


def _standings(referring: Referring, centre: Centre, referral: Referral) -> Standings:
    """What holds of the document as it would be built now; with a leak in it, it is not built, and nothing holds."""
    way = WAYS.get(ReferralKind(referral.kind))
    if way is None and referral.state is not ReferralState.BOUNCED:
        return Standings(referring.day(centre.now()))
    try:
        if way is None:
            return standings_of(referring, referral, centre.now())
        built = way.build(referring, referral, centre.now())
        check_leaks(built.letter, built.secrets)
    except Leaks as leaks:
        raise CannotDo(str(leaks)) from None
    return replace(built.standings, leaks=0)


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
