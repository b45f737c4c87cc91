"""What every way of referring needs: where the facts lie, who is written to, how it is masked, and what the evidence proves."""

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from tsuho.casework.errors import CannotDo
from tsuho.casework.feed_item import named_in
from tsuho.casework.move_referral import Moving
from tsuho.casework.partner_ports import Partners
from tsuho.casework.ports import Hit, Lake, Networks, Outbox, Records, ReportSeen
from tsuho.casework.referral_ports import PartnerRegister, Shareable
from tsuho.casework.window_ports import InboundLists
from tsuho.engine.read_one import Reading
from tsuho.referral.mask import Mask
from tsuho.referral.recipient_codes import without_code
from tsuho.referral.redact import HandedOver, redact
from tsuho.referral.reported_hit import ReportedHit, Reporter
from tsuho.statistics.documents.asked import Ask
from tsuho.words.referrals import HandoffTo
from tsuho.words.vocabulary import Confidence, Standing, Verdict

Texts = Callable[[str, str], Mapping[str, str]]  # (document, language) → the jurisdiction's wording
_PROVED = frozenset({Standing.MONITOR.value, Standing.VERIFIED.value})


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """The figures that a document may state: what each series answers from the first day to the last, and closed months."""

    ask: Callable[[date, date], Ask]
    closed: Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Referring:
    """What referring needs. ``articles`` names the provision of each rule, ``concerns`` the categories that a body works with;
    ``grade`` says how strong the evidence against a campaign is (E0 to E4);
    ``token_key`` is the key of the masks.

    ``newest`` is the present of the mails (in a sample centre its last day), ``max_age`` how old a hit may be.
    ``public_url`` is where partners reach our windows, empty: nowhere. ``editor`` is the address of who edits the public site,
    ``chain_titles`` names the titles of chain mail that are known. Without ``figures`` no report of figures is due.
    With ``reading`` a mail is unwrapped again, to find whom it names. ``inbound`` are the lists of agencies abroad, ``networks``
    tells the AS of an address in them.
    """

    records: Records
    partners: Partners
    register: PartnerRegister
    lake: Lake
    outbox: Outbox
    moving: Moving
    reporter: Reporter
    articles: Mapping[str, str]
    texts: Texts
    concerns: Mapping[HandoffTo, frozenset[str]]
    grade: Callable[[int], str]
    token_key: bytes
    newest: datetime
    max_age: timedelta
    public_url: str = ""
    editor: str = ""
    chain_titles: Mapping[str, str] = field(default_factory=dict)
    figures: PublishedFigures | None = None
    reading: Reading | None = None
    inbound: InboundLists | None = None
    networks: Networks | None = None

    def day(self, at: datetime) -> date:
        """The day of a time where the centre is."""
        return at.astimezone(self.moving.timezone).date()


@dataclass(frozen=True, slots=True)
class StoredHit:
    """A hit with what is stored of it: its bytes, what was judged, and what our own session saw."""

    hit: Hit
    raw: bytes
    judged: Mapping[str, Any]
    mail_from: str | None
    rcpt_to: tuple[str, ...]

    @property
    def helo(self) -> str:
        """What the peer called itself in our session; a line in the mail may be the sender's invention."""
        return str(self.judged["origin"]["helo"])

    @property
    def observed(self) -> bool:
        """Whether our own session, or a front of ours, saw where it came from."""
        origin = self.judged["origin"]
        return bool(origin) and origin["confidence"] == Confidence.OBSERVED.value and origin["ip"] == self.hit.ip

    def proves(self, rules: Sequence[str]) -> bool:
        """Whether the evidence itself, not the slim row, finds every one of these rules breached at a proving standing."""
        found = {
            finding["rule"]
            for finding in self.judged["findings"]
            if finding["verdict"] == Verdict.BREACHED.value and finding["standing"] in _PROVED
        }
        return set(rules) <= found


def stored_hit(hit: Hit, lake: Lake) -> StoredHit:
    """A hit from the evidence. Raises CannotDo where it is not there: nothing is said of what cannot be shown."""
    raw = lake.raw(hit.arrival, hit.received_at)
    rows = lake.reports(hit.arrival, hit.received_at)
    judged = next((row["judged"] for row in rows if row["number_in_arrival"] == hit.number_in_arrival), None)
    door = next((row["seen_by_door"] for row in rows if row["seen_by_door"]), None)
    if not (raw and judged and door):
        raise CannotDo("cannot_speak_of_lost", arrival=hit.arrival)
    envelope = json.loads(str(door))["envelope"]
    return StoredHit(hit, raw, json.loads(str(judged)), envelope["mail_from"], tuple(envelope["rcpt_to"]))


def mask_for(referring: Referring, key: str, stored: Sequence[StoredHit], samples: Sequence[ReportSeen] = ()) -> Mask:
    """Both masks of one document: every registered monitor, whoever else these arrivals came to, and who reported the samples.

    A key of its own for each document: tokens that stayed the same for years would let a sender intersect his lists.
    """
    mask_key = hmac.new(referring.token_key, key.encode(), sha256).digest()
    monitors = [sheet.address for sheet in referring.records.monitors()]
    reporters = [address for each in samples for address in _named_in(each, referring)]
    return Mask(
        mask_key, reporters=reporters, monitors=[*monitors, *(address for each in stored for address in each.rcpt_to)]
    )


def _named_in(sample: ReportSeen, referring: Referring) -> tuple[str, ...]:
    """Whom a mail names that a person handed on: what he forwarded may hold him anywhere."""
    if referring.reading is None:
        raise CannotDo("cannot_show_unread")
    shareable = Shareable(sample.id, sample.arrival, sample.number_in_arrival, sample.received_at, "")
    return named_in(shareable, referring.lake, referring.reading)


def reported(stored: StoredHit, mask: Mask, referring: Referring) -> ReportedHit:
    """A hit as a document says it: masked, redacted, named by what only we can turn back."""
    hit, sender = stored.hit, stored.mail_from
    return ReportedHit(
        reference=hmac.new(
            referring.token_key, f"hit|{hit.arrival}|{hit.number_in_arrival}".encode(), sha256
        ).hexdigest()[:16],
        ip=hit.ip,
        port=hit.port,
        time=hit.received_at,
        helo=mask.line(stored.helo),
        mail_from=mask.line(without_code(mask.text(sender))) if sender else sender,
        provisions=tuple((rule, referring.articles.get(rule, "")) for rule in hit.rules),
        campaign=hit.campaign,
        redacted=redact(
            stored.raw, HandedOver(hit.ip, hit.port, hit.received_at, stored.helo, referring.reporter.domain), mask
        ),
    )
