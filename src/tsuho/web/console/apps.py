"""The Django app of the staff's windows; it brings their templates."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "tsuho.web.console"
    label = "console"
    verbose_name = "console"
