"""The tables of the provider register: its layers, what stands in the way of sending, and AS numbers with their days."""

from django.db import models


class ProviderLayer(models.Model):
    """One layer of a provider: ``imported`` whole from a source, or one ``confirmed`` field with who confirmed it."""

    code = models.CharField(max_length=50, db_index=True)
    layer = models.CharField(max_length=10)
    source = models.CharField(max_length=100, default="")
    field = models.CharField(max_length=30, default="")
    value = models.JSONField()
    by = models.CharField(max_length=200, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code", "layer", "source", "field"), name="one_row_a_provider_layer"),
        )


class ProviderStanding(models.Model):
    """Why nothing goes to a provider; it outlives every import, and the provider's leaving the list and coming back."""

    code = models.CharField(max_length=50, unique=True)
    inhibited = models.CharField(max_length=500, default="")
    inhibited_until = models.DateField(null=True)
    bounces = models.IntegerField(default=0)
    bounced_at = models.DateTimeField(null=True)


class ProviderAs(models.Model):
    """An AS number of a provider between two days."""

    provider = models.ForeignKey("records.Provider", on_delete=models.CASCADE, related_name="as_numbers")
    asn = models.BigIntegerField(db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)
