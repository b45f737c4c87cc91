"""The Django app of the look; it brings the template tags."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "tsuho.web.look"
    label = "look"
    verbose_name = "look"
