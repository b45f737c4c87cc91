"""Look back on a month: count the campaigns that it saw, and the lines that sent again after they were stopped.

Neither is known on the day itself: two campaigns may turn out to be one, and a measure may be told of weeks later.
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from tsuho.casework.effects import NoticeEffect
from tsuho.casework.ledger_ports import CampaignDays
from tsuho.casework.move_referral import counted_of
from tsuho.statistics.booking_campaigns import rows_for_campaigns
from tsuho.statistics.booking_referrals import row_for_relapse
from tsuho.statistics.periods import Period
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source


def look_back(
    campaigns: CampaignDays, notices: Sequence[NoticeEffect], month: Period, timezone: ZoneInfo, source: Source
) -> list[LedgerRow]:
    """The rows of a month; a relapse of an earlier one that is known only now comes late, as a correction."""
    rows = rows_for_campaigns(campaigns.campaign_days(month.since, month.until, timezone), source)
    for each in notices:
        on = each.effect.relapsed_on
        if on is not None and on < month.until:
            rows.append(row_for_relapse(counted_of(each.referral), on, source))
    return rows
