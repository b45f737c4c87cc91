"""API keys: made and shown once, found by the hash of the token, revoked and never deleted."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.db import transaction

from tsuho.web.api.models import ApiKey

_USE_IS_NOTED_EVERY = timedelta(minutes=1)  # so that reading figures is not a write to the database each time


class Scope(StrEnum):
    """What a key may do."""

    REPORT = "report"
    FIGURES = "figures"
    FEED = "feed"
    NOTICES = "notices"
    ANSWERS = "answers"


def make_key(name: str, scopes: Iterable[Scope], at: datetime, party: str = "") -> str:
    """Make a key, bound to a partner where ``party`` is its code; its token, which stands nowhere afterwards."""
    token = f"tsuho_{secrets.token_urlsafe(32)}"
    ApiKey.objects.create(name=name, token_sha256=_hash(token), scopes=sorted(scopes), made_at=at, party=party)
    return token


def key_of(token: str, at: datetime) -> ApiKey | None:
    """The key of a token, its use noted; None for a token that is none or was revoked."""
    key = ApiKey.objects.filter(token_sha256=_hash(token), revoked_at=None).first()
    if key and (key.last_used_at is None or at - key.last_used_at >= _USE_IS_NOTED_EVERY):
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=at)
    return key


def revoke(number: int, at: datetime) -> None:
    """From now on the key opens nothing."""
    ApiKey.objects.filter(pk=number, revoked_at=None).update(revoked_at=at)


def renew_key(number: int, party: str, at: datetime) -> str | None:
    """A new key like this one of the partner's, which opens nothing from now on; None where it is not his or was revoked."""
    with transaction.atomic():
        if not ApiKey.objects.filter(pk=number, party=party, revoked_at=None).exclude(party="").update(revoked_at=at):
            return None
        old = ApiKey.objects.get(pk=number)
        return make_key(old.name, [Scope(each) for each in old.scopes], at, party)


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
