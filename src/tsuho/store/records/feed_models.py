"""The tables of the vendor feed: what may be seen of consented mail, who took consent back, and who pulled what."""

from django.db import models


class FeedItem(models.Model):
    """One report as the feed keeps it; ``report`` is its slim row, which may be gone before a tombstone is due.

    ``position`` and ``changed_at`` are empty for what was never offered. ``ahead``: entered out of turn, by a withdrawal.
    """

    report = models.BigIntegerField(unique=True)
    arrival = models.BigIntegerField()
    number_in_arrival = models.IntegerField()
    received_at = models.DateTimeField(db_index=True)
    reporter = models.CharField(max_length=64, db_index=True)
    reference = models.CharField(max_length=36, unique=True)
    consent = models.CharField(max_length=50)
    why_not = models.CharField(max_length=40, default="")
    position = models.BigIntegerField(null=True, unique=True)
    changed_at = models.DateTimeField(null=True, db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    ahead = models.BooleanField(default=False)

    class Meta:
        indexes = (
            # how much came in under each text, and what was taken back, without reading two million rows
            models.Index(fields=("consent", "withdrawn_at"), name="feed_by_consent"),
            models.Index(fields=("report",), name="feed_withdrawn", condition=models.Q(withdrawn_at__isnull=False)),
        )


class ConsentRefused(models.Model):
    """A reporter, by pseudonym, who took the consent back."""

    reporter = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()


class FeedPull(models.Model):
    """One vendor got items. The database refuses to change or delete a row."""

    vendor = models.CharField(max_length=50)
    at = models.DateTimeField()
    form = models.CharField(max_length=20)
    after = models.BigIntegerField()
    upto = models.BigIntegerField()
    items = models.IntegerField()
    tombstones = models.IntegerField()

    class Meta:
        indexes = (models.Index(fields=("vendor", "at"), name="feed_pull_by_vendor"),)
