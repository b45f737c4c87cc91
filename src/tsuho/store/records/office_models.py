"""The tables of the desk and the secretariat: calls, moves of the stock, published pages, meetings, questionnaires."""

from django.db import models


class CallNote(models.Model):
    """One call (電話相談). There is no column for who called, nor for a caller's number."""

    category = models.CharField(max_length=10)
    started_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField()
    consultant = models.CharField(max_length=200)
    summary = models.TextField()
    medium = models.CharField(max_length=10)
    age_band = models.CharField(max_length=10)
    prefecture = models.CharField(max_length=10)
    advice = models.CharField(max_length=100)
    handed_to = models.CharField(max_length=20)
    about = models.CharField(max_length=40)
    follow_up_on = models.DateField(null=True)
    followed_up_by = models.CharField(max_length=200)
    # a number and no foreign key: campaigns are joined and split while a note stays as it was written
    campaign = models.IntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("category", "started_at"), name="calls_by_category"),
            models.Index(
                fields=("campaign", "started_at"), name="calls_by_campaign", condition=models.Q(campaign__isnull=False)
            ),
            models.Index(
                fields=("follow_up_on", "id"),
                name="kept_follow_ups",
                condition=models.Q(follow_up_on__isnull=False) & ~models.Q(followed_up_by=""),
            ),
            models.Index(
                fields=("follow_up_on",),
                name="open_follow_ups",
                condition=models.Q(follow_up_on__isnull=False, followed_up_by=""),
            ),
        )


class MaterialMove(models.Model):
    """Pieces of a material that came in (above zero) or went out (below); the stock is their sum."""

    material = models.CharField(max_length=40, db_index=True)
    day = models.DateField(db_index=True)
    pieces = models.IntegerField()
    by = models.CharField(max_length=200)
    to = models.CharField(max_length=20)
    prefecture = models.CharField(max_length=10)


class PagePublication(models.Model):
    """A page of the public site as it was published on a day; ``sha256`` is of its text."""

    path = models.CharField(max_length=300, db_index=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    change = models.CharField(max_length=10)
    day = models.DateField(db_index=True)
    by = models.CharField(max_length=200)
    approved_by = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)


class MeetingNote(models.Model):
    """A meeting that was held; its minutes are versions beside it."""

    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    day = models.DateField(db_index=True)
    members = models.JSONField(default=list)
    agenda = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    by = models.CharField(max_length=200)


class MinutesVersion(models.Model):
    """One version of the minutes of a meeting; the latest is the one in force."""

    meeting = models.ForeignKey(MeetingNote, on_delete=models.PROTECT, related_name="minutes")
    text = models.TextField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)


class QuestionnaireNote(models.Model):
    """One round of a questionnaire that is over."""

    title = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    asked = models.IntegerField()
    answered = models.IntegerField()
    by = models.CharField(max_length=200)
