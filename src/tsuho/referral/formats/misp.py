"""The vendor feed as a MISP feed: one event a day, one email object and its indicators an item, and the feed's manifest.

Written by hand from the MISP core format, since an event is plain JSON and the library for it talks to servers; the tests
read it with that library.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from tsuho.referral.reported_hit import Reporter
from tsuho.referral.shared_item import SharedItem

_SPACE = uuid.UUID("7f0c1a44-5b0e-5d9c-8b59-6c0d1d6a2f10")
_MAX_LINKS = 20
_THREAT_LOW, _ANALYSIS_DONE, _THIS_ORGANISATION = "3", "2", "0"


def misp_feed(items: Sequence[SharedItem], day: date, reporter: Reporter) -> Mapping[str, bytes]:
    """The files of the feed of one day: manifest.json, hashes.csv and the event. Withdrawn items are not in it."""
    kept = [item for item in items if item.withdrawn_at is None]
    event = _event(kept, day, reporter)
    name = f"{event['uuid']}.json"
    attributes = [each for item in event["Object"] for each in item["Attribute"]]
    return {
        "manifest.json": _json({event["uuid"]: {key: event[key] for key in _MANIFEST}}),
        "hashes.csv": "".join(
            f"{hashlib.md5(each['value'].encode()).hexdigest()},{event['uuid']}\n"  # noqa: S324  # the feed's own key
            for each in attributes
        ).encode(),
        name: _json({"Event": event}),
    }


_MANIFEST = ("Orgc", "Tag", "info", "date", "analysis", "threat_level_id", "timestamp")


def _event(items: Sequence[SharedItem], day: date, reporter: Reporter) -> dict[str, Any]:
    mark = "[SIMULATED] " if reporter.simulated else ""
    at = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    return {
        "uuid": str(uuid.uuid5(_SPACE, f"{reporter.domain} {day}")),
        "info": f"{mark}Consented spam reports of {day}",
        "date": day.isoformat(),
        "timestamp": at,
        "published": True,
        "publish_timestamp": at,
        "analysis": _ANALYSIS_DONE,
        "threat_level_id": _THREAT_LOW,
        "distribution": _THIS_ORGANISATION,
        "Orgc": {"name": reporter.name_en, "uuid": str(uuid.uuid5(_SPACE, reporter.domain))},
        "Tag": [{"name": "tlp:amber", "colour": "#ffc000"}, *([{"name": "simulated"}] if reporter.simulated else [])],
        "Object": [_object(item) for item in items],
        "Attribute": [],
    }


def _object(item: SharedItem) -> dict[str, Any]:
    at = str(int(item.minute.timestamp()))
    facts = [
        ("subject", "email-subject", item.subject),
        ("header", "text", f"category {item.category}; language {item.language}; consent {item.consent}"),
        *([("received-header-ip", "ip-src", item.ip)] if item.ip else []),
        *([("from-domain", "domain", item.from_domain)] if item.from_domain else []),
        *[("url", "url", link) for link in item.links[:_MAX_LINKS]],
        *[("attachment", "sha256", digest) for digest, _ in item.attachments],
    ]
    return {
        "uuid": str(uuid.uuid5(_SPACE, item.reference)),
        "name": "email",
        "meta-category": "network",
        "description": "One consented report, masked",
        "template_uuid": "a0c666e0-fc65-4be8-b48f-3423d788b552",
        "template_version": "18",
        "timestamp": at,
        "distribution": "5",
        "Attribute": [_attribute(item, at, position, *fact) for position, fact in enumerate(facts) if fact[2]],
    }


def _attribute(item: SharedItem, at: str, position: int, relation: str, kind: str, value: str) -> dict[str, Any]:
    return {
        "uuid": str(uuid.uuid5(_SPACE, f"{item.reference} {position}")),
        "object_relation": relation,
        "type": kind,
        "category": "Payload delivery",
        "value": value,
        "timestamp": at,
        "to_ids": False,
        "disable_correlation": kind in {"text", "email-subject"},  # else every "お知らせ" joins every other
        "distribution": "5",
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
