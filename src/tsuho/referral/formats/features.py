"""The vendor feed as JSON lines: one item a line, features only; a withdrawn item is a line that says so and no more."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from tsuho.referral.shared_item import SharedItem


def feature_lines(items: Iterable[SharedItem], *, simulated: bool) -> bytes:
    """UTF-8, one object a line, in the order given; times in UTC to the minute."""
    return b"".join(
        json.dumps(_line(item, simulated=simulated), ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        for item in items
    )


def _line(item: SharedItem, *, simulated: bool) -> dict[str, object]:
    if item.withdrawn_at is not None:
        return {"reference": item.reference, "withdrawn_at": _time(item.withdrawn_at), "simulated": simulated}
    return {
        "reference": item.reference,
        "received": _time(item.minute),
        "category": item.category,
        "campaign": item.campaign,
        "subject": item.subject,
        "from_domain": item.from_domain,
        "source_ip": item.ip or None,
        "source_confidence": item.confidence.value if item.confidence else None,
        "country": item.country or None,
        "language": item.language,
        "links": list(item.links),
        "attachments": [{"sha256": digest, "type": kind} for digest, kind in item.attachments],
        "consent": item.consent,
        "simulated": simulated,
    }


def _time(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
