"""The ledger's tables (帳簿): the rows, their sums by day and by month, the seals, and the months that were closed."""

from django.db import models

_SPLITS = (
    "series", "day", "source", "door", "form", "language", "outcome", "reason", "medium", "country", "carrier", "kind",
    "region", "party", "tags", "correction", "corrected_on",
)  # fmt: skip


class _Split(models.Model):
    """What a count is split by. ``tags`` are joined by spaces; ``corrected_on`` is empty in a row that corrects nothing."""

    series = models.CharField(max_length=30)
    day = models.DateField()
    source = models.CharField(max_length=12)
    count = models.BigIntegerField()
    door = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=10)
    medium = models.CharField(max_length=10)
    country = models.CharField(max_length=2)
    carrier = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    region = models.CharField(max_length=40)
    party = models.CharField(max_length=100)
    tags = models.CharField(max_length=400)
    correction = models.CharField(max_length=100, default="")
    corrected_on = models.CharField(max_length=10, default="")

    class Meta:
        abstract = True


class LedgerEntry(_Split):
    """A row of the ledger. The database refuses to change or delete one."""

    key = models.CharField(max_length=200, unique=True)
    count = models.IntegerField()

    class Meta:
        indexes = (models.Index(fields=("day", "series"), name="ledger_by_day"),)


class LedgerDay(_Split):
    """The sum of one day's rows with the same splits, and how many rows they are; derived, so it may be made anew."""

    entries = models.BigIntegerField()

    class Meta:
        # the day first, because days are read one at a time; months are read by their series
        constraints = (models.UniqueConstraint(fields=("day", "series", *_SPLITS[2:]), name="one_sum_a_day"),)


class LedgerMonth(_Split):
    """The same of a month; ``day`` is its first."""

    entries = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=_SPLITS, name="one_sum_a_month"),)


class LedgerVolume(models.Model):
    """How many rows a month has of each series and source; derived. A ledger only grows, so an equal number is the same rows."""

    day = models.DateField()
    series = models.CharField(max_length=30)
    source = models.CharField(max_length=12)
    entries = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "series", "source"), name="one_volume_a_month"),)


class KeptAnswer(models.Model):
    """What a series answered, kept because it is long in the making: good while the ledger has as many rows as it was made of."""

    key = models.CharField(max_length=64, unique=True)
    made_of = models.CharField(max_length=400)
    text = models.TextField()


class LedgerSeal(models.Model):
    """A batch of rows, sealed: the digest of its rows in any order, and a hash that covers the seal before."""

    last_row = models.BigIntegerField(unique=True)
    entries = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)


class ClosedMonth(models.Model):
    """A month that was closed: the hash of its sums, the last seal, and the signature over both (empty: no key was set)."""

    month = models.CharField(max_length=7, unique=True)
    entries = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    signature = models.CharField(max_length=200)
    signed_with = models.CharField(max_length=100)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    audit = models.CharField(max_length=90, default="")
