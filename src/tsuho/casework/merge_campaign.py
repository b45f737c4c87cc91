"""A person merges two campaigns: what grouping took for two senders is one. The older number stays."""

from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Records


def merge_campaign(
    records: Records, audit: Audit, *, campaign: int, other: int, by: str, reason: str, at: datetime
) -> int:
    """Make two campaigns one, even if a person parted them before; the number that stays.

    Raises CannotDo without a name or a reason, for numbers that never were, and for two that are one already.
    """
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_merge_unreasoned")
    seen = [records.campaign(number) for number in (campaign, other)]
    missing = [str(number) for number, found in zip((campaign, other), seen, strict=True) if found is None]
    if missing:
        raise CannotDo("cannot_find_campaigns", campaigns=" and no campaign ".join(missing))
    stays = records.merge_campaigns(campaign, other, by, reason, at)
    audit.write(at, by, "merge_campaign", f"campaign {stays}", {"of": f"{campaign} {other}", "reason": reason})
    return stays
