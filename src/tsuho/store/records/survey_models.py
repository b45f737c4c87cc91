"""The tables of the surveys: the register of services, and the book of rounds that the database refuses to change."""

from django.db import models


class SurveyService(models.Model):
    """A service (メールサービス) as a list brought it."""

    code = models.CharField(max_length=50, unique=True)
    source = models.CharField(max_length=100, db_index=True)
    value = models.JSONField()
    at = models.DateTimeField()


class SurveyEntry(models.Model):
    """One entry of a round (回): what was found, answered or seen, or the go in which it was. Kept for ever."""

    round = models.CharField(max_length=6, db_index=True)
    kind = models.CharField(max_length=20)
    value = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    simulated = models.BooleanField()
