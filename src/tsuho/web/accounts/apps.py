"""The Django app of the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tsuho.web.accounts"
    label = "accounts"
    verbose_name = "accounts"

    def ready(self) -> None:
        """Begin to write what is done with accounts."""
        from tsuho.web.accounts.signals import listen

        listen()
