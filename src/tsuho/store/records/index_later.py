"""The port Unindexed on the ORM: rows from before migration 0013 get the columns, facts, texts and queue entries that filing gives.

What has no hash of its arrival was filed before; hours of receipt were counted for all rows by migration 0021.
"""

from collections.abc import Sequence
from hashlib import sha256

from tsuho.casework.rebuild_ports import FoundAgain, Waits
from tsuho.store.records.campaign_entries import refresh_campaigns
from tsuho.store.records.campaign_facts import count_in, count_reporters_of
from tsuho.store.records.judged_columns import judged_columns
from tsuho.store.records.models import Report, TextTemplate
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.store.records.queue_rows import put_reports
from tsuho.store.records.search_texts import NewText, index_texts

_NEW_COLUMNS = ("named", "ip_order", "message_sha256")


class UnindexedInDatabase:
    """The port Unindexed."""

    def waiting(self, after: int, limit: int) -> Sequence[Waits]:
        """Those behind a row number, in row order."""
        rows = Report.objects.filter(pk__gt=after, sha256="").order_by("pk")[:limit]
        return [Waits(*each) for each in rows.values_list("pk", "arrival", "number_in_arrival", "received_at")]

    def enter(self, found: Sequence[FoundAgain]) -> None:
        """Enter them as filing would have, in one transaction; what was entered meanwhile is passed over."""
        with one_at_a_time(Work.FILING):
            wanted = {each.report: each for each in found}
            rows = list(Report.objects.filter(pk__in=list(wanted), sha256="").order_by("pk"))
            for row in rows:
                own = wanted[row.pk]
                columns = judged_columns(own.judged)
                for name in _NEW_COLUMNS:
                    setattr(row, name, columns[name])
                row.sha256 = sha256(own.arrival.raw).hexdigest()
            Report.objects.bulk_update(rows, [*_NEW_COLUMNS, "sha256"])
            campaigns = sorted({row.campaign_id for row in rows if row.campaign_id is not None})
            count_in(rows, [])
            count_reporters_of(*campaigns)
            index_texts(_texts(rows, wanted))
            put_reports(rows)
            refresh_campaigns(campaigns)


def _texts(rows: Sequence[Report], wanted: dict[int, FoundAgain]) -> list[NewText]:
    """Their texts; of one that was like a known one only the first, as grouping remembered it."""
    new = set(TextTemplate.objects.filter(report__in=list(wanted)).values_list("report", flat=True))
    return [NewText(row, wanted[row.pk].judged, wanted[row.pk].arrival, row.pk in new) for row in rows]
