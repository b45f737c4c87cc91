"""XARF v4, messaging/spam: one report a hit, with the redacted copy as evidence.

The format wants source_port and smtp_from for protocol smtp; where the session had no port or the null sender, the protocol
is written as "other", since an invented port would accuse another customer behind the same address, and the From field in
place of the envelope a victim whose name it shows.
"""

import base64
import json
import re
import uuid
from datetime import UTC
from hashlib import sha256

from xarf import SchemaValidator

from tsuho.referral.reported_hit import ReportedHit, Reporter
from tsuho.referral.reported_line import ReportedBy, ReportedLine

_SPACE = uuid.UUID("6f1f9c1e-9a43-5a0c-8d5e-2f0f8f6f8c11")  # ours: the same hit has the same report_id for ever
SPEC = "4.2.0"
_SCHEMAS = SchemaValidator()  # reads its forty files when it is first asked; one a report took 20 ms each
_ADDRESS = re.compile(r"[^\s@<>\[\]]+@[A-Za-z0-9.-]+")


def xarf_report(hit: ReportedHit, reporter: Reporter) -> bytes:
    """The report as JSON in UTF-8, always the same bytes for the same hit; ValueError if it does not fit the schema."""
    sender = hit.mail_from if hit.mail_from and _ADDRESS.fullmatch(hit.mail_from) else None
    smtp = hit.port is not None and sender is not None
    who = _who(reporter)
    value: dict[str, object] = {
        "xarf_version": SPEC,
        "report_id": str(uuid.uuid5(_SPACE, f"{reporter.domain}/{hit.reference}")),
        "timestamp": hit.time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "reporter": who,
        "sender": who,
        "source_identifier": hit.ip,
        "category": "messaging",
        "type": "spam",
        "protocol": "smtp" if smtp else "other",
        "evidence_source": "spamtrap",
        "description": _description(hit, reporter),
        "subject": hit.redacted.subject[:500],
        "tags": [f"jp-law:{rule.lower()}" for rule, _ in hit.provisions] + [f"campaign:{hit.campaign}"],
        "evidence": [
            {
                "content_type": "message/rfc822",
                "description": "redacted copy; recipients and their codes are masked",
                "payload": base64.b64encode(hit.redacted.mail).decode(),
                "hash": f"sha256:{sha256(hit.redacted.mail).hexdigest()}",
                "size": len(hit.redacted.mail),
            }
        ],
    }
    if hit.port is not None:
        value["source_port"] = hit.port
    if sender is not None:
        value["smtp_from"] = sender
    if reporter.simulated:
        value["tags"] = ["note:simulated", *value["tags"]]  # type: ignore[misc]
    _must_fit(value)
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def xarf_line(line: ReportedLine, by: ReportedBy, reporter: Reporter) -> bytes:
    """A row of an agency's list: no evidence and no sender, since it named none; ``evidence_source`` has no word for it."""
    who, whose = _who(reporter), by.name or "a foreign enforcement agency"
    value: dict[str, object] = {
        "xarf_version": SPEC,
        "report_id": str(uuid.uuid5(_SPACE, f"{reporter.domain}/{line.reference}")),
        "timestamp": line.time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "reporter": who,
        "sender": who,
        "source_identifier": line.ip,
        "category": "messaging",
        "type": "spam",
        "protocol": "other",
        "description": (
            f"{'SIMULATED 模擬. ' if reporter.simulated else ''}Reported by {whose} and passed on by {reporter.name_en}, which has "
            "not received the message and has found nothing itself. 海外の執行機関からの報告の取次ぎです。"
        )[:1000],
        "tags": [*(["note:simulated"] if reporter.simulated else []), "report:passed-on"],
    }
    _must_fit(value)
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _who(reporter: Reporter) -> dict[str, str]:
    return {"org": reporter.name_en, "contact": reporter.contact, "domain": reporter.domain}


def _description(hit: ReportedHit, reporter: Reporter) -> str:
    articles = "; ".join(f"{rule} {article}" for rule, article in hit.provisions)
    simulated = "SIMULATED 模擬. " if reporter.simulated else ""
    return (
        f"{simulated}Unsolicited advertising mail received at a spam trap of {reporter.name_en}. "
        f"特定電子メール法に違反すると認められる広告宣伝メール（{articles}）。"
    )[:1000]


def _must_fit(value: dict[str, object]) -> None:
    if not value["source_identifier"]:
        raise ValueError("an XARF report without a source accuses nobody; the hit has no origin")
    errors = _SCHEMAS.validate(value)
    if errors:
        first = errors[0]
        raise ValueError(f"the report does not fit XARF {SPEC}: {getattr(first, 'message', first)}")
