"""The redacted copy of a mail: what a provider may see of it, and nothing that tells who received it.

A derived document, and it says so: a few header fields, the text, and the attachments by type, size and hash. The original
stays in the evidence; its hash is not stated, since whoever sent the mail could look up which copy it was.
"""

import base64
import re
from dataclasses import dataclass
from datetime import datetime

from tsuho.engine.parse.body import Body, read_body
from tsuho.engine.parse.domains import registered_domain
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail, scan
from tsuho.engine.read_headers import written_date
from tsuho.referral.mask import Mask, token
from tsuho.referral.recipient_codes import links_without_codes, without_code, without_codes, without_link_codes

# What is not named here is dropped: unknown fields carry unknown codes.
_SHOWN = (
    "from",
    "sender",
    "reply-to",
    "return-path",
    "subject",
    "date",
    "mime-version",
    "x-mailer",
    "user-agent",
    "list-unsubscribe",
)
_MAX_TEXT = 50_000  # characters of the text that are shown
_MAX_RECEIVED = 20
_WRITER = re.compile(r"\bby (\S{1,255})(?: \([^)]*\))?")


@dataclass(frozen=True, slots=True)
class Redacted:
    """The redacted copy as bytes of a mail, and the facts of it that a list shows, masked the same way."""

    mail: bytes
    sender: str
    subject: str
    date: datetime | None
    links: tuple[str, ...]


def redact(raw: bytes, mask: Mask) -> Redacted:
    """Redact one mail; never raises, whatever the bytes are."""
    mail = scan(raw)
    body = read_body(mail)
    fields = [*_received(mail, mask), *_shown(mail, mask)]
    text = _masked(body.text.chars[:_MAX_TEXT], mask) + _attachments(body)
    head = "".join(f"{name}: {_header_value(value)}\r\n" for name, value in fields)
    head += "X-Redacted: derived document; recipients and their codes are masked\r\n"
    head += "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
    encoded = base64.encodebytes(text.encode("utf-8", "replace")).replace(b"\n", b"\r\n")
    address, name = mailbox(header_text(mail.root.value("from")))
    links = dict.fromkeys(mask.line(without_link_codes(link.url)) for link in body.links if "://" in link.url)
    return Redacted(
        mail=head.encode("utf-8", "replace") + b"\r\n" + encoded,
        sender=mask.line(_masked(f"{name} <{address}>" if name else address, mask)),
        subject=mask.line(_masked(header_text(mail.root.value("subject")), mask)),
        date=written_date(mail.root.value("date").decode("ascii", "replace")),
        links=tuple(links)[:20],
    )


def _masked(text: str, mask: Mask) -> str:
    """Links first, so that host and path stay; addresses as tokens; then the sender's codes; then what these uncovered."""
    return mask.text(without_codes(mask.text(links_without_codes(text))))


def _received(mail: Mail, mask: Mask) -> list[tuple[str, str]]:
    """The Received lines with whom they were for taken out; ids are ours or the sender's and may be looked up."""
    lines = []
    ours = {registered_domain(secret.rpartition("@")[2]) for secret in mask.secrets}
    for value in mail.root.values("received")[:_MAX_RECEIVED]:
        words = " ".join(header_text(value).split())
        before, for_, after = words.partition(" for ")
        kept = f"{before} {after[after.find(';') :]}" if for_ and ";" in after else before if for_ else words
        lines.append(("Received", mask.line(_masked(_WRITER.sub(lambda found: _writer(found, ours), kept), mask), 900)))
    return lines


def _writer(found: "re.Match[str]", ours: set[str]) -> str:
    """The receiving side's own host would say which line the monitor has."""
    return "by [receiving side]" if registered_domain(found.group(1)) in ours else found.group()


def _shown(mail: Mail, mask: Mask) -> list[tuple[str, str]]:
    shown = []
    for name in _SHOWN:
        for value in mail.root.values(name)[:1]:
            text = header_text(value)
            if name == "return-path":
                text = f"<{without_code(text.strip('<> '))}>"
            shown.append((name.title(), mask.line(_masked(text, mask), 900)))
    if message_id := mail.root.value("message-id"):
        # the id may be made from the recipient; its token still joins two copies within this letter
        domain = header_text(message_id).rpartition("@")[2].strip("<> ")
        shown.append(
            ("Message-Id", f"<{token(mask.key, header_text(message_id))}@{mask.line(domain) or 'redacted.invalid'}>")
        )
    return shown


def _attachments(body: Body) -> str:
    lines = [
        f"[attachment removed: {each.content_type}, {each.size:,} bytes, sha256 {each.sha256}]"
        for each in body.attachments
    ]
    return "".join(f"\n{line}" for line in lines)


def _header_value(value: str) -> str:
    """ASCII as it is; everything else as encoded words of a safe length (RFC 2047)."""
    if value.isascii():
        return value
    pieces = [value[start : start + 12] for start in range(0, len(value), 12)]
    words = (f"=?utf-8?B?{base64.b64encode(piece.encode('utf-8', 'replace')).decode()}?=" for piece in pieces)
    return "\r\n ".join(words)
