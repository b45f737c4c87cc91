"""What becomes of an agency's list, as that agency is told (取次ぎの結果): how much was passed on, to how many, what was answered.

Counts alone: which provider it was, and what it answered of whom, is between us and the provider.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tsuho.casework.referral_ports import Referral, Referrals
from tsuho.casework.window_ports import InboundList, InboundLists
from tsuho.words.referrals import AnswerKind, ReferralState
from tsuho.words.vocabulary import ReferralKind

_PASSED_ON = frozenset({ReferralState.SENT, ReferralState.ANSWERED})
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class InboundReturn:
    """One list: different rows, those passed on, to how many providers, and the last answer of each notice, by class."""

    of: InboundList
    rows: int
    passed_on: int
    providers: int
    answers: Mapping[AnswerKind, int]


def inbound_returns(lists: InboundLists, referrals: Referrals, of: Sequence[InboundList]) -> list[InboundReturn]:
    """What became of each of these lists, all of one agency."""
    if not of:
        return []
    tied = lists.tied(of[0].agency)
    notices = {each.key: each for each in referrals.standing(ReferralKind.INBOUND_NOTICE, tuple(_PASSED_ON), _ALL)}
    return [_return(each, tied, notices, referrals) for each in of]


def _return(
    of: InboundList, tied: Mapping[tuple[str, datetime], str], notices: Mapping[str, Referral], referrals: Referrals
) -> InboundReturn:
    rows = {(row.ip, row.at) for row in of.rows}
    told = [notices[tied[row]] for row in rows if tied.get(row) in notices]
    answers = [referrals.answers(number) for number in sorted({each.id for each in told})]
    return InboundReturn(
        of=of,
        rows=len(rows),
        passed_on=len(told),
        providers=len({each.party for each in told}),
        answers=dict(
            Counter(each[-1].kind for each in answers if each)
        ),  # a template would ask a Counter for its "items"
    )
