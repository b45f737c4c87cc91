"""The Django app of the programming interface."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tsuho.web.api"
    label = "api"
    verbose_name = "api"
