"""The vendor feed as a MISP feed: one event a day, one email object and its indicators an item, and the feed's manifest.

Written by hand from the MISP core format, since an event is plain JSON and the library for it talks to servers; the tests
read it with that library.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tsuho.referral.reported_hit import Reporter
from tsuho.referral.shared_item import SharedItem

_SPACE = uuid.UUID("7f0c1a44-5b0e-5d9c-8b59-6c0d1d6a2f10")
_MAX_LINKS = 20
_THREAT_LOW, _ANALYSIS_DONE, _THIS_ORGANISATION = "3", "2", "0"


def event_uuid(day: date, reporter: Reporter) -> str:
    """The name of the event of one day: the same for ever."""
    return str(uuid.uuid5(_SPACE, f"{reporter.domain} {day}"))


def misp_manifest(days: Mapping[date, datetime], reporter: Reporter) -> bytes:
    """manifest.json: every day that has an event, and when it last changed, so that a reader fetches it again only then."""
    return _json({event_uuid(day, reporter): _about(day, at, reporter) for day, at in days.items()})


def misp_event(items: Sequence[SharedItem], day: date, changed_at: datetime, reporter: Reporter) -> bytes:
    """The event of one day. A withdrawn item is an object that is deleted and says nothing: a reader deletes his too."""
    event = {
        **_about(day, changed_at, reporter),
        "uuid": event_uuid(day, reporter),
        "published": True,
        "publish_timestamp": _stamp(changed_at),
        "distribution": _THIS_ORGANISATION,
        "Object": [_object(item) if item.withdrawn_at is None else _deleted(item, item.withdrawn_at) for item in items],
        "Attribute": [],
    }
    return _json({"Event": event})


def misp_hashes(days: Iterable[tuple[date, SharedItem]], reporter: Reporter) -> bytes:
    """hashes.csv: the MD5 of each value and the event that it stands in, by which a reader looks a value up."""
    lines = (
        f"{hashlib.md5(attribute['value'].encode('utf-8', 'replace')).hexdigest()},{event_uuid(day, reporter)}\n"  # noqa: S324  # the feed's own key
        for day, item in days
        if item.withdrawn_at is None
        for attribute in _object(item)["Attribute"]
    )
    return "".join(dict.fromkeys(lines)).encode()


def _about(day: date, changed_at: datetime, reporter: Reporter) -> dict[str, Any]:
    """What the manifest and the event both say."""
    mark = "[SIMULATED] " if reporter.simulated else ""
    return {
        "info": f"{mark}Consented spam reports of {day}",
        "date": day.isoformat(),
        "timestamp": _stamp(changed_at),
        "analysis": _ANALYSIS_DONE,
        "threat_level_id": _THREAT_LOW,
        "Orgc": {"name": reporter.name_en, "uuid": str(uuid.uuid5(_SPACE, reporter.domain))},
        "Tag": [
            {"name": "tlp:amber", "colour": "#ffc000"},
            *([{"name": "simulated", "colour": "#808080"}] if reporter.simulated else []),
        ],
    }


def _deleted(item: SharedItem, withdrawn_at: datetime) -> dict[str, Any]:
    return {**_kind(item), "timestamp": _stamp(withdrawn_at), "comment": "withdrawn", "deleted": True, "Attribute": []}


def _kind(item: SharedItem) -> dict[str, Any]:
    return {
        "uuid": str(uuid.uuid5(_SPACE, item.reference)),
        "name": "email",
        "meta-category": "network",
        "description": "One consented report, masked",
        "template_uuid": "a0c666e0-fc65-4be8-b48f-3423d788b552",
        "template_version": "18",
        "distribution": "5",
    }


def _object(item: SharedItem) -> dict[str, Any]:
    at = _stamp(item.minute)
    facts = [
        ("subject", "email-subject", item.subject),
        ("header", "text", f"category {item.category}; language {item.language}; consent {item.consent}"),
        *([("received-header-ip", "ip-src", item.ip)] if item.ip else []),
        *([("from-domain", "domain", item.from_domain)] if item.from_domain else []),
        *[("url", "url", link) for link in item.links[:_MAX_LINKS]],
        *[("attachment", "sha256", digest) for digest, _ in item.attachments],
    ]
    return {
        **_kind(item),
        "timestamp": at,
        "comment": f"reference {item.reference}",
        "deleted": False,
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


def _stamp(time: datetime) -> str:
    return str(int(time.timestamp()))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
