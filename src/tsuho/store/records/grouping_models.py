"""The tables by which campaigns are joined and parted: templates of texts, who was kept apart, what was changed and why."""

from django.db import models


class TextTemplate(models.Model):
    """A text that others may be copies of: its sketch (128 bytes) or the hash of a short one (16).

    It is of a ``campaign``, or of one lone ``report`` (a row number) that is in none; ``weak`` are the keys that came with it.
    """

    campaign = models.ForeignKey("records.Campaign", null=True, on_delete=models.PROTECT, related_name="templates")
    report = models.BigIntegerField(db_index=True)
    likeness = models.BinaryField()
    weak = models.JSONField(default=list)


class KeptApart(models.Model):
    """Two campaigns that a person parted; no key joins them again. ``low`` is the smaller number."""

    low = models.ForeignKey("records.Campaign", on_delete=models.PROTECT, related_name="apart_from_higher")
    high = models.ForeignKey("records.Campaign", on_delete=models.PROTECT, related_name="apart_from_lower")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("low", "high"), name="kept_apart_once"),)


class CampaignChange(models.Model):
    """A change of a campaign: merge, split, rename or overused, with when, by whom (empty: by its keys) and why.

    ``other`` is the campaign that came in or went out.
    """

    campaign = models.ForeignKey("records.Campaign", on_delete=models.PROTECT, related_name="changes")
    other = models.ForeignKey("records.Campaign", null=True, on_delete=models.PROTECT, related_name="changes_as_other")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    why = models.TextField()
    messages = models.IntegerField(default=0)


class ReporterTotal(models.Model):
    """How many reports a pseudonym sent to the centre, whatever of: what a heavy reporter is told by."""

    reporter = models.CharField(max_length=64, unique=True)
    reports = models.IntegerField()
