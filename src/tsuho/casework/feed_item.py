"""One item of the vendor feed: which consented mail may be shared, and its copy, built from the evidence each time it is asked.

Shared is what advertises, or might, and what only harms (phishing, fictitious bills). Not shared, whatever was consented to:
what speaks of one person's life or dealings, chain mail, a mail that came twice, and what could not be recovered. Of a mail
with a virus only the hashes go; of one that might be no advertisement at all the facts go and the text stays here.
"""

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Lake, Ledger, Records, ReporterPseudonyms
from tsuho.casework.referral_ports import Feed, FeedEntry, PartnerRegister, Shareable
from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import Mail, scan
from tsuho.engine.read_one import Reading, look
from tsuho.engine.seen import SeenReport
from tsuho.referral.feed_copy import (
    Boundary,
    MaskOfBoth,
    feed_copy,
    masked,
    masked_domain,
    masked_links,
    to_the_minute,
    whom_to_mask,
)
from tsuho.referral.leak_check import LeakCheck
from tsuho.referral.mask import Mask
from tsuho.referral.reported_hit import Reporter
from tsuho.referral.shared_item import SharedItem
from tsuho.words.arrival import Arrival, Envelope, Peer
from tsuho.words.vocabulary import Advertising, Confidence, Door, Reason, Source

_INCOMPLETE = frozenset(
    reason.value for reason in Reason if reason.value.startswith("I9") or reason is Reason.ORIGINAL_NOT_RECOVERED
)


@dataclass(frozen=True, slots=True)
class Feeding:
    """What the vendor feed needs. ``lures`` are categories that are shared though no advertisement, ``about_a_person`` those
    that never are; ``token_key`` makes references and masks; ``source`` is that of the counts; what is done inside ``together``
    is committed as one.
    """

    feed: Feed
    register: PartnerRegister
    lake: Lake
    records: Records
    ledger: Ledger
    audit: Audit
    pseudonyms: ReporterPseudonyms
    reading: Reading
    reporter: Reporter
    lures: frozenset[str]
    about_a_person: frozenset[str]
    token_key: bytes
    timezone: ZoneInfo
    source: Source
    together: Callable[[], AbstractContextManager[None]] = nullcontext


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report from the evidence: its bytes, what was judged of it, and what the door saw."""

    of: Shareable
    raw: bytes
    judged: Mapping[str, Any]
    door: Door
    seen_by_door: Mapping[str, Any]

    @property
    def envelope(self) -> Envelope:
        """Sender and recipients of the session that it came in."""
        said = self.seen_by_door["envelope"]
        return Envelope(said["mail_from"], tuple(said["rcpt_to"]))

    @property
    def flagged(self) -> bool:
        """Whether the mail came with its own yes to being shared, for doors that can carry one."""
        return self.seen_by_door.get("may_be_shared") is True

    @property
    def has_virus(self) -> bool:
        """Whether a virus was found in it: then nothing but hashes leaves."""
        return Reason.VIRUS.value in self.judged["reasons"]


@dataclass(frozen=True, slots=True)
class Monitors:
    """Every monitor, masked and looked for by one compiled pattern each for a whole page of items."""

    mask: Mask
    check: LeakCheck


def monitors_of(feeding: Feeding) -> Monitors:
    """The monitors of now, retired ones too."""
    addresses = [sheet.address for sheet in feeding.records.monitors()]
    return Monitors(Mask(feeding.token_key, monitors=addresses), LeakCheck(addresses))


def stored_report(shareable: Shareable, lake: Lake) -> StoredReport:
    """A report from the evidence. Raises CannotDo where it is not there."""
    raw = lake.raw(shareable.arrival, shareable.received_at)
    rows = lake.reports(shareable.arrival, shareable.received_at)
    row = next((row for row in rows if row["number_in_arrival"] == shareable.number_in_arrival), None)
    seen = next((row["seen_by_door"] for row in rows if row["seen_by_door"]), None)
    if raw is None or row is None or not row["judged"] or not seen:
        raise CannotDo("cannot_share_lost", arrival=shareable.arrival)
    return StoredReport(shareable, raw, json.loads(str(row["judged"])), Door(str(row["door"])), json.loads(str(seen)))


def reference_of(shareable: Shareable, token_key: bytes) -> str:
    """The item's name for vendors: a UUID that only we can make again from the report."""
    named = f"feed|{shareable.arrival}|{shareable.number_in_arrival}"
    return str(UUID(bytes=hmac.new(token_key, named.encode(), sha256).digest()[:16], version=4))


def why_not_shared(stored: StoredReport, feeding: Feeding) -> str:
    """Why nobody but us may see this mail, as a message key; empty: vendors may."""
    judged = stored.judged
    found, message = judged["classification"], judged["message"]
    if message is None or _INCOMPLETE.intersection(judged["reasons"]):
        return "feed_nothing_whole"
    if found["chain_class"]:
        return "feed_chain_mail"
    if stored.has_virus:
        return "" if message["attachments"] else "feed_nothing_whole"
    if found["category"] in feeding.about_a_person or found["advertising"] == Advertising.INCIDENTAL.value:
        return "feed_about_a_person"
    if found["advertising"] == Advertising.NO.value and found["category"] not in feeding.lures:
        return "feed_about_a_person"
    return ""


