"""A person splits a campaign: what grouping took for one sender is two. The split holds against every later key."""

from collections.abc import Sequence
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Records


def split_campaign(
    records: Records,
    audit: Audit,
    *,
    campaign: int,
    keys: Sequence[str],
    reports: Sequence[int] = (),
    by: str,
    reason: str,
    at: datetime,
) -> int:
    """Give a new campaign the keys, the members that stand by them alone, and the reports named; the new number.

    Raises CannotDo without a name, a reason, or keys of this campaign, and where nothing or everything would go.
    """
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_split_unreasoned")
    seen = records.campaign(campaign)
    if seen is None:
        raise CannotDo("cannot_find_campaign", campaign=campaign)
    if not keys and not reports:
        raise CannotDo("cannot_split_nothing")
    foreign = [key for key in keys if key not in seen.keys]
    if foreign:
        raise CannotDo("cannot_find_key", campaign=seen.id, keys=", ".join(foreign), known=", ".join(seen.keys))
    new = records.split_campaign(seen.id, keys, reports, by, reason, at)
    details = {"into": str(new), "keys": " ".join(keys), "reports": " ".join(map(str, reports)), "reason": reason}
    audit.write(at, by, "split_campaign", f"campaign {seen.id}", details)
    return new
