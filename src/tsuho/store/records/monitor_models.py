"""The tables of the monitor rooms: versions of provenance sheets and lines of custody logs; the database refuses to change them."""

from django.db import models


class ProvenanceSheet(models.Model):
    """One version of a monitor's provenance sheet (来歴票)."""

    monitor = models.ForeignKey("Monitor", on_delete=models.PROTECT, related_name="sheets", db_index=False)
    made_by = models.CharField(max_length=200)
    made_on = models.DateField()
    machine = models.CharField(max_length=200)
    keeper = models.CharField(max_length=200)
    never_registered = models.BooleanField()
    never_used = models.BooleanField()
    never_on_paper = models.BooleanField()
    no_dealings = models.BooleanField()
    published = models.CharField(max_length=20)
    published_where = models.CharField(max_length=300)
    new_address = models.BooleanField()
    quarantine_days = models.IntegerField()
    partners = models.JSONField()
    remarks = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("monitor", "id"), name="sheets_of_monitor"),)


class CustodyLine(models.Model):
    """One line of a monitor's custody log (保管記録)."""

    monitor = models.ForeignKey("Monitor", on_delete=models.PROTECT, related_name="custody", db_index=False)
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    note = models.TextField()
    noted_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("monitor", "id"), name="custody_of_monitor"),
            models.Index(fields=("monitor", "act", "at"), name="custody_by_act"),
        )
