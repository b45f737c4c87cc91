"""The period of grace of a warning ends (猶予期間の満了): what was sent and has had its days is looked at again by an analyst.

The days are those of the law's own table on the day of sending, the same that V71 asks about, so that a page, a move and a
finding never name different days.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import Moving, move_referral
from tsuho.casework.referral_ports import Moved
from tsuho.engine.law.in_force import Period, law_on
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind

WITH_GRACE = (ReferralState.SENT, ReferralState.ANSWERED)


def last_day_of_grace(sent_on: date, periods: tuple[Period, ...]) -> date | None:
    """The last day that a warning leaves to its addressee; None where no law in force names any."""
    law = law_on(sent_on, periods)
    return sent_on + timedelta(days=law.value("warning_grace_days")) if law.period else None


def sent_on(moving: Moving, history: Sequence[Moved]) -> date | None:
    """The day on which a warning left, where the centre is; the last one, if it had to be sent again."""
    left = [each.at for each in history if each.verb == "deliver"]
    return left[-1].astimezone(moving.timezone).date() if left else None


def end_grace(moving: Moving, periods: tuple[Period, ...], now: datetime) -> int:
    """Move every warning whose grace is over to be checked again; how many. Doing it twice moves nothing twice."""
    today, ended = now.astimezone(moving.timezone).date(), 0
    for referral in moving.referrals.standing(ReferralKind.WARNING, WITH_GRACE, limit=100_000):
        left = sent_on(moving, moving.referrals.history(referral.id))
        last = last_day_of_grace(left, periods) if left else None
        if last is None or today <= last:
            continue
        # one that somebody moved meanwhile stands elsewhere by now, and needs nothing from us
        with suppress(CannotDo):
            move_referral(
                moving, referral.id, "grace_over", by="tsuho", role=Role.MACHINE, reason=last.isoformat(),
                standings=Standings(day=today), at=now,
            )  # fmt: skip
            ended += 1
    return ended
