"""The copy of a consented mail that vendors get, and who is masked in it: the reporter, all recipients, every monitor.

What the receiving side wrote goes, lines of Received with it (the table of centre-and-law, column D5): a vendor learns from
where the mail came, to the minute, and never where it went. Links keep host, path and the names of their parameters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote_plus, urlsplit

from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail, scan
from tsuho.referral.mask import Mask
from tsuho.referral.recipient_codes import (
    ADDRESS,
    links_without_codes,
    looks_like_code,
    without_codes,
    without_link_codes,
)
from tsuho.referral.redact import HandedOver, redact

_RECIPIENTS = (
    "to", "cc", "bcc", "apparently-to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to",
    "x-forwarded-to", "x-forwarded-for", "x-original-forwarder", "x-delivered-to", "resent-from", "resent-sender", "resent-to", "resent-cc",
    "resent-bcc",
)  # fmt: skip
_WRITERS = ("from", "sender", "reply-to", "return-path", "x-original-from", "x-sender", "x-envelope-from")
_FOR = re.compile(rb"\bfor\s+<?([^\s<>;]{1,320}@[^\s<>;]{1,255})>?")
_TYPED = re.compile(r"(?mi)^\W{0,10}(?:to|cc|宛先|宛て先|あて先|送信先|受信者|お届け先)\s{0,5}[:：](.{1,500})$")
_SECONDS = re.compile(rb"(?<=[ \t])(\d{1,2}:\d{2}):\d{2}(?=[ \t\r])")
_MOST = 200  # addresses of one mail that are masked; a list longer than that is cut from the copy anyway
_MOST_LINKS = 20


class MaskOfBoth(Mask):
    """The mask of one mail over that of all monitors, which is compiled once for all of them."""

    def __init__(self, key: bytes, reporters: Sequence[str], monitors: Mask) -> None:
        super().__init__(key, reporters=reporters)
        self._monitors = monitors
        self.own_secrets = self.secrets  # of this mail; the monitors' are checked by their own check
        self.secrets = (*self.secrets, *monitors.secrets)

    def text(self, text: str) -> str:
        """The text without any of them; what one mask uncovers the other looks at again."""
        return self._monitors.text(super().text(self._monitors.text(text)))


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where the mail came from, as far as somebody trusted says: ``hop`` is the index of the Received line that names it."""

    ip: str
    helo: str
    hop: int | None


def whom_to_mask(
    wrappers: Sequence[Mail], original: Mail | None, text: str, envelope: Sequence[str]
) -> tuple[str, ...]:
    """Every address that may be the reporter's or another recipient's, lower case.

    ``wrappers`` are the mails around the original, from the outside in; none where the mail is itself the original. ``text``
    is what the reporter wrote or pasted where only that survived. ``envelope`` is the sender and the recipients of the
    session. A mail that is itself the original may have come under its own sender's envelope: he is no reporter, unless
    he stands among the recipients.
    """
    found: dict[str, None] = {}
    for wrapper in wrappers:
        found |= dict.fromkeys(_addresses(wrapper, (*_WRITERS, *_RECIPIENTS)))
    if original is not None:
        found |= dict.fromkeys(_addresses(original, _RECIPIENTS))
        found |= dict.fromkeys(_received_for(original))
    for line in _TYPED.findall(text):
        found |= dict.fromkeys(each.lower() for each in ADDRESS.findall(line))
    own = set() if wrappers or original is None else set(_addresses(original, ("from", "return-path", "sender")))
    found |= dict.fromkeys(each.lower() for each in envelope if each and each.lower() not in own - set(found))
    return tuple(found)[:_MOST]


def masked(text: str, mask: Mask) -> str:
    """One line of what the sender wrote, without either mask's addresses and without his codes."""
    return mask.line(mask.text(without_codes(mask.text(links_without_codes(text)))))


def masked_domain(address: str, mask: Mask) -> str:
    """The domain of a sender's address; empty where the address is a masked one, since a domain may be a person's own."""
    if not address or address.lower() in mask.secrets:
        return ""
    return mask.line(without_link_codes(address.rpartition("@")[2].lower()), 253)


def masked_links(links: Sequence[str], mask: Mask) -> tuple[str, ...]:
    """Links as host, path and the names of their parameters, in order, each once."""
    return tuple(dict.fromkeys(mask.line(_link(link)) for link in links if "://" in link))[:_MOST_LINKS]


def feed_copy(original: Mail, boundary: Boundary | None, minute: datetime, domain: str, mask: Mask) -> bytes:
    """The redacted copy, with all times to the minute; without a named origin no line of Received stays.

    ``minute`` is the time of receipt, ``domain`` our own. Never raises.
    """
    below = boundary.hop if boundary is not None and boundary.hop is not None else None
    raw = _without_received(original, None if boundary is None else (below if below is not None else -1))
    handed_over = HandedOver(boundary.ip if boundary else "", None, minute, boundary.helo if boundary else "", domain)
    copy = redact(raw, handed_over, mask).mail
    if boundary is None:
        copy = _without_received(scan(copy), None)
    head, line, body = copy.partition(b"\r\n\r\n")
    return _SECONDS.sub(rb"\1:00", head) + line + body


def to_the_minute(time: datetime) -> datetime:
    """The minute of a time, in UTC."""
    return time.astimezone(UTC).replace(second=0, microsecond=0)


def _without_received(mail: Mail, hop: int | None) -> bytes:
    """The bytes without the lines of Received from the top to ``hop``, or without any of them (None)."""
    lines = [each for each in mail.root.fields if each.name == "received"]
    source, at = mail.root.source, mail.root.start
    pieces: list[bytes] = []
    for each in lines if hop is None else lines[: hop + 1]:
        pieces.append(source[at : each.start])
        at = source.find(b"\n", each.end) + 1 or each.end
    return b"".join((*pieces, source[at : mail.root.end]))


def _addresses(mail: Mail, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        for value in mail.root.values(name)[:20]:
            text = header_text(value)
            address, _ = mailbox(text)
            yield from (each.strip("'`").lower() for each in (address, *ADDRESS.findall(text)) if "@" in each)


def _received_for(mail: Mail) -> Iterator[str]:
    for value in mail.root.values("received"):
        yield from (each.decode("utf-8", "replace").lower() for each in _FOR.findall(value))


def _link(link: str) -> str:
    bare, _, _ = without_link_codes(link).partition("?")
    try:
        query = urlsplit(link).query
    except ValueError:
        return bare
    names = [unquote_plus(pair.partition("=")[0]) for pair in query.split("&") if "=" in pair]
    told = "&".join(f"{name}=" for name in names if re.fullmatch(r"[A-Za-z_][\w.-]{0,20}", name) and not _code(name))
    return f"{bare}?{told}" if told else bare


def _code(name: str) -> bool:
    return looks_like_code(name) or not name.isascii()
