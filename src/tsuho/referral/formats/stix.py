"""The vendor feed as STIX 2.1: what was seen (observed-data) of each consented mail, with the objects it consists of.

Identifiers are made from the item's reference, so that the same item is the same object for ever, and a withdrawal revokes
exactly that object (STIX 2.1 section 3.2).
"""

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import stix2

from tsuho.referral.reported_hit import Reporter
from tsuho.referral.shared_item import SharedItem

_SPACE = uuid.UUID("0e0b3d0a-33d5-5d5e-9c44-7f1f7a1c3b52")  # ours: names below it are ours for ever
_MAX_LINKS = 20


def stix_objects(items: Iterable[SharedItem], reporter: Reporter) -> list[dict[str, Any]]:
    """Objects in the order that they refer to one another: who speaks, then item after item, each object once."""
    objects: dict[str, Any] = {}
    identity = _identity(reporter)
    objects[identity.id] = identity
    for item in items:
        for each in _revoked(item, identity) if item.withdrawn_at else _observed(item, identity, reporter):
            objects[each.id] = each
    return [_plain(each) for each in objects.values()]


def _identity(reporter: Reporter) -> Any:
    at = datetime(2015, 1, 1, tzinfo=UTC)
    return stix2.Identity(
        id=f"identity--{uuid.uuid5(_SPACE, reporter.domain)}", created=at, modified=at, name=reporter.name_en,
        identity_class="organization",
    )  # fmt: skip


def _observed(item: SharedItem, identity: Any, reporter: Reporter) -> list[Any]:
    mail = stix2.EmailMessage(
        is_multipart=False, date=item.minute, subject=item.subject, body=f"reference {item.reference}"
    )
    found: list[Any] = [mail]
    if item.ip:
        found.append(stix2.IPv6Address(value=item.ip) if ":" in item.ip else stix2.IPv4Address(value=item.ip))
    if item.from_domain:
        found.append(stix2.DomainName(value=item.from_domain))
    found += [stix2.URL(value=link) for link in item.links[:_MAX_LINKS]]
    found += [stix2.File(hashes={"SHA-256": digest}, mime_type=kind) for digest, kind in item.attachments]
    labels = [item.category or "unclassified", f"consent:{item.consent}"]
    seen = stix2.ObservedData(
        id=_id(item), created=item.minute, modified=item.minute, created_by_ref=identity.id, first_observed=item.minute,
        last_observed=item.minute, number_observed=1, object_refs=[each.id for each in found],
        object_marking_refs=[stix2.TLP_AMBER.id], labels=["simulated", *labels] if reporter.simulated else labels,
    )  # fmt: skip
    return [*found, seen]


def _revoked(item: SharedItem, identity: Any) -> list[Any]:
    """The tombstone: the object of the item again, revoked. It must refer to some object, so to one that says nothing."""
    nothing = stix2.EmailMessage(is_multipart=False, body="withdrawn")
    return [
        nothing,
        stix2.ObservedData(
            id=_id(item),
            created=item.minute,
            modified=item.withdrawn_at,
            created_by_ref=identity.id,
            first_observed=item.minute,
            last_observed=item.minute,
            number_observed=1,
            object_refs=[nothing.id],
            revoked=True,
        ),
    ]


def _id(item: SharedItem) -> str:
    return f"observed-data--{uuid.uuid5(_SPACE, item.reference)}"


def _plain(each: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(each.serialize())
    return value
