"""End the days of grace of warnings (猶予期間): who was warned is looked at again once the days that he was given are over.

The clock only asks the question. Whether he complied or went on is for a person to say, with the mails before him.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from tsuho.casework.move_referral import Moving, move_referral
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind

_ALL = 1_000_000
_LEFT = (ReferralState.SENT, ReferralState.ANSWERED)


def end_grace(moving: Moving, days: Callable[[date], int], now: datetime) -> list[str]:
    """Move every warning whose grace is over to its re-check; their numbers. ``days`` is the grace that the law table of a day gives.

    A warning that left on the 1st with 14 days has until the end of the 15th.
    """
    today, moved = now.astimezone(moving.timezone).date(), []
    for warning in moving.referrals.standing(ReferralKind.WARNING, _LEFT, _ALL):
        left = [each.at for each in moving.referrals.history(warning.id) if each.after is ReferralState.SENT]
        if not left:
            continue
        sent_on = left[0].astimezone(moving.timezone).date()
        if today > sent_on + timedelta(days=days(sent_on)):
            move_referral(
                moving, warning.id, "grace_over", by="tsuho", role=Role.MACHINE, reason="", standings=Standings(today), at=now
            )  # fmt: skip
            moved.append(warning.number)
    return moved
