"""The rarer forms of reports: a zip, a pasted source, feedback and notices of other bodies, a mail returned, fields filled in."""

import io
import json
import zipfile
from datetime import datetime
from random import Random

from tsuho.simulation.dates import JST, header_date, utc_date
from tsuho.simulation.encoding import attachment, header, multipart, text_part
from tsuho.simulation.invented import MARK
from tsuho.simulation.letters import comment_of, letter
from tsuho.simulation.originals import Message
from tsuho.simulation.parameters import identifier
from tsuho.simulation.reporters import Reporter

_TIME = (1980, 1, 1, 0, 0, 0)  # of a member: the simulation's bytes must not depend on when it runs


def archived(reporter: Reporter, to: str, originals: list[bytes], at: datetime, rng: Random) -> bytes:
    """A letter with its originals as .eml files in one zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, original in enumerate(originals, start=1):
            archive.writestr(zipfile.ZipInfo(f"mail{number}.eml", _TIME), original)
    parts = [
        text_part(f"{comment_of(rng)}\n", "iso-2022-jp", "7bit"),
        attachment(packed.getvalue(), "application/zip", "mails.zip"),
    ]
    content = multipart("mixed", parts, rng)
    return letter(reporter, to, "迷惑メール情報提供", content, at, rng, charset="iso-2022-jp")


def can_be_pasted(original: bytes) -> bool:
    """Whether the source of a mail survives being pasted into another: plain ASCII, and nothing that only escapes say."""
    return original.isascii() and b"\x1b" not in original


def pasted_source(reporter: Reporter, to: str, original: bytes, at: datetime, rng: Random) -> bytes:
    """A letter with the whole source of a mail below a line of the reporter's own."""
    source = original.decode("ascii").replace("\r\n", "\n").rstrip("\n")
    content = text_part(f"{comment_of(rng) or 'ソースを貼ります。'}\n\n{source}\n", "utf-8", "base64")
    return letter(reporter, to, "迷惑メールのソース", content, at, rng)


def feedback(reporter: Reporter, to: str, original: bytes, message: Message, at: datetime, rng: Random) -> bytes:
    """What a mailbox provider sends when its customer presses a button (ARF, RFC 5965)."""
    fields = (
        "Feedback-Type: abuse\r\nUser-Agent: MihonFeedback/1.0\r\nVersion: 1\r\n"
        f"Original-Mail-From: <{message.from_address}>\r\nArrival-Date: {utc_date(message.sent_at)}\r\n"
        f"Source-IP: {message.host.ip}\r\nReported-Domain: {message.domain}\r\n"
    )
    parts = [
        text_part("This is an email abuse report.\n", "us-ascii", "7bit"),
        b"Content-Type: message/feedback-report\r\n\r\n" + fields.encode("ascii"),
        b"Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n" + original,
    ]
    content = multipart('report; report-type="feedback-report"', parts, rng)
    return letter(reporter, to, f"FW: {message.subject}", content, at, rng)


def filled_in(reporter: Reporter, to: str, message: Message, at: datetime, rng: Random) -> bytes:
    """What somebody typed into a form's fields, one under the other."""
    received_at = message.sent_at.astimezone(JST)
    text = (
        f"件名：{message.subject}\n差出人：{message.from_name} <{message.from_address}>\n"
        f"受信日時：{received_at:%Y/%m/%d %H:%M}\n本文：\n{message.text.rstrip()}\n"
    )
    content = text_part(text, "utf-8", "base64")
    return letter(reporter, to, "迷惑メール情報提供フォーム", content, at, rng)


def short_message(reporter: Reporter, to: str, message: Message, at: datetime, rng: Random) -> bytes:
    """A short message typed into the form's fields for it: the sender's number, when it came, its text."""
    received_at = message.sent_at.astimezone(JST)
    number = f"090-0000-{message.campaign.last4}"
    text = f"送信元番号：{number}\n受信日時：{received_at:%Y/%m/%d %H:%M}\n本文：\n{message.text.rstrip()}\n"
    content = text_part(text, "utf-8", "base64")
    return letter(reporter, to, "SMSの情報提供", content, at, rng)


def notified(reporter: Reporter, to: str, original: bytes, message: Message, at: datetime, rng: Random) -> bytes:
    """What another body that watches for abuse sends on (XARF 4), with the mail that it tells of."""
    stated = {
        "xarf_version": "4.0.0",
        "report_id": identifier(rng, 24),
        "timestamp": message.sent_at.isoformat(),
        "category": "messaging",
        "type": "spam",
        "source_identifier": message.host.ip,
    }
    parts = [
        text_part("This is an abuse notice; see the attachments.\n", "us-ascii", "7bit"),
        attachment(json.dumps(stated).encode(), "application/json", "xarf.json"),
        b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + original,
    ]
    return letter(reporter, to, "Abuse notice (XARF)", multipart("mixed", parts, rng), at, rng)


def returned(reporter: Reporter, to: str, original: bytes, at: datetime, rng: Random) -> bytes:
    """A mail sent under the reporter's address comes back to him (RFC 3464), and he has such returns passed on to the centre."""
    domain = f"mx.{identifier(rng, 8)}.example"
    status = (
        f"Reporting-MTA: dns; {domain}\r\n\r\nFinal-Recipient: rfc822; {identifier(rng, 8)}@{domain}\r\nAction: failed\r\n"
        "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n"
    )
    parts = [
        text_part("This is the mail system. Your message could not be delivered.\n", "us-ascii", "7bit"),
        b"Content-Type: message/delivery-status\r\n\r\n" + status.encode("ascii"),
        b"Content-Type: message/rfc822\r\n\r\n" + original,
    ]
    fields = (
        header(*MARK),
        header("Resent-From", reporter.address),
        header("Resent-To", to),
        header("Date", header_date(at)),
        header("From", f"MAILER-DAEMON@{domain} (Mail Delivery System)"),
        header("To", reporter.address),
        header("Subject", "Undelivered Mail Returned to Sender"),
        header("Message-ID", f"<{identifier(rng, 20)}@{domain}>"),
        b"MIME-Version: 1.0\r\n",
    )
    return b"".join(fields) + multipart("report; report-type=delivery-status", parts, rng)
