"""The tables behind the analyst's and the phone desk's screens: the queue, claims, notes, facts and texts to search, decisions."""

from django.db import models


class QueueRow(models.Model):
    """An item that waits for a person (a campaign or a report), with all that its list shows. Lists read nothing else."""

    kind = models.CharField(max_length=10)
    number = models.BigIntegerField()
    priority = models.BigIntegerField()
    open = models.SmallIntegerField(
        default=1
    )  # no boolean: Django asks for one in words that no index of SQLite answers
    title = models.CharField(max_length=200)
    messages = models.IntegerField()
    grade = models.CharField(max_length=2)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=10, default="")
    language = models.CharField(max_length=20, default="")
    category = models.CharField(max_length=40, default="")
    asn = models.BigIntegerField(default=0)
    monitor_hits = models.IntegerField(default=0)
    last_at = models.DateTimeField()
    finished_messages = models.IntegerField(default=0)
    finished_grade = models.CharField(max_length=2, default="")
    finished_by = models.CharField(max_length=200, default="")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "number"), name="one_row_an_item"),)
        indexes = (
            # One index with every column that a list is filtered by: whatever is asked, the rows of the queue are walked in their
            # order without the table, and a row that grows is written into one index and not into seven.
            models.Index(
                fields=(
                    "open", "priority", "id", "kind", "outcome", "language", "category", "reason", "asn", "monitor_hits",
                    "last_at",
                ),
                name="queue_in_order",
            ),
            models.Index(fields=("kind", "grade", "id"), name="queue_of_grade"),
        )  # fmt: skip


class ClaimRow(models.Model):
    """Who has an item in hand, until when."""

    kind = models.CharField(max_length=10)
    number = models.BigIntegerField()
    by = models.CharField(max_length=200, db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "number"), name="one_claim_an_item"),)


class ItemNoteRow(models.Model):
    """A note beside an item. The database refuses to change or delete one."""

    kind = models.CharField(max_length=10)
    number = models.BigIntegerField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        indexes = (models.Index(fields=("kind", "number", "id"), name="notes_of_item"),)


class CampaignFact(models.Model):
    """How many messages of a campaign have a value (casework.search_ports.What); of a lone report where ``campaign`` is null."""

    campaign = models.ForeignKey(
        "records.Campaign", null=True, on_delete=models.PROTECT, related_name="facts", db_index=False
    )
    report = models.BigIntegerField(default=0)
    what = models.CharField(max_length=16)
    value = models.CharField(max_length=255)
    count = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("campaign", "what", "value", "report"), name="one_row_a_campaign_fact"),
        )
        indexes = (
            models.Index(fields=("what", "value", "id"), name="facts_by_value"),
            models.Index(fields=("report",), name="facts_of_lone_report", condition=models.Q(report__gt=0)),
            # the busiest campaigns of a day
            models.Index(fields=("value", "count", "campaign"), name="days_by_count", condition=models.Q(what="day")),
        )


class SearchText(models.Model):
    """A variant of a campaign's text or subject, masked. ``folded`` is what is searched, ``shown`` what a person reads."""

    campaign = models.ForeignKey(
        "records.Campaign", null=True, on_delete=models.PROTECT, related_name="texts", db_index=False
    )
    report = models.BigIntegerField(db_index=True)
    where = models.CharField(max_length=10)
    digest = models.CharField(max_length=32)
    folded = models.TextField()
    shown = models.TextField()

    class Meta:
        indexes = (models.Index(fields=("campaign", "where", "digest"), name="texts_of_campaign"),)


class ReportDecision(models.Model):
    """What a person decided of one report: that a finding was wrong, or how it is to be read. Never changed."""

    arrival = models.BigIntegerField()
    number_in_arrival = models.IntegerField()
    kind = models.CharField(max_length=20)
    rules = models.CharField(max_length=400, default="")
    stated = models.JSONField(default=dict)
    outcome_before = models.CharField(max_length=20, default="")
    outcome_after = models.CharField(max_length=20, default="")
    by = models.CharField(max_length=200)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("arrival", "number_in_arrival"), name="decisions_of_report"),
            models.Index(fields=("kind", "at"), name="decisions_by_kind"),
        )


class InflowHour(models.Model):
    """What was filed of one hour of receipt; ``hour`` is its first moment. Counted as it is filed, never looked up."""

    hour = models.DateTimeField(unique=True)
    reports = models.IntegerField()
    monitor_hits = models.IntegerField()
