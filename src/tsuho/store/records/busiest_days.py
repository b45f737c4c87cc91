"""The busiest campaigns of a day and their days before it, from the counts by day that filing keeps.

Asked in SQL by hand: SQLite's planner would walk through every campaign of the day instead of taking the two hundred largest from the
end of an index, so the index is named; PostgreSQL finds it by itself.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection

from tsuho.casework.today_ports import Pace
from tsuho.store.records.models import Campaign

_INDEX = {"sqlite": "INDEXED BY days_by_count ", "postgresql": ""}
_BUSIEST = (
    "SELECT campaign_id, count FROM records_campaignfact {index}WHERE what = 'day' AND value = %s AND count >= %s "
    "AND campaign_id IS NOT NULL ORDER BY count DESC, campaign_id DESC LIMIT %s"
)
# LEFT JOIN, so that every campaign's own days are looked up, and not every day's campaigns walked through
_BEFORE = """
WITH wanted (campaign) AS (VALUES {values})
SELECT fact.campaign_id, fact.value, fact.count FROM wanted LEFT JOIN records_campaignfact AS fact
ON fact.campaign_id = wanted.campaign AND fact.what = 'day' AND fact.value >= %s AND fact.value < %s
"""


def busiest(day: date, days: int, least: int, limit: int) -> list[Pace]:
    """The campaigns with at least so many messages on that day, largest first; ``days`` with it and those before it."""
    first = day - timedelta(days=days - 1)
    with connection.cursor() as cursor:
        cursor.execute(_BUSIEST.format(index=_INDEX[connection.vendor]), [day.isoformat(), least, limit])
        last: dict[int, int] = dict(cursor.fetchall())
        before = _before(list(last), first, day) if last else {}
    names = dict(Campaign.objects.filter(pk__in=list(last)).values_list("pk", "name"))
    earlier = [(first + timedelta(days=number)).isoformat() for number in range(days - 1)]
    return [
        Pace(campaign, names[campaign], day, (*(before.get((campaign, each), 0) for each in earlier), count))
        for campaign, count in last.items()
    ]


def _before(campaigns: Sequence[int], first: date, day: date) -> dict[tuple[int, str], int]:
    values = ", ".join(["(CAST(%s AS bigint))"] * len(campaigns))
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE.format(values=values), [*campaigns, first.isoformat(), day.isoformat()])
        return {(campaign, value): count for campaign, value, count in cursor.fetchall() if campaign is not None}
