"""The table of the proofs of discard."""

from django.db import models


class DiscardProof(models.Model):
    """A chain mail was counted and its bytes went. The database refuses to change or delete a row.

    No column could hold a word of it: ``key`` is that of its row in the ledger, the rest are closed lists and a time.
    """

    key = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField(db_index=True)
    chain_class = models.CharField(max_length=12)
    door = models.CharField(max_length=20)
    source = models.CharField(max_length=12)
