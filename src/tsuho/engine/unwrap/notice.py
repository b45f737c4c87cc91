"""An abuse notice of another body that is no ARF: X-ARF and XARF, Shadowserver's CSV, and letters that label what they state.

blocklist.de, Netcraft, Clean MX, SpamExperts, WebIron and their like report machines more than mails. What they state (address,
time, page) stands under ``reported``; the original is the mail they enclose, if they enclose one.
"""

import json
import re
from collections.abc import Iterator, Mapping

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.charsets import decode
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail, Part
from tsuho.engine.unwrap.archive import archives_of
from tsuho.engine.unwrap.arf import enclosed_mails
from tsuho.engine.unwrap.attached import holds_mail
from tsuho.engine.unwrap.event_table import first_event
from tsuho.engine.unwrap.feedback_fields import MAX_STATED
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.unpacking import unpack
from tsuho.words.vocabulary import Door, Form

# X-ARF 0.2 by its field names; Reported-From and the attachment's kind say nothing of the mail.
_XARF = {
    "source": "source", "date": "date", "report-type": "report_type", "category": "category", "report-id": "report_id",
    "user-agent": "user_agent", "service": "service", "port": "source_port", "domain": "reported_domain",
    "download-link": "url",
}  # fmt: skip
_XARF_LINE = re.compile(r"^\s*([A-Za-z-]{2,30})\s*:\s*(\S[^\r\n]{0,2000})\r?$", re.MULTILINE)
_XARF_SIGN = re.compile(rb"^reported-from\s*:", re.IGNORECASE | re.MULTILINE)
_NOTIFIES = re.compile(r"\b(?:abuse|takedown|autoreports?|spam-?reports?|security-?reports?|copyright)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"abuse (?:report|complaint|notice)|(?:phishing|malware|web) attack|spam (?:report|complaint)|shadowserver"
    r"|notice of (?:claimed )?infringement|copyright infringement|unauthori[sz]ed use|不正アクセス.{0,10}(?:報告|通知)"
    r"|(?:迷惑メール|スパム|フィッシング|不正).{0,12}(?:通知|通報|ご連絡)",
    re.IGNORECASE,
)
_IP = r"(\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:.]{2,40})"
_STATED_IP = re.compile(
    rf"(?:source|offending|attacking|infringers?|abusive|originating|sender|送信元|発信元|攻撃元)?[/\w' ]{{0,12}}"
    rf"(?:\bIPv?[46]?(?:[ -]?address)?|source-ip|アドレス)\s{{0,3}}[:：]\s{{0,5}}\*?\[?{_IP}",
    re.IGNORECASE,
)
_BARE_IP = re.compile(rf"\[{_IP}\]")
_STATED_DATE = re.compile(
    r"(?:recent infringement timestamp|\btime(?:stamp)?|\bdate|発生日時|検知日時|日時)\s{0,3}[:：]\s{0,5}(\S[^\r\n]{7,59})",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'）」]{4,1000}")
_ANY_IP = re.compile(rf"\A{_IP}\Z")


def notice(mail: Mail, body: Body, _door: Door) -> tuple[Original, ...]:
    """What a notice states, with the mail that it encloses; empty where the letter is no notice."""
    if not _may_be_notice(mail):
        return ()
    stated = _of_xarf(mail) or _of_events(mail) or _of_letter(mail, body)
    if not stated:
        return ()
    originals = tuple(Original(Form.NOTICE, 1, mail, mail=inner, reported=stated) for inner in _enclosed(mail))[:50]
    why = "notice_without_original"
    return originals or (Original(Form.NOTICE, 1, mail, reported=stated, why_unrecovered=why),)


def _may_be_notice(mail: Mail) -> bool:
    root = mail.root
    if root.value("x-arf") or root.value("x-xarf"):
        return True
    if any(part.type.file_name.lower() in {"report.txt", "xarf.json"} for part in mail.parts):
        return True
    sender = mailbox(header_text(root.value("from")))[0]
    return bool(_NOTIFIES.search(sender)) or bool(_SUBJECT.search(header_text(root.value("subject"))))


def _of_xarf(mail: Mail) -> dict[str, str]:
    for part in mail.parts[:20]:
        if part.children or part.type.main not in {"text", "application"} or part.type.sub == "html":
            continue
        if part.type.full == "application/json" or part.type.file_name.lower().endswith(".json"):
            if said := _of_json(part.body[:100_000]):
                return said
        elif part.type.main == "text" and _XARF_SIGN.search(part.body, 0, 20_000):
            return _of_lines(decode(part.body[:20_000], part.type.charset).text)
    return {}


def _of_lines(text: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for line in _XARF_LINE.finditer(text):
        ours = _XARF.get(line.group(1).lower())
        if ours:
            said.setdefault(ours, line.group(2).strip().strip("'\""))
    return _sorted_out(said)


def _of_json(raw: bytes) -> dict[str, str]:
    """XARF 3 and 4: one JSON object; only its plain values are read."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    inner = said.get("Report")
    flat = {**said, **inner} if isinstance(inner, dict) else said
    if not ({"xarf_version", "Version"} & flat.keys()):
        return {}
    named = {
        "source": flat.get("source_identifier") or flat.get("SourceIp"),
        "date": flat.get("timestamp") or flat.get("Date"),
        "report_type": flat.get("type") or flat.get("ReportType"),
        "category": flat.get("category") or flat.get("ReportClass"),
        "report_id": flat.get("report_id") or flat.get("ReportId"),
        "url": flat.get("url") or flat.get("SourceUrl"),
    }
    return _sorted_out({name: value for name, value in named.items() if isinstance(value, str) and value})


def _sorted_out(said: Mapping[str, str]) -> dict[str, str]:
    """The same with the source named by what it is: an address of the network, a page, or a domain."""
    found = {name: value.strip()[:MAX_STATED] for name, value in said.items() if name != "source"}
    if "@" in found.get("report_id", ""):  # an address of the body that notifies
        del found["report_id"]
    source = said.get("source", "").strip()[:MAX_STATED]
    if _ANY_IP.match(source):
        return {"source_ip": source, **found}
    if "://" in source:
        return {**found, "url": source}
    return {"reported_domain": source, **found} if source else found


def _of_events(mail: Mail) -> dict[str, str]:
    """The first event of a table that is attached, plain or in a zip."""
    for part in mail.parts[:20]:
        if part.type.file_name.lower().endswith(".csv") and (said := first_event(part.body)):
            return said
    for part in archives_of(mail)[:3]:
        for member in unpack(part.body, lambda name: name.lower().endswith(".csv")).members[:3]:
            if said := first_event(member.content):
                return said
    return {}


def _of_letter(mail: Mail, body: Body) -> dict[str, str]:
    """What the text labels; an address of the network or a page must be stated, else it is no notice."""
    text = body.text.chars[:50_000]
    subject = header_text(mail.root.value("subject"))
    ip = _STATED_IP.search(text) or _STATED_IP.search(subject)
    machine = b"auto" in mail.root.value("auto-submitted").lower() or bool(_SUBJECT.search(subject))
    page = _URL.search(subject) if machine else None
    if ip is None and page is not None:
        ip = _BARE_IP.search(text)
    if ip is None and page is None:
        return {}
    date = _STATED_DATE.search(text)
    return {
        **({"source_ip": ip.group(1)} if ip else {}),
        **({"date": date.group(1).strip(" *")} if date else {}),
        **({"url": page.group()[:MAX_STATED]} if page else {}),
    }


def _enclosed(mail: Mail) -> Iterator[Mail]:
    yield from enclosed_mails(mail)
    for part in mail.parts:
        if _is_file(part) and (inner := part.inner_mail) is not None and inner.root.fields:
            yield inner


def _is_file(part: Part) -> bool:
    return part.type.main != "message" and holds_mail(part)
