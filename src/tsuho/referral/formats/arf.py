"""ARF, the abuse reporting format (RFC 5965): text for a person, fields for a machine, the redacted copy.

Source-Port by RFC 6692. Original-Rcpt-To is never given. The boundary is made from the content, so the same hit is the
same bytes.
"""

import base64
from datetime import UTC
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import urlsplit

from tsuho.engine.parse.domains import registered_domain
from tsuho.referral.reported_hit import ReportedHit, Reporter
from tsuho.referral.reported_line import ReportedBy, ReportedLine


def arf_report(hit: ReportedHit, reporter: Reporter) -> bytes:
    """The whole report as a mail part tree: header block of its own, multipart/report, three parts."""
    simulated = "[SIMULATED 模擬] " if reporter.simulated else ""
    text = (
        f"{simulated}広告宣伝メールの通報 {hit.reference}\n{reporter.name}のモニター受信機に届いた広告宣伝メールです。\n"
        f"{simulated}Report {hit.reference}: an advertising mail that reached a monitor of {reporter.name_en}.\n"
        f"{hit.ip} {hit.time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n"
    )
    return _whole(hit.reference, reporter, text, _fields(hit, reporter), ("message/rfc822", hit.redacted.mail))


def arf_line(line: ReportedLine, by: ReportedBy, reporter: Reporter) -> bytes:
    """A row of an agency's list. The third part, which RFC 5965 asks for, says that there is no mail instead of feigning one."""
    simulated = "[SIMULATED 模擬] " if reporter.simulated else ""
    utc = line.time.astimezone(UTC)
    text = (
        f"{simulated}海外の執行機関からの報告 {line.reference}\n{reporter.name}が取り次ぐもので、当センターが受信したメールではありません。\n"
        f"{simulated}Report {line.reference}: reported by {by.name or 'a foreign enforcement agency'}, passed on by {reporter.name_en}.\n"
        f"{line.ip} {utc:%Y-%m-%d %H:%M:%S} UTC\n"
    )
    fields = [
        ("Feedback-Type", "abuse"),
        ("User-Agent", f"Tsuho/{reporter.version}"),
        ("Version", "1"),
        ("Source-IP", line.ip),
        ("Arrival-Date", format_datetime(utc.replace(microsecond=0))),
        ("Incidents", "1"),
    ]
    none = b"Comments: the agency handed over an address and a time; no message is held\r\n"
    said = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return _whole(line.reference, reporter, text, said, ("text/rfc822-headers", none))


def _whole(reference: str, reporter: Reporter, text: str, fields: str, original: tuple[str, bytes]) -> bytes:
    """The part tree; its boundary is made from the content."""
    boundary = f"arf-{sha256(original[1] + reference.encode()).hexdigest()[:24]}"
    parts = (
        ("text/plain; charset=utf-8", "base64", base64.encodebytes(text.encode())),
        ("message/feedback-report", "7bit", fields.encode("ascii", "replace")),
        (original[0], "7bit", original[1]),
    )
    lines = [
        f"From: <{reporter.contact}>",
        f"Subject: {'SIMULATED ' if reporter.simulated else ''}abuse report {reference}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type=feedback-report; boundary="{boundary}"',
        "",
    ]
    whole = "\r\n".join(lines).encode() + b"\r\n"
    for content_type, encoding, content in parts:
        head = f"--{boundary}\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
        whole += head.encode() + _crlf(content) + b"\r\n"
    return whole + f"--{boundary}--\r\n".encode()


def _fields(hit: ReportedHit, reporter: Reporter) -> str:
    """The machine's fields, each in its place (RFC 5965 section 3)."""
    domains = dict.fromkeys(registered_domain(urlsplit(link).hostname or "") for link in hit.redacted.links)
    fields = [
        ("Feedback-Type", "abuse"),
        ("User-Agent", f"Tsuho/{reporter.version}"),
        ("Version", "1"),
        ("Source-IP", hit.ip),
        *([("Source-Port", str(hit.port))] if hit.port is not None else []),
        ("Arrival-Date", format_datetime(hit.time.astimezone(UTC).replace(microsecond=0))),
        ("Reporting-MTA", f"dns; {reporter.domain}"),
        *([("Original-Mail-From", f"<{hit.mail_from}>")] if hit.mail_from is not None else []),
        *[("Reported-Domain", domain) for domain in domains if domain],
        *[("Reported-URI", link) for link in hit.redacted.links if link.isascii()],
        ("Incidents", "1"),
    ]
    return "".join(f"{name}: {value}\r\n" for name, value in fields)


def _crlf(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
