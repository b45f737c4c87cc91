"""The Django app of the records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "tsuho.store.records"
    label = "records"
    verbose_name = "records"
