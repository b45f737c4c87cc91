"""The table of the proofs of purge."""

from django.db import models


class PurgeProof(models.Model):
    """So many of a class went, all received before a time. The database refuses to change or delete a row.

    No column could hold a word of what went: a class, a count, times, and who had it done.
    """

    at = models.DateTimeField(db_index=True)
    what = models.CharField(max_length=20)
    count = models.BigIntegerField()
    before = models.DateTimeField()
    by = models.CharField(max_length=200)
