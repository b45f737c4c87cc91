"""The ports InboundLists and MinistryRequests on the ORM."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from tsuho.casework.window_ports import InboundList, InboundRow, MinistryRequest, RequestAnswer
from tsuho.store.records.plain_text import plain_text
from tsuho.store.records.window_models import InboundListRow, InboundTieRow, MinistryAnswerRow, MinistryRequestRow


class InboundListsInDatabase:
    """The port InboundLists."""

    def enter(self, received: InboundList) -> int:
        """Keep a list; 0 if this agency sent the very same file before."""
        row, created = InboundListRow.objects.get_or_create(
            agency=received.agency,
            sha256=received.sha256,
            defaults={
                "by": plain_text(received.by, 200),
                "at": received.at,
                "rows": [[each.ip, each.at.isoformat(), each.provider] for each in received.rows],
            },
        )
        return row.pk if created else 0

    def of_agency(self, agency: str, before: int | None, limit: int) -> Sequence[InboundList]:
        """The lists of one agency, newest first."""
        rows = InboundListRow.objects.filter(agency=agency).order_by("-id")
        return [_list(row) for row in (rows if before is None else rows.filter(id__lt=before))[:limit]]

    def since(self, at: datetime) -> Sequence[InboundList]:
        """The lists that came at that time or later, oldest first."""
        return [_list(row) for row in InboundListRow.objects.filter(at__gte=at).order_by("id")]

    def tie(self, agency: str, rows: Iterable[tuple[str, datetime]], key: str) -> bool:
        """Lay rows into a referral, all or none: the database itself holds a row once."""
        wanted = set(rows)
        tying = [InboundTieRow(agency=agency, ip=ip, at=at, key=key) for ip, at in sorted(wanted)]
        with transaction.atomic():
            InboundTieRow.objects.bulk_create(tying, ignore_conflicts=True, batch_size=200)
            own = InboundTieRow.objects.filter(agency=agency, key=key).values_list("ip", "at")
            if wanted <= set(own):
                return True
            transaction.set_rollback(True)
        return False

    def tied(self, agency: str) -> Mapping[tuple[str, datetime], str]:
        """Which rows of an agency are in a referral."""
        rows = InboundTieRow.objects.filter(agency=agency).values_list("ip", "at", "key")
        return {(ip, at): key for ip, at, key in rows}


class MinistryRequestsInDatabase:
    """The port MinistryRequests."""

    def enter(self, request: MinistryRequest) -> int:
        """Keep a request; its number."""
        by = plain_text(request.by, 200)
        return MinistryRequestRow.objects.create(text=plain_text(request.text, 4_000), by=by, at=request.at).pk

    def newest(self, before: int | None, limit: int) -> Sequence[MinistryRequest]:
        """Requests, newest first."""
        rows = MinistryRequestRow.objects.order_by("-id")
        found = (rows if before is None else rows.filter(id__lt=before))[:limit]
        return [_request(row) for row in found]

    def request(self, number: int) -> MinistryRequest | None:
        """One request."""
        row = MinistryRequestRow.objects.filter(id=number).first()
        return _request(row) if row else None

    def answer(self, answer: RequestAnswer) -> int:
        """Keep an answer; its number."""
        text, by = plain_text(answer.text, 4_000), plain_text(answer.by, 200)
        return MinistryAnswerRow.objects.create(request_id=answer.request, text=text, by=by, at=answer.at).pk

    def answers(self, requests: Sequence[int]) -> Sequence[RequestAnswer]:
        """The answers to these requests, oldest first."""
        rows = MinistryAnswerRow.objects.filter(request_id__in=list(requests))
        return [RequestAnswer(row.request_id, row.text, row.by, row.at, row.pk) for row in rows]


def _request(row: MinistryRequestRow) -> MinistryRequest:
    return MinistryRequest(row.text, row.by, row.at, row.pk)


def _list(row: InboundListRow) -> InboundList:
    rows = tuple(InboundRow(ip, datetime.fromisoformat(at), provider) for ip, at, provider in row.rows)
    return InboundList(row.agency, row.by, row.at, row.sha256, rows, row.pk)
