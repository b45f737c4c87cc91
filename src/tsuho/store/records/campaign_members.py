"""Which campaign each report stands in today: what measuring the simulation compares."""

from collections.abc import Mapping

from tsuho.store.records.models import Report


def campaign_members() -> Mapping[tuple[int, int], int]:
    """(arrival, report's number in it) → campaign; a report that is in none is left out."""
    rows = Report.objects.exclude(campaign=None).values_list("arrival", "number_in_arrival", "campaign_id")
    return {(arrival, number): campaign for arrival, number, campaign in rows.iterator()}
