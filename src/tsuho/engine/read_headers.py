"""The header facts of an original: from its own fields where its bytes survive, else from what was written about it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tsuho.engine.authentication.carried import carried_results
from tsuho.engine.parse.carrier_emoji import carrier_of
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail
from tsuho.engine.seen import Headers
from tsuho.engine.unwrap.original import Original
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Provenance

_DKIM_DOMAIN = re.compile(rb"[;\s]d=\s*([A-Za-z0-9.-]{1,253})")
_EVIDENT = ("from", "subject", "to", "reply-to", "list-unsubscribe")


def headers_of(original: Original) -> Headers:
    """Header facts with their provenance: carried in the original's own fields, or reported."""
    if original.mail is None:
        return _reported(original)
    found = _carried(original.mail)
    if original.carried:
        return found
    # what a person pasted is reported, and what some host is said to have checked in it is nobody's result
    reported = dict.fromkeys(found.provenance, Provenance.REPORTED)
    return replace(found, provenance=reported, carried_authentication=())


def _carried(mail: Mail) -> Headers:
    root = mail.root
    carrier = carrier_of(root.value("from"), root.value("message-id"))
    address, name = mailbox(header_text(root.value("from"), carrier))
    domains = (_DKIM_DOMAIN.search(value) for value in root.values("dkim-signature")[:10])
    return Headers(
        from_address=address,
        from_name=name,
        reply_to=mailbox(header_text(root.value("reply-to")))[0],
        subject=header_text(root.value("subject"), carrier),
        date=written_date(root.value("date").decode("ascii", "replace")),
        message_id=root.value("message-id").decode("ascii", "replace").strip()[:998],
        list_unsubscribe=header_text(root.value("list-unsubscribe")),
        dkim_domains=tuple(sorted({found.group(1).decode("ascii").lower() for found in domains if found})),
        evidence=_evidence(mail, carrier),
        provenance=dict.fromkeys(("from", "subject", "date", "message_id", "text"), Provenance.CARRIED),
        carried_authentication=carried_results(root),
    )


def _evidence(mail: Mail, carrier: str) -> dict[str, Evidence]:
    """Where the fields stand that a finding may quote; ``header:<n>`` spans count from the field's first byte."""
    found: dict[str, Evidence] = {}
    for index, field in enumerate(mail.root.fields):
        if field.name in _EVIDENT and field.name not in found:
            value = mail.root.source[field.value_start : field.end]
            span = (field.value_start - field.start, field.value_start - field.start + len(value))
            found[field.name] = Evidence(f"header:{index}", span, header_text(value, carrier))
    return found


def _reported(original: Original) -> Headers:
    said = original.reported
    address, name = mailbox(said.get("from", ""))
    address = said.get("sender_address") or address
    named = {
        "from": address or name,
        "subject": said.get("subject", ""),
        "date": said.get("date", ""),
        "message_id": said.get("message_id", ""),
    }
    provenance = {field: Provenance.REPORTED for field, value in named.items() if value}
    return Headers(
        from_address=address,
        from_name=said.get("from_name", "") or name,
        reply_to="",
        subject=named["subject"],
        date=written_date(named["date"]),
        message_id=named["message_id"],
        list_unsubscribe="",
        dkim_domains=(),
        evidence={},
        provenance={**provenance, "text": Provenance.REPORTED},
    )


def written_date(text: str) -> datetime | None:
    """The time a Date field states, in UTC; None where it states none, or none with a zone."""
    try:
        found = parsedate_to_datetime(text.strip())
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
