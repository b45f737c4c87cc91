"""The tables of what persons noted of a campaign: refusal sets, warnings and orders, runs of refused recipients."""

from django.db import models


class RefusalNote(models.Model):
    """A three-part set (三点セット). ``recipient`` is a pseudonym; ``topic`` empty: all mail was refused."""

    campaign = models.ForeignKey("records.Campaign", on_delete=models.PROTECT, related_name="refusals")
    recipient = models.CharField(max_length=64)
    refused_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=20)
    same_recipient = models.BooleanField(null=True)
    topic = models.CharField(max_length=200)
    bounced = models.BooleanField()
    checked = models.BooleanField()
    by = models.CharField(max_length=200)
    reason = models.TextField()
    noted_at = models.DateTimeField()


class RefusalMail(models.Model):
    """A mail of a set: the first, or one that came after the refusal."""

    note = models.ForeignKey(RefusalNote, on_delete=models.PROTECT, related_name="mails")
    first = models.BooleanField()
    arrival = models.BigIntegerField()
    number_in_arrival = models.IntegerField()
    sent_at = models.DateTimeField(null=True)
    advertising = models.CharField(max_length=20)
    within_topic = models.BooleanField(null=True)

    class Meta:
        ordering = ("id",)


class MeasureNote(models.Model):
    """A warning (警告) or an order (措置命令) to the sender of a campaign, from a day on."""

    campaign = models.ForeignKey("records.Campaign", on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=10)
    day = models.DateField()
    by = models.CharField(max_length=200)
    reason = models.TextField()
    noted_at = models.DateTimeField()


class RecipientRunNote(models.Model):
    """A run of recipients that a receiving host refused: counts and a pattern, no address."""

    campaign = models.ForeignKey("records.Campaign", on_delete=models.PROTECT, related_name="recipient_runs")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    refused = models.IntegerField()
    never_assigned = models.IntegerField()
    formerly_used = models.IntegerField()
    pattern = models.CharField(max_length=20)
    by = models.CharField(max_length=200)
    reason = models.TextField()
    noted_at = models.DateTimeField()
