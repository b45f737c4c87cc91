"""Reports found by what only one message has (port ReportIndex), and the incomplete ones by reason (port IncompleteReports)."""

from collections.abc import Sequence
from itertools import islice

from django.db.models import QuerySet

from tsuho.casework.search_ports import IncompleteReport, Match, Where
from tsuho.store.records.models import Report
from tsuho.words.vocabulary import Outcome, Reason


class ReportsInDatabase:
    """The port ReportIndex on the ORM."""

    def from_address(self, address: str, after: int | None, limit: int) -> list[Match]:
        """Reports whose From is this address, newest first."""
        return _matches(
            Report.objects.filter(from_address__in={address, address.lower()}),
            after,
            limit,
            Where.FROM_ADDRESS,
            "from_address",
        )

    def with_hash(self, sha256: str, after: int | None, limit: int) -> list[Match]:
        """Reports whose arrival or original has these very bytes, newest first."""
        # said twice, since SQLite takes a partial index only where the question repeats its condition
        of_original = Report.objects.filter(message_sha256=sha256).exclude(message_sha256="")
        of_arrival = Report.objects.filter(sha256=sha256).exclude(sha256="")
        found = {
            each.report: each
            for each in (
                *_matches(of_arrival, after, limit, Where.ARRIVAL_HASH, "sha256"),
                *_matches(of_original, after, limit, Where.MESSAGE_HASH, "message_sha256"),
            )
        }
        return sorted(found.values(), key=lambda each: -each.place)[:limit]

    def in_network(self, first: str, last: str, after: int | None, limit: int) -> list[Match]:
        """Reports whose origin lies between two addresses: in the order of the addresses, of one address as they came."""
        rows = Report.objects.filter(ip_order__gte=first, ip_order__lte=last).exclude(ip_order="")
        if after is not None:
            place = Report.objects.filter(pk=after).values_list("ip_order", flat=True).first() or first
            rows = rows.filter(ip_order__gte=place).exclude(ip_order=place, id__lte=after)
        return [_match(row, Where.NETWORK, row.ip) for row in rows.order_by("ip_order", "id")[:limit]]


class IncompleteInDatabase:
    """The port IncompleteReports on the ORM."""

    def page(self, reason: str, after: int | None, limit: int) -> list[IncompleteReport]:
        """Behind a row number, newest first; ``reason`` as I2 or I4 (all its sub-codes), empty: all."""
        found: list[Report] = []
        for each in _codes(reason):
            # one question a code, since an index gives the newest of one code only
            rows = Report.objects.filter(outcome=Outcome.INCOMPLETE.value, reason=each)
            found += (rows if after is None else rows.filter(id__lt=after)).order_by("-id")[:limit]
        newest = sorted(found, key=lambda row: -row.pk)
        return [
            IncompleteReport(row.pk, row.received_at, row.reason, row.form, row.language, row.subject, row.campaign_id)
            for row in islice(newest, limit)
        ]

    def counts(self, limit: int) -> Sequence[tuple[str, int]]:
        """How many there are by primary reason, each counted up to ``limit``."""
        found = [
            (
                each,
                Report.objects.filter(outcome=Outcome.INCOMPLETE.value, reason=each)
                .order_by()
                .values("pk")[:limit]
                .count(),
            )
            for each in _codes("")
        ]
        return [(reason, count) for reason, count in found if count]


def _codes(reason: str) -> list[str]:
    return [each.value for each in Reason if each.value.startswith(reason)]


def _matches(rows: QuerySet[Report], after: int | None, limit: int, where: Where, column: str) -> list[Match]:
    found = rows if after is None else rows.filter(id__lt=after)
    return [_match(row, where, str(getattr(row, column))) for row in found.order_by("-id")[:limit]]


def _match(row: Report, where: Where, quoted: str) -> Match:
    return Match(row.campaign_id, row.pk, where, quoted, row.pk)
