"""One message of a campaign: what it says to one recipient, and the bytes that its sender writes."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from random import Random
from urllib.parse import quote

from tsuho.simulation.campaigns import Campaign
from tsuho.simulation.dates import JST, header_date, utc_date
from tsuho.simulation.display import footer
from tsuho.simulation.encoding import charset_for, header, mailbox, multipart, text_part
from tsuho.simulation.html import html_of
from tsuho.simulation.networks import Host
from tsuho.simulation.parameters import identifier
from tsuho.simulation.wording import fill


@dataclass(frozen=True, slots=True)
class Message:
    """A message before it is bytes. ``text`` has LF line ends; ``token`` is what its links tell of the recipient."""

    campaign: Campaign
    host: Host
    sent_at: datetime
    from_name: str
    from_address: str
    to: str
    subject: str
    text: str
    token: str
    domain: str
    message_id: str


def compose(campaign: Campaign, to: str, sent_at: datetime, rng: Random) -> Message:
    """What a campaign writes to one recipient at one time."""
    domain = campaign.domain_on(sent_at.astimezone(JST).date())
    token = _token(campaign.tracking, to, rng)
    given = {
        "link": campaign.landing.format(domain=domain, token=token),
        "brand": campaign.brand,
        "company": campaign.company,
        "domain": domain,
        "month": str(sent_at.astimezone(JST).month),
        "phone": f"03-0000-{campaign.last4}",
    }
    body = fill(rng.choice(campaign.bodies), rng, given) + campaign.around
    display = footer(campaign, domain, token)
    return Message(
        campaign=campaign,
        host=rng.choice(campaign.hosts),
        sent_at=sent_at,
        from_name=campaign.from_name,
        from_address=f"{campaign.local_part}@{domain}",
        to=to,
        subject=fill(rng.choice(campaign.subjects), rng, given),
        text=f"{body}\n{display}\n" if display else body,
        token=token,
        domain=domain,
        message_id=f"<{identifier(rng, 16)}.{token.replace('%40', '=')[:20]}@{domain}>",
    )


def write(message: Message, rng: Random, received: Sequence[bytes] = (), attached: bytes = b"") -> bytes:
    """The message as bytes, under the header fields that servers put above it; ``attached`` is one more part."""
    content = _content(message, rng)
    if attached:
        content = multipart("mixed", [content, attached], rng)
    return b"".join((*received, *_headers(message, rng), b"MIME-Version: 1.0\r\n", content))


def _headers(message: Message, rng: Random) -> list[bytes]:
    campaign = message.campaign
    charset = charset_for(message.subject + message.from_name, campaign.writing.split("/")[0])
    abroad = message.host.reverse_name.endswith("-net.example")
    fields = [
        b"DKIM-Signature: " + _signature(message.domain, rng) if campaign.signed else b"",
        header("Date", utc_date(message.sent_at) if abroad else header_date(message.sent_at)),
        header("From", mailbox(message.from_name, message.from_address, charset)),
        header("To", message.to),
        header("Subject", message.subject, charset),
        header("Message-ID", message.message_id),
        header("X-Mailer", campaign.mailer) if campaign.mailer else b"",
    ]
    if campaign.category == "newsletter":
        fields.append(header("List-Unsubscribe", f"<https://{message.domain}/unsub?m={message.token}>"))
    return fields


def _content(message: Message, rng: Random) -> bytes:
    charset, transfer, shape = message.campaign.writing.split("/")
    html = html_of(message.text, message.domain, message.token, preheader=message.campaign.category == "newsletter")
    if shape == "plain":
        return text_part(message.text, charset, transfer)
    if shape == "html":
        return text_part(html, charset, transfer, "html")
    parts = [text_part(message.text, charset, transfer), text_part(html, charset, transfer, "html")]
    return multipart("alternative", parts, rng)


def _signature(domain: str, rng: Random) -> bytes:
    """A DKIM-Signature of the right shape that verifies nothing."""
    body_hash = b64encode(rng.randbytes(32))
    signature = b64encode(rng.randbytes(96))
    lines = [signature[at : at + 64] for at in range(0, len(signature), 64)]
    return (
        b"v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain.encode("ascii") + b"; s=s2015;\r\n"
        b"\th=date:from:to:subject:message-id; bh=" + body_hash + b";\r\n\tb=" + b"\r\n\t ".join(lines) + b"\r\n"
    )


def _token(tracking: str, recipient: str, rng: Random) -> str:
    """What a tracking link tells of its recipient, as senders write it."""
    if tracking == "address":
        return quote(recipient, safe="")
    if tracking == "md5":
        return md5(recipient.encode("ascii"), usedforsecurity=False).hexdigest()
    if tracking == "base64":
        return b64encode(recipient.encode("ascii")).decode("ascii").rstrip("=")
    return identifier(rng, rng.randint(6, 16))
