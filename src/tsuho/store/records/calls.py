"""The port Calls on the ORM: the calls that the phone desk noted."""

from collections.abc import Sequence
from datetime import datetime

from tsuho.casework.desk_ports import Call
from tsuho.store.records.office_models import CallNote
from tsuho.store.records.plain_text import plain_text
from tsuho.words.consultations import AgeBand, CallCategory, CallMedium, HandedTo


class CallsInDatabase:
    """The port Calls on the ORM."""

    def enter(self, call: Call) -> int:
        """Enter one; its number."""
        row = CallNote.objects.create(
            category=call.category.value,
            started_at=call.started_at,
            ended_at=call.ended_at,
            consultant=plain_text(call.consultant, 200),
            summary=plain_text(call.summary, None),
            medium=call.medium.value,
            age_band=call.age_band.value,
            prefecture=call.prefecture,
            advice=plain_text(call.advice, 100),
            handed_to=call.handed_to.value,
            about=call.about,
            follow_up_on=call.follow_up_on,
            followed_up_by=plain_text(call.followed_up_by, 200),
            campaign=call.campaign,
        )
        return row.pk

    def call(self, number: int) -> Call | None:
        """One of them; None where there is none."""
        row = CallNote.objects.filter(pk=number).first()
        return _call(row) if row else None

    def between(self, since: datetime, until: datetime) -> Sequence[Call]:
        """Those that started from ``since`` to just before ``until``, earliest first."""
        rows = CallNote.objects.filter(started_at__gte=since, started_at__lt=until)
        return [_call(row) for row in rows.order_by("started_at", "id")]

    def open_follow_ups(self) -> Sequence[Call]:
        """Those that somebody still has to look into, the most pressing first."""
        rows = CallNote.objects.filter(follow_up_on__isnull=False, followed_up_by="")
        return [_call(row) for row in rows.order_by("follow_up_on", "id")]

    def followed_up(self, number: int, by: str) -> bool:
        """Enter who looked into it; False where nothing was promised, or somebody did before."""
        rows = CallNote.objects.filter(pk=number, follow_up_on__isnull=False, followed_up_by="")
        return bool(rows.update(followed_up_by=plain_text(by, 200)))

    def like(self, category: CallCategory, campaign: int | None, limit: int) -> Sequence[Call]:
        """Similar calls, the latest first: those about the same campaign where one is given, else of the same category."""
        same = {"category": category.value} if campaign is None else {"campaign": campaign}
        return [_call(row) for row in CallNote.objects.filter(**same).order_by("-started_at", "-id")[:limit]]

    def kept_follow_ups(self, limit: int) -> Sequence[Call]:
        """Promises that were kept, that of the latest day first."""
        rows = CallNote.objects.filter(follow_up_on__isnull=False).exclude(followed_up_by="")
        return [_call(row) for row in rows.order_by("-follow_up_on", "-id")[:limit]]


def _call(row: CallNote) -> Call:
    return Call(
        CallCategory(row.category),
        row.started_at,
        row.ended_at,
        row.consultant,
        row.summary,
        CallMedium(row.medium),
        AgeBand(row.age_band),
        row.prefecture,
        row.advice,
        HandedTo(row.handed_to),
        row.about,
        row.follow_up_on,
        row.followed_up_by,
        row.pk,
        row.campaign,
    )
