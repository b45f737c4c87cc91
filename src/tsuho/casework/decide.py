"""A person decides: who, when, why. Confirmation of illegality is per campaign and provision, by the ministry."""

from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Records


def confirm(
    records: Records, audit: Audit, *, campaign: int, provision: str, by: str, reason: str, at: datetime
) -> None:
    """Record that an official of the ministry confirmed a provision (a rule id, V31) as breached by a campaign.

    Raises CannotDo when no member of the campaign was found in breach of it: nobody confirms what nothing shows.
    """
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_decide_unreasoned")
    seen = records.campaign(campaign)
    if seen is None:
        raise CannotDo("cannot_find_campaign", campaign=campaign)
    if not seen.rules.get(provision):
        found = ", ".join(sorted(seen.rules)) or "nothing"
        raise CannotDo("cannot_confirm_provision", campaign=campaign, provision=provision, found=found)
    records.confirm(campaign, provision, by, reason, at)
    audit.write(at, by, "confirm", f"campaign {campaign}", {"provision": provision, "reason": reason})
