"""The Django app of the partners' windows; it brings their templates."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "tsuho.web.partners"
    label = "partners"
    verbose_name = "partners"
