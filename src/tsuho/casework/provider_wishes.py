"""What a provider wants of what is sent to it: how often at most, in one letter or many, in which words, answered where.

The same for a notice of our own findings and for one of an agency's list: to the provider both are letters of the centre.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from tsuho.casework.partner_ports import Provider
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.referral.answer_link import MayAnswer, link_token
from tsuho.referral.documents.provider_notice import Addressee
from tsuho.words.catalogue import Words
from tsuho.words.vocabulary import NOTICES

MAY_ANSWER = timedelta(days=60)  # how long the link to the answer form works
Item = TypeVar("Item")


def waits(referring: Referring, provider: Provider, now: datetime) -> Words | None:
    """Why a provider that does not want to be written to so often waits; None: its time has come."""
    if not provider.interval_hours:
        return None
    queued = [referring.outbox.last_queued(kind, provider.code) for kind in NOTICES]
    last = max((each for each in queued if each is not None), default=None)
    if last is None or now - last >= timedelta(hours=provider.interval_hours):
        return None
    again = (last + timedelta(hours=provider.interval_hours)).astimezone(referring.moving.timezone)
    return Words("waits_interval", {"hours": provider.interval_hours, "again": f"{again:%Y-%m-%d %H:%M}"})


def in_letters(
    provider: Provider, items: Sequence[Item], asn_of: Callable[[Item], int | None], *, most: int
) -> list[Sequence[Item]]:
    """What goes into each letter, at most so many: all together, by AS, or one by one. Those of no known AS go together."""
    alike: dict[int | None, list[Item]] = {}
    for item in items:
        alike.setdefault(asn_of(item) if provider.wants == "by_as" else None, []).append(item)
    size = 1 if provider.wants == "single" else most
    return [own[start : start + size] for own in alike.values() for start in range(0, len(own), size)]


def addressee_of(referring: Referring, provider: Provider, referral: Referral, now: datetime) -> Addressee:
    """Whom a letter is for, with the signed link to its answer form where the centre has a public page."""
    url = ""
    if referring.public_url:
        may = MayAnswer(provider.code, referral.number, referring.day(now + MAY_ANSWER))
        url = f"{referring.public_url}/partners/answer/{link_token(referring.token_key, may)}"
    return Addressee(provider.name, provider.contact, provider.language, provider.formats, provider.terms_url, url)