def build_item(feeding: Feeding, entry: FeedEntry, monitors: Monitors) -> SharedItem:
    """The item, masked. Raises CannotDo where the evidence is gone, Leaks where an address survived every mask."""
    if entry.withdrawn_at is not None:
        return tombstone(entry)
    stored = stored_report(entry.of, feeding.lake)
    seen = _seen_again(stored, feeding.reading)
    key = hmac.new(feeding.token_key, entry.reference.encode(), sha256).digest()
    mask = MaskOfBoth(key, _to_mask(stored, seen), monitors.mask)
    item = _hashes(entry, stored) if stored.has_virus else _told(feeding, entry, stored, seen, mask)
    said = "\n".join((item.subject, item.from_domain, *item.links, *(kind for _, kind in item.attachments)))
    for check in (LeakCheck(mask.own_secrets), monitors.check):
        check.must_not_leak(f"item {entry.reference}", said.encode("utf-8", "replace"))
        check.must_not_leak(f"the copy of item {entry.reference}", item.mail)
    return item


def tombstone(entry: FeedEntry) -> SharedItem:
    """What stands for a withdrawn item: its reference and when it was withdrawn, and nothing that was in it."""
    minute = to_the_minute(entry.of.received_at)
    return SharedItem(
        entry.reference, minute, "", 0, "", "", "", None, "", "", (), (), b"", entry.consent, entry.withdrawn_at
    )


def _told(
    feeding: Feeding, entry: FeedEntry, stored: StoredReport, seen: SeenReport | None, mask: MaskOfBoth
) -> SharedItem:
    found, message, origin = stored.judged["classification"], stored.judged["message"], stored.judged["origin"]
    # what was rebuilt from Outlook's own file is not the mail that was sent: a filter that learns from it learns our work
    original = seen.original.mail if seen and not seen.original.rebuilt else None
    ip = str(origin["ip"]) if origin else ""
    network = origin["network"] if origin else None
    minute = to_the_minute(entry.of.received_at)
    mail = b""
    if original is not None and found["advertising"] != Advertising.DOUBTFUL.value:
        boundary = Boundary(ip, str(origin["helo"]), origin["hop"]) if origin else None
        mail = feed_copy(original, boundary, minute, feeding.reporter.domain, mask)
    return SharedItem(
        reference=entry.reference,
        minute=minute,
        category=found["category"],
        campaign=entry.campaign,
        subject=masked(message["subject"], mask),
        from_domain=masked_domain(message["from_address"], mask),
        ip="" if ip in mask.secrets else ip,
        confidence=Confidence(origin["confidence"]) if origin else None,
        country=str(network["country"]) if network else "",
        language=message["language"],
        links=masked_links([each["url"] for each in message["links"]], mask),
        # where only text survived, the attachments are those of the reporter's own letter
        attachments=_attachments(message, mask) if original is not None else (),
        mail=mail,
        consent=entry.consent,
    )


def _hashes(entry: FeedEntry, stored: StoredReport) -> SharedItem:
    """Of a mail with a virus: the hashes of what was attached, and the category that says so."""
    attachments = tuple(
        (str(each["sha256"]), "application/octet-stream") for each in stored.judged["message"]["attachments"]
    )
    return SharedItem(
        entry.reference, to_the_minute(entry.of.received_at), "virus", 0, "", "", "", None, "", "", (), attachments, b"",
        entry.consent,
    )  # fmt: skip


def _attachments(message: Mapping[str, Any], mask: Mask) -> tuple[tuple[str, str], ...]:
    return tuple((each["sha256"], mask.line(each["content_type"], 100)) for each in message["attachments"])


def _seen_again(stored: StoredReport, reading: Reading) -> SeenReport | None:
    """The original, unwrapped again; None where today's reading finds another one than the evidence speaks of."""
    peer = stored.seen_by_door["peer"]
    arrival = Arrival(
        stored.of.arrival, stored.door, stored.of.received_at, stored.raw, Peer(**peer) if peer else None, stored.envelope,
        file_name=stored.seen_by_door["file_name"],
    )  # fmt: skip
    reports = look(arrival, reading).reports
    found = reports[stored.of.number_in_arrival] if stored.of.number_in_arrival < len(reports) else None
    same = found is not None and found.sha256 == stored.judged["message"]["sha256"]
    return found if same else None


def named_in(shareable: Shareable, lake: Lake, reading: Reading) -> tuple[str, ...]:
    """Every address in a mail that may be its reporter's or another recipient's. Raises CannotDo where its evidence is gone."""
    stored = stored_report(shareable, lake)
    return _to_mask(stored, _seen_again(stored, reading))


def _to_mask(stored: StoredReport, seen: SeenReport | None) -> tuple[str, ...]:
    arrived = scan(stored.raw)
    wrappers: Sequence[Mail] = [arrived]
    original, text = None, ""
    if seen is not None:
        original, carrier = seen.original.mail, seen.original.carrier
        wrappers = [each for each in (arrived, carrier) if original is None or each.raw != original.raw]
        text = "" if original is not None else _text_of(carrier)
    envelope = stored.envelope
    return whom_to_mask(wrappers, original, text, [envelope.mail_from or "", *envelope.rcpt_to])


def _text_of(carrier: Mail) -> str:
    return read_body(carrier).text.chars[:50_000]
