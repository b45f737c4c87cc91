"""The first administrator of a new centre."""

import secrets

from tsuho.web.accounts.models import Role, User


def first_administrator(name: str = "admin") -> str:
    """Make the account that makes the others; its password, which is shown once and stored nowhere."""
    password = secrets.token_urlsafe(15)
    User.objects.create_superuser(username=name, email="", password=password, role=Role.ADMINISTRATOR)
    return password
