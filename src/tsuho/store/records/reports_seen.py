"""Reports and monitor hits as lists show them."""

from collections.abc import Sequence
from datetime import datetime

from tsuho.casework.ports import ReportSeen
from tsuho.store.records.models import Report
from tsuho.words.vocabulary import Door


def sample(campaign: int) -> ReportSeen | None:
    """The newest member of a campaign, a monitor hit before a report."""
    # "monitor_hit" stands before "report" in the alphabet; the newest of each comes first
    row = Report.objects.filter(campaign_id=campaign).order_by("kind", "-received_at", "-id").first()
    return _seen(row) if row else None


def seen(reports: Sequence[int]) -> list[ReportSeen]:
    """These rows, in row order."""
    return [_seen(row) for row in Report.objects.filter(id__in=list(reports)).order_by("id")]


def _seen(row: Report) -> ReportSeen:
    return ReportSeen(
        id=row.id,
        arrival=row.arrival,
        number_in_arrival=row.number_in_arrival,
        received_at=row.received_at,
        door=Door(row.door),
        category=row.category,
        subject=row.subject,
        from_address=row.from_address,
        ip=row.ip,
        outcome=row.outcome,
    )


class ReportsOfOneInDatabase:
    """The port ReportsOfOne on the ORM."""

    def any_of(self, reporters: Sequence[str]) -> bool:
        """Whether any of these pseudonyms ever reported (index reports_of_one)."""
        return Report.objects.filter(reporter__in=[each for each in reporters if each]).exclude(reporter="").exists()

    def of_reporter(
        self, reporter: str, campaign: int | None, since: datetime, until: datetime, limit: int
    ) -> Sequence[tuple[int, ReportSeen]]:
        """(campaign, report) of a pseudonym between two times, oldest first; of one campaign, or of all."""
        if not reporter:
            return []
        # the empty one is left out in words, since SQLite takes a partial index only where the question repeats its condition
        rows = Report.objects.filter(reporter=reporter, received_at__gte=since, received_at__lte=until).exclude(
            reporter=""
        )
        rows = rows.filter(campaign=campaign) if campaign is not None else rows.exclude(campaign=None)
        return [(row.campaign_id or 0, _seen(row)) for row in rows.order_by("received_at", "id")[:limit]]
