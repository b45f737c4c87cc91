"""The ports Meetings and Questionnaires on the ORM: what the secretariat held and asked."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tsuho.casework.meeting_ports import Meeting, QuestionnaireRound
from tsuho.store.records.office_models import MeetingNote, MinutesVersion, QuestionnaireNote
from tsuho.store.records.plain_text import plain_text
from tsuho.words.meetings import MeetingKind


class MeetingsInDatabase:
    """The port Meetings on the ORM."""

    def enter(self, meeting: Meeting) -> int:
        """Enter one; its number."""
        with transaction.atomic():
            row = MeetingNote.objects.create(
                kind=meeting.kind.value,
                title=plain_text(meeting.title, 300),
                day=meeting.day,
                members=_texts(meeting.members),
                agenda=_texts(meeting.agenda),
                documents=_texts(meeting.documents),
                by=plain_text(meeting.by, 200),
            )
            if meeting.minutes:
                self.correct_minutes(row.pk, meeting.minutes, meeting.by)
        return row.pk

    def meeting(self, number: int) -> Meeting | None:
        """One with its latest minutes; None where there is none."""
        row = MeetingNote.objects.filter(pk=number).prefetch_related("minutes").first()
        return _meeting(row) if row else None

    def correct_minutes(self, number: int, minutes: str, by: str) -> bool:
        """A further version of the minutes; False where there is no such meeting."""
        if not MeetingNote.objects.filter(pk=number).exists():
            return False
        MinutesVersion.objects.create(meeting_id=number, text=plain_text(minutes, None), by=plain_text(by, 200))
        return True

    def versions(self, number: int) -> Sequence[tuple[str, str]]:
        """Every version of the minutes with who wrote it, the first one first."""
        return list(MinutesVersion.objects.filter(meeting_id=number).values_list("text", "by"))

    def between(self, since: date, until: date) -> Sequence[Meeting]:
        """Meetings from ``since`` to the day before ``until``, by their days."""
        rows = MeetingNote.objects.filter(day__gte=since, day__lt=until).prefetch_related("minutes")
        return [_meeting(row) for row in rows.order_by("day", "id")]


class QuestionnairesInDatabase:
    """The port Questionnaires on the ORM."""

    def enter(self, closed: QuestionnaireRound) -> int:
        """Enter one; its number."""
        row = QuestionnaireNote.objects.create(
            title=plain_text(closed.title, 300),
            since=closed.since,
            until=closed.until,
            asked=closed.asked,
            answered=closed.answered,
            by=plain_text(closed.by, 200),
        )
        return row.pk

    def rounds(self) -> Sequence[QuestionnaireRound]:
        """All of them, in the order entered."""
        return [
            QuestionnaireRound(row.title, row.since, row.until, row.asked, row.answered, row.by)
            for row in QuestionnaireNote.objects.order_by("id")
        ]


def _texts(texts: Sequence[str]) -> list[str]:
    return [plain_text(each, None) for each in texts]


def _meeting(row: MeetingNote) -> Meeting:
    versions = [each.text for each in row.minutes.all()]
    minutes = versions[-1] if versions else ""
    return Meeting(
        MeetingKind(row.kind), row.title, row.day, tuple(row.members), tuple(row.agenda), minutes, row.by,
        tuple(row.documents), row.pk,
    )  # fmt: skip
