"""An API key: what a machine shows instead of a password, with the scopes it may use."""

from django.db import models


class ApiKey(models.Model):
    """The token itself is never stored, only its SHA-256: who reads the database cannot use it."""

    name = models.CharField(max_length=100)
    token_sha256 = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    party = models.CharField(max_length=100, default="")  # the partner whose key it is; empty: nobody's in particular
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "api"
