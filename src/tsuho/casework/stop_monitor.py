"""Retire a monitor, or say since when it is contaminated (汚染): from that time on its mail proves nothing, and what we said on it is taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.monitor_keeping import (
    MonitorKeeping,
    Noting,
    known_monitor,
    must_be_said,
    must_name_no_address,
    write_down,
)
from tsuho.casework.refer_withdrawals import CAN_BE_WRONG, TOLD, standing_on
from tsuho.casework.referral_ports import Referral, Referrals
from tsuho.words.monitors import CustodyAct, MonitorEntry
from tsuho.words.referrals import ReferralState

_NOT_YET = (
    ReferralState.DRAFT, ReferralState.CHECKED, ReferralState.APPROVED, ReferralState.RETURNED,
)  # fmt: skip
TakeBack = Callable[[Sequence[int], datetime], list[Referral]]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What stands on a monitor since a time: its mails, and the referrals that speak of one of them with how many.

    ``taken_back`` left and are withdrawn by themselves; ``by_hand`` left and need a person (a warning is no list of hits);
    ``not_yet`` have not left, and do not leave with these mails.
    """

    mails: int
    taken_back: tuple[tuple[Referral, int], ...] = ()
    by_hand: tuple[tuple[Referral, int], ...] = ()
    not_yet: tuple[tuple[Referral, int], ...] = ()


def what_stands_on(keeping: MonitorKeeping, referrals: Referrals, number: int, since: datetime) -> Consequences:
    """What to show before anybody confirms. Nothing is written."""
    known_monitor(keeping, number)
    hits = keeping.register.hits(number, since)
    if not hits:
        return Consequences(0)
    told = [(each, len(rows)) for each, rows in standing_on(referrals, hits, None, TOLD)]
    return Consequences(
        len(hits),
        tuple((each, count) for each, count in told if each.kind in CAN_BE_WRONG),
        tuple((each, count) for each, count in told if each.kind not in CAN_BE_WRONG),
        tuple((each, len(rows)) for each, rows in standing_on(referrals, hits, None, _NOT_YET)),
    )


def contaminate_monitor(
    keeping: MonitorKeeping, number: int, since: datetime, reason: str, noting: Noting, take_back: TakeBack
) -> list[Referral]:
    """The withdrawals that were opened. Raises CannotDo for a time that an earlier contamination covers."""
    entry = _may_stop(keeping, number, reason, noting)
    if since > noting.at:
        raise CannotDo("cannot_contaminate_to_come")
    if entry.contaminated_at is not None and entry.contaminated_at <= since:
        raise CannotDo("cannot_contaminate_later", since=f"{entry.contaminated_at:%Y-%m-%d %H:%M}")
    with keeping.together():
        keeping.register.stop(number, since, contaminated=True)
        opened = take_back(keeping.register.hits(number, since), noting.noted_at)
        said = {"since": since.isoformat(), "withdrawals": " ".join(each.number for each in opened)}
        own = Noting(noting.by, since, noting.noted_at)
        write_down(keeping, number, CustodyAct.CONTAMINATED, own, reason, said)
    return opened


def retire_monitor(keeping: MonitorKeeping, number: int, reason: str, noting: Noting) -> None:
    """It ends now: mail still counts and proves nothing. What came before stays a proof."""
    entry = _may_stop(keeping, number, reason, noting)
    if entry.retired_at is not None and entry.retired_at <= noting.at:
        raise CannotDo("cannot_retire_twice")
    with keeping.together():
        keeping.register.stop(number, noting.at, contaminated=False)
        write_down(keeping, number, CustodyAct.RETIRED, noting, reason, {})


def _may_stop(keeping: MonitorKeeping, number: int, reason: str, noting: Noting) -> MonitorEntry:
    entry = known_monitor(keeping, number)
    must_be_said(noting.by, reason)
    must_name_no_address(keeping, reason)
    return entry
