"""The rarer forms of reports: originals in a zip, their source pasted, a provider's feedback report, fields filled in."""

import io
import zipfile
from datetime import datetime
from random import Random

from tsuho.simulation.dates import JST, utc_date
from tsuho.simulation.encoding import attachment, multipart, text_part
from tsuho.simulation.letters import comment_of, letter
from tsuho.simulation.originals import Message
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
