"""The tables of what partners hand in at their windows."""

from django.db import models


class InboundListRow(models.Model):
    """One list of an agency; ``rows`` are [address, ISO time, provider]."""

    agency = models.CharField(max_length=50)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "sha256"), name="one_row_an_inbound_list"),)
        indexes = (models.Index(fields=("agency", "id"), name="inbound_of_agency"),)


class InboundTieRow(models.Model):
    """One row of an agency's lists that is in a referral, by the referral's key; a row is in one and no other."""

    agency = models.CharField(max_length=50)
    ip = models.CharField(max_length=45)
    at = models.DateTimeField()
    key = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "ip", "at"), name="one_tie_an_inbound_row"),)
        indexes = (models.Index(fields=("key",), name="inbound_rows_of_referral"),)


class MinistryRequestRow(models.Model):
    """What the ministry asked of the centre. The database refuses to change or delete a row."""

    text = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()


class MinistryAnswerRow(models.Model):
    """What the centre answered. The database refuses to change or delete a row."""

    request = models.ForeignKey(MinistryRequestRow, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
