"""How campaigns were reported: distinct reporters, how much they weigh, and the signs of report bombing, by questions that each go by an index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from tsuho.engine.campaigns.bombing import HEAVY, Reporting, signs
from tsuho.store.records.models import Report
from tsuho.words.vocabulary import Kind, Outcome

# Each reporter once, by his number of reports there and in all; a heavy one weighs less (engine.campaigns.bombing.weight).
_BY_REPORTER = """
SELECT one.campaign_id, COUNT(*), MAX(one.reports),
    SUM(CASE WHEN total.reports > %s THEN %s / total.reports ELSE 1.0 END)
FROM (
    SELECT campaign_id, reporter, COUNT(*) AS reports FROM records_report
    WHERE campaign_id = %s AND reporter <> '' GROUP BY campaign_id, reporter
) one LEFT JOIN records_reportertotal total ON total.reporter = one.reporter
GROUP BY one.campaign_id
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """Distinct reporters, their weight, and signs of bombing as message keys."""

    reporters: int = 0
    weight: float = 0.0
    signs: tuple[str, ...] = ()


def reported(campaigns: Sequence[int]) -> Mapping[int, Reported]:
    """How each of these campaigns was reported."""
    people: dict[int, tuple[int, int, float]] = {}
    with connection.cursor() as cursor:
        for campaign in campaigns:
            cursor.execute(_BY_REPORTER, [HEAVY, float(HEAVY), campaign])
            people |= {number: (count, most, float(weight)) for number, count, most, weight in cursor.fetchall()}
    members = Report.objects.filter(campaign__in=campaigns).order_by()
    busiest: dict[int, int] = {}
    by_day = members.filter(kind=Kind.REPORT).annotate(day=TruncDate("received_at")).values_list("campaign_id", "day")
    for number, _, count in by_day.annotate(Count("id")):
        busiest[number] = max(busiest.get(number, 0), count)
    totals = members.values_list("campaign_id").annotate(
        reports=Count("id", filter=Q(kind=Kind.REPORT)),
        without=Count("id", filter=Q(kind=Kind.REPORT, outcome__in=(Outcome.NO_VIOLATION, Outcome.OUT_OF_SCOPE))),
        senders=Count("from_address", distinct=True),
        hits=Count("id", filter=Q(kind=Kind.MONITOR_HIT)),
    )
    found = {}
    for number, reports, without, senders, hits in totals:
        reporters, most, weight = people.get(number, (0, 0, 0.0))
        seen = Reporting(reports, reporters, most, busiest.get(number, 0), without, senders, hits)
        found[number] = Reported(reporters, round(weight, 2), signs(seen) if reporters else ())
    return found
