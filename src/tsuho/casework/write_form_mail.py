"""Write what a person filled in about a mail as the letter that the reading side knows: labels one under the other, the text last.

So a report by form goes the one way of all reports, and is durable before anything of it is read (docs/reference/forms.md).
"""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What was filled in; ``consent`` is the version of the text that was agreed to, empty: none."""

    sender: str
    subject: str
    received_at: datetime | None
    headers: str
    text: str
    consent: str = ""


def write_form_mail(filled_in: FilledIn, domain: str, now: datetime) -> bytes:
    """The letter. Single fields lose their line breaks, so that none of them can pretend to be the next field."""
    received = filled_in.received_at.isoformat(sep=" ", timespec="minutes") if filled_in.received_at else ""
    lines = [
        f"差出人：{_line(filled_in.sender)}",
        f"受信日時：{received}",
        f"件名：{_line(filled_in.subject)}",
        *([f"同意：{_line(filled_in.consent)}"] if filled_in.consent else ()),
        *(["ヘッダー：", filled_in.headers.strip("\r\n")] if filled_in.headers.strip() else ()),
        "本文：",
        filled_in.text,
        "--- ここまで ---",
    ]
    body = "\r\n".join("\n".join(lines).splitlines()).encode()
    head = (
        f"From: <form@{domain}>",
        f"Date: {format_datetime(now.astimezone(UTC))}",
        "Subject: report by form",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
    )
    return "\r\n".join((*head, "", "")).encode("ascii") + base64.encodebytes(body).replace(b"\n", b"\r\n")


def _line(text: str) -> str:
    return " ".join(text.split())
