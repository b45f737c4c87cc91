"""A law case as the mail it tells of: what a jurist wrote in YAML becomes the message that rules see."""

from datetime import datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import yaml

from tsuho.engine.law.one_message import OneMessage, PublishedAddress, Session
from tsuho.engine.parse.charsets import Decoded
from tsuho.engine.parse.html import read_html
from tsuho.engine.parse.language import language_of
from tsuho.engine.parse.links import href_links, text_links
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.text import Text, plain_text
from tsuho.words.arrival import MonitorSheet
from tsuho.words.authentication import Authentication, Signature
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Attachment
from tsuho.words.vocabulary import Channel, Form, Kind, Medium

PEER = "203.0.113.77"  # who handed a monitor's mail to us, unless a case says otherwise
TYPES = {"pdf": "application/pdf", "zip": "application/zip", "jpg": "image/jpeg"}
JAPAN_TIME = ZoneInfo("Asia/Tokyo")
VERDICTS = ("breached", "suspected", "kept", "cannot_tell")
FIELDS = {
    "name", "door", "form", "channel", "from", "reply_to", "authentication", "session", "known_landings", "published_address",
    "subject", "body", "other", "html", "not_whole", "reasons", "sent_at", "monitor", "no_finding", "provisions",
    "not_applicable", "outcome", "category", "out_of_scope", "chain_class", "source", "language", "only", "why", "to", "attached",
    "display", "basis", "parties", *VERDICTS,
}  # fmt: skip


def cases_of(package):
    """Every case of a jurisdiction, with the file it stands in."""
    folder = files(package).joinpath("cases")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            for case in yaml.safe_load(file.read_text("utf-8")):
                assert set(case) <= FIELDS, f"{case['name']}: unknown {set(case) - FIELDS}"
                assert case["source"], "a case says why"
                yield file.name, case


def _authentication(case):
    """Our own check: a result alone is that of the From field's domain; other fields are those of Authentication."""
    stated = case.get("authentication", {"spf": "pass"} if case.get("door") == "monitor" else None)
    if stated is None or case.get("channel") == "sms":
        return None
    stated = dict(stated)
    domain = mailbox(case.get("from", ""))[0].rpartition("@")[2]
    if "spf" in stated:
        stated.setdefault("spf_domain", domain)
    if isinstance(stated.get("dkim"), str):
        stated["dkim"] = [{"domain": domain, "selector": "s", "result": stated["dkim"]}]
    stated["dkim"] = tuple(Signature(**each) for each in stated.get("dkim", []))
    addresses = stated.get("helo_addresses", [PEER])
    stated["helo_addresses"] = tuple(addresses) if addresses is not None else None
    return Authentication(**stated)


def _session(case):
    """How our own session saw it: at a monitor always, unless the case says null; elsewhere only where the case says so."""
    stated = case.get("session", {} if case.get("door") == "monitor" else None)
    if stated is None or case.get("channel") == "sms":
        return None
    address = mailbox(case.get("from", ""))[0]
    usual = {
        "ip": PEER,
        "helo": f"mail.{address.rpartition('@')[2] or 'unknown.example'}",
        "mail_from": address,
        "rcpt_to": [_sheet({}).address],
    }
    found = usual | stated
    return Session(**{**found, "rcpt_to": tuple(found["rcpt_to"])})


def mail_of(case):
    """The message of a case."""
    text, links = _text(case)
    address, name = mailbox(case.get("from", ""))
    sent_at = case.get("sent_at", "2015-02-10 12:00")
    at_monitor = case.get("door") == "monitor"
    return OneMessage(
        kind=Kind.MONITOR_HIT if at_monitor else Kind.REPORT,
        form=Form(case.get("form", "direct" if at_monitor else "attached")),
        channel=Channel(case.get("channel", "mail")),
        from_address=address or case.get("from", ""),
        from_name=name,
        subject=case["subject"],
        text=text,
        links=tuple(links),
        attachments=tuple(
            Attachment(2, each, TYPES[each.rpartition(".")[2]], 1_000, "0" * 64) for each in case.get("attached", [])
        ),
        language=case.get("language", language_of(text.chars)),
        sent_at=datetime.fromisoformat(str(sent_at)).replace(tzinfo=JAPAN_TIME) if sent_at else None,
        monitor=_sheet(case.get("monitor", {})) if at_monitor and case.get("monitor", {}) is not None else None,
        reply_to=case.get("reply_to", ""),
        authentication=_authentication(case),
        session=_session(case),
        header_evidence=_fields(case),
        other_text=plain_text(case["other"]) if case.get("other") else None,
        known_landings=case.get("known_landings", {}),
        published_address=PublishedAddress(**case["published_address"]) if "published_address" in case else None,
    )


def _fields(case):
    found = {"subject": Evidence("header:3", (9, 40), case["subject"])}
    if case.get("from"):
        found["from"] = Evidence("header:2", (6, 40), case["from"])
    if "to" in case:
        found["to"] = Evidence("header:4", (4, 40), case["to"])
    return found


def _text(case):
    if case.get("html") is not None:
        shown = read_html(Decoded.of_text(case["html"]), 0)
        text, links = shown.text, href_links(shown.text, shown.links, 0)
    else:
        text, links = plain_text(case["body"]), []
    seen = {link.url for link in links}
    links += [link for link in text_links(text) if link.url not in seen]
    why = case.get("not_whole", "")
    return Text(text.chars, text.runs, text.hidden, why, text.charset_label, text.charset_used), links


def _sheet(changes):
    clean = {
        "address": "monitor07@monitor.example",
        "medium": Medium.PC,
        "carrier": "みほん回線",
        "since": datetime(2005, 4, 1, tzinfo=JAPAN_TIME),
    }
    times = {
        name: datetime.fromisoformat(str(changes[name])).replace(tzinfo=JAPAN_TIME)
        for name in ("since", "retired_at")
        if name in changes
    }
    return MonitorSheet(**(clean | changes | times))
