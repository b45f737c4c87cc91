"""Which series of the ledger count as 情報提供: the reports, and by choice the association's mail (A1) and monitor hits (A7)."""

from tsuho.statistics import series
from tsuho.words.statistics import StatisticsSettings


def also_reports(settings: StatisticsSettings) -> tuple[str, ...]:
    """What this centre counts as reports beside the reports themselves."""
    association = (series.ASSOCIATION,) if settings.association_counts_as_report else ()
    monitors = (series.MONITOR_HIT,) if settings.monitors_count_as_report else ()
    return association + monitors
