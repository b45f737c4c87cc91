"""Keeping the accounts: make one, change its role, close it, give it a new password, forget a lost second factor.

Each is written into the audit log under the name of who did it.
"""

import secrets

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from tsuho.casework.errors import CannotDo
from tsuho.web.accounts.models import PartyKind, Role, User
from tsuho.web.accounts.written import written


def new_password() -> str:
    """A password that nobody thinks up; it is shown once and stored nowhere."""
    return secrets.token_urlsafe(15)


def make_account(
    name: str,
    role: Role,
    by: str,
    *,
    party_kind: PartyKind = PartyKind.NOBODY,
    party: str = "",
    request: HttpRequest | None = None,
) -> str:
    """Make an account; its password, which is shown this once. Raises CannotDo for a name that is taken."""
    if (role == Role.PARTNER) != bool(party and party_kind):
        raise CannotDo("an account of a partner, and no other, needs the partner's code and its register")
    password = new_password()
    with transaction.atomic():
        if User.objects.filter(username=name).exists():
            raise CannotDo(f"there is an account {name!r} already; choose another name")
        is_keeper = role == Role.ADMINISTRATOR
        User.objects.create_user(
            username=name, password=password, role=role, party_kind=party_kind, party=party,
            is_staff=is_keeper, is_superuser=is_keeper,
        )  # fmt: skip
        written(request, "account_made", name, by, role=role, party=party)
    return password


def change_role(
    user: User,
    role: Role,
    by: str,
    *,
    party_kind: PartyKind = PartyKind.NOBODY,
    party: str = "",
    request: HttpRequest | None = None,
) -> None:
    """Give a person another role; the last administrator keeps his. The person signs in anew."""
    if (role == Role.PARTNER) != bool(party and party_kind):
        raise CannotDo("an account of a partner, and no other, needs the partner's code and its register")
    with transaction.atomic():
        before = user.role
        if before == Role.ADMINISTRATOR and role != before:
            _not_the_last(user)
        user.role, user.party_kind, user.party = role, party_kind, party
        # an administrator is Django's superuser too, so that nothing of it outlives the role
        user.is_superuser = user.is_staff = role == Role.ADMINISTRATOR
        user.save()
        written(request, "role_changed", user.get_username(), by, before=before, after=role, party=party)
    sign_out_everywhere(user)


def close_account(user: User, by: str, request: HttpRequest | None = None) -> None:
    """Let nobody sign in under it any more; what was done under its name stays."""
    with transaction.atomic():
        _not_the_last(user)
        user.is_active = False
        user.save()
        written(request, "account_closed", user.get_username(), by)
    sign_out_everywhere(user)


def open_again(user: User, by: str, request: HttpRequest | None = None) -> None:
    """Let the person sign in again."""
    with transaction.atomic():
        user.is_active = True
        user.save()
        written(request, "account_opened", user.get_username(), by)


def reset_password(user: User, by: str, request: HttpRequest | None = None) -> str:
    """Set a new password, which is shown this once."""
    password = new_password()
    with transaction.atomic():
        user.set_password(password)
        user.save()
        written(request, "password_reset", user.get_username(), by)
    sign_out_everywhere(user)
    return password


def forget_second_factor(user: User, by: str, request: HttpRequest | None = None) -> None:
    """Forget every second factor of a person who lost his; he sets up a new one at his next login."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        written(request, "second_factor_forgotten", user.get_username(), by)
    sign_out_everywhere(user)


def sign_out_everywhere(user: User) -> None:
    """End a person's sessions, so that what changed holds at once."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _not_the_last(user: User) -> None:
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and not others.exists():
        raise CannotDo("this is the last administrator; make another one first, or nobody can make accounts any more")
