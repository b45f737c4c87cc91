"""The vendor feed as redacted mails: one zip with a file an item, and a list of what was withdrawn."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from tsuho.referral.shared_item import SharedItem

WITHDRAWN = "withdrawn.jsonl"


def eml_zip(items: Iterable[SharedItem], *, simulated: bool) -> bytes:
    """REFERENCE.eml for each item that has a copy, and ``withdrawn.jsonl``; the same items are the same bytes for ever."""
    packed = io.BytesIO()
    gone: list[str] = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in items:
            if item.withdrawn_at is not None:
                gone.append(_tombstone(item.reference, item.withdrawn_at, simulated=simulated))
            elif item.mail:
                archive.writestr(_named(f"{item.reference}.eml", item.minute), item.mail)
        archive.writestr(_named(WITHDRAWN, datetime(1980, 1, 1, tzinfo=UTC)), "".join(gone))
    return packed.getvalue()


def _tombstone(reference: str, withdrawn_at: datetime, *, simulated: bool) -> str:
    at = f"{withdrawn_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return json.dumps({"reference": reference, "withdrawn_at": at, "simulated": simulated}) + "\n"


def _named(name: str, minute: datetime) -> zipfile.ZipInfo:
    at = minute.astimezone(UTC)
    entry = zipfile.ZipInfo(name, (max(1980, at.year), at.month, at.day, at.hour, at.minute, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # else the same bytes would differ between systems
    return entry
