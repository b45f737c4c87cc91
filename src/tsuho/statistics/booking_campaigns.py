"""Turn a month's campaigns into rows of the ledger: how many messages of each came in, and on how many days. Pure.

They are booked when the month is closed, because until then two campaigns may turn out to be one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tsuho.statistics import series
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class CampaignDay:
    """How many messages of a campaign came in on one day of the centre's own time."""

    campaign: int
    day: date
    messages: int


def rows_for_campaigns(days: Iterable[CampaignDay], source: Source) -> list[LedgerRow]:
    """Two rows a campaign and day: its messages, and the day itself."""
    rows = []
    for each in days:
        key, party = f"campaign {each.campaign}/{each.day.isoformat()}", str(each.campaign)
        rows.append(LedgerRow(key, series.CAMPAIGN, each.day, source, each.messages, party=party))
        rows.append(LedgerRow(f"{key}/day", series.CAMPAIGN_DAY, each.day, source, party=party))
    return rows
