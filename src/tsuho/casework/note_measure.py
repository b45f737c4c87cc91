"""Note what an authority did to the sender of a campaign: a warning (警告) that was sent, an order (措置命令) that was served.

From that day on the law's rules look at what comes after it.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tsuho.casework.case_ports import CampaignCases, Measure, MeasureKind
from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Records
from tsuho.words.catalogue import Words


def note_measure(
    records: Records,
    cases: CampaignCases,
    audit: Audit,
    *,
    campaign: int,
    kind: MeasureKind,
    day: date,
    by: str,
    reason: str,
    at: datetime,
    timezone: ZoneInfo,
) -> int:
    """Note a measure of that day, in the country's time; its number. Raises CannotDo for one of a day to come.

    ``reason`` names the document (its number and date), so that it can be found years later.
    """
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_note_measure_unreasoned")
    seen = records.campaign(campaign)
    if seen is None:
        raise CannotDo("cannot_find_campaign", campaign=campaign)
    if day > at.astimezone(timezone).date():
        raise CannotDo("cannot_note_future_measure", day=day.isoformat(), kind=Words(f"measure_{kind}"))
    number = cases.note_measure(Measure(seen.id, kind, day, by, reason, at))
    audit.write(at, by, f"note_{kind}", f"campaign {seen.id}", {"day": day.isoformat(), "reason": reason})
    return number
