"""The redacted copy of a mail: what a provider may see of it, and nothing that tells who received it.

A derived document, and it says so: a few header fields, the text, and the attachments by type, size and hash. The original
stays in the evidence; its hash is not stated, since whoever sent the mail could look up which copy it was.
"""

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

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
    "x-mailer",
    "user-agent",
    "list-unsubscribe",
)
_ADDRESSES = frozenset({"from", "sender", "reply-to"})
_MAX_TEXT = 10_000  # characters of the text that are shown; fifty copies must fit into one letter
_MAX_RECEIVED = 20
_WRITER = re.compile(r"\bby (\S{1,255})(?: \([^)]*\))?")


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How the mail was handed to us, as our session or a front of ours saw it: by whom (IP, port, HELO) and when.

    ``domain`` is our own; what its hosts wrote into the mail goes.
    """

    ip: str
    port: int | None
    time: datetime
    helo: str
    domain: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The redacted copy as bytes of a mail, and the facts of it that a list shows, masked the same way."""

    mail: bytes
    sender: str
    subject: str
    date: datetime | None
    links: tuple[str, ...]


def redact(raw: bytes, handed_over: HandedOver, mask: Mask) -> Redacted:
    """Redact one mail; never raises, whatever the bytes are."""
    mail = scan(raw)
    body = read_body(mail)
    fields = [("Received", _boundary(handed_over, mask)), *_received(mail, handed_over, mask), *_shown(mail, mask)]
    text = _masked(body.text.chars[:_MAX_TEXT], mask) + _attachments(body, mask)
    head = "".join(f"{name}: {_header_value(value)}\r\n" for name, value in fields)
    head += "X-Redacted: derived document; recipients and their codes are masked\r\n"
    head += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
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


def _boundary(handed_over: HandedOver, mask: Mask) -> str:
    """The line of the handing over, in our words: the receiving host and its queue id would name the monitor."""
    port = f":{handed_over.port}" if handed_over.port is not None else ""
    at = format_datetime(handed_over.time.astimezone(UTC).replace(microsecond=0))
    return f"from {mask.line(handed_over.helo) or 'unknown'} ([{handed_over.ip}]{port}) by [receiving side]; {at}"


def _received(mail: Mail, handed_over: HandedOver, mask: Mask) -> list[tuple[str, str]]:
    """The lines of the sender's side, with whom they were for taken out; those of the receiving side go."""
    domains = (handed_over.domain, *(secret.rpartition("@")[2] for secret in mask.secrets))
    ours = {registered_domain(domain) for domain in domains}
    below = [" ".join(header_text(value).split()) for value in mail.root.values("received")]
    while below and _written_by(below[0]) in ours:
        below = below[1:]  # a front of ours, or the monitor's own carrier: what it saw stands in the boundary line
    shown = []
    for line in below[:_MAX_RECEIVED]:
        before, for_, after = line.partition(" for ")
        kept = f"{before} {after[after.find(';') :]}" if for_ and ";" in after else before
        shown.append(("Received", mask.line(_masked(_WRITER.sub(lambda found: _writer(found, ours), kept), mask), 900)))
    return shown


def _written_by(line: str) -> str:
    found = _WRITER.search(line)
    return registered_domain(found.group(1)) if found else ""


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
            masked = mask.line(_masked(text, mask), 900)
            shown.append((name.title(), _mailbox_value(masked) if name in _ADDRESSES else masked))
    if message_id := mail.root.value("message-id"):
        # the id may be made from the recipient; its token still joins two copies within this letter
        domain = header_text(message_id).rpartition("@")[2].strip("<> ")
        shown.append(
            ("Message-Id", f"<{token(mask.key, header_text(message_id))}@{mask.line(domain) or 'redacted.invalid'}>")
        )
    return shown


def _attachments(body: Body, mask: Mask) -> str:
    """Each by type, size and hash; the type is the sender's word, so it is masked too."""
    lines = [
        f"[attachment removed: {mask.line(each.content_type, 100)}, {each.size:,} bytes, sha256 {each.sha256}]"
        for each in body.attachments
    ]
    return "".join(f"\n{line}" for line in lines)


def _mailbox_value(value: str) -> str:
    """An address stays outside the encoded words, or no program reads it (RFC 2047 section 5)."""
    address, name = mailbox(value)
    if value.isascii() or not address.isascii():
        return value
    return f"{_header_value(name)} <{address}>"


def _header_value(value: str) -> str:
    """ASCII as it is; everything else as encoded words of a safe length (RFC 2047)."""
    if value.isascii():
        return value
    pieces = [value[start : start + 12] for start in range(0, len(value), 12)]
    words = (f"=?utf-8?B?{base64.b64encode(piece.encode('utf-8', 'replace')).decode()}?=" for piece in pieces)
    return "\r\n ".join(words)
