"""Refer: choose the recipients, redact, render, check for leaks, and queue — before anything is sent.

Provider notices: only monitor hits whose origin we observed, in breach of a provision that an official confirmed for their
campaign, not older than the limit, each once. One leak blocks one letter and says where; the others go on.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Hit, Lake, Outbox, OutboxLetter, Partners, Provider, Records
from tsuho.referral.documents.provider_notice import Addressee, Notice, provider_notice
from tsuho.referral.leak_check import LeakCheck, Leaks
from tsuho.referral.mask import Mask
from tsuho.referral.recipient_codes import without_code
from tsuho.referral.redact import HandedOver, redact
from tsuho.referral.reported_hit import ReportedHit, Reporter
from tsuho.words.vocabulary import ReferralKind

_MOST_IN_ONE = 50  # hits in one letter, which is then below 7 MB; a relay refuses what is too large


@dataclass(frozen=True, slots=True)
class Referring:
    """What referring needs: the stores, who reports, the articles of rules, the key of tokens, and the limit of age."""

    records: Records
    partners: Partners
    lake: Lake
    outbox: Outbox
    audit: Audit
    reporter: Reporter
    articles: Mapping[str, str]
    token_key: bytes
    timezone: ZoneInfo
    max_age: timedelta


@dataclass(frozen=True, slots=True)
class _Stored:
    """A hit with what is stored of it: its bytes, and what our session saw."""

    hit: Hit
    raw: bytes
    helo: str
    mail_from: str | None
    rcpt_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Referred:
    """What became of it: letters built (and queued, unless it was a dry run), and what went nowhere, with why."""

    letters: tuple[OutboxLetter, ...]
    blocked: tuple[str, ...]
    without_provider: int
    inhibited: tuple[str, ...]


def refer_provider_notices(referring: Referring, *, now: datetime, newest: datetime, dry_run: bool) -> Referred:
    """Build the notices that are due and queue them. ``newest`` is the present of the mails: now, or a simulated day."""
    due: dict[str, tuple[Provider, list[Hit]]] = {}
    without_provider = 0
    inhibited: dict[str, None] = {}
    for hit in referring.records.confirmed_hits(newest - referring.max_age):
        provider = referring.partners.provider_of(hit.ip, hit.received_at)
        if provider is None:
            without_provider += 1
        elif provider.inhibited:
            inhibited[f"{provider.code}: {provider.inhibited}"] = None
        else:
            due.setdefault(provider.code, (provider, []))[1].append(hit)
    monitors = [sheet.address for sheet in referring.records.monitors()]
    letters: list[OutboxLetter] = []
    blocked: list[str] = []
    for provider, hits in due.values():
        for start in range(0, len(hits), _MOST_IN_ONE):
            try:
                letter = _letter(
                    provider, hits[start : start + _MOST_IN_ONE], monitors, referring, now, dry_run=dry_run
                )
            except (Leaks, ValueError, CannotDo) as why:
                blocked.append(f"{provider.code}: {why}")
                if not dry_run:
                    referring.audit.write(now, "tsuho", "block", provider.code, {"why": str(why)})
                continue
            if dry_run or _queue(letter, referring, now):
                letters.append(letter)
    return Referred(tuple(letters), tuple(blocked), without_provider, tuple(inhibited))


def _letter(
    provider: Provider,
    hits: Sequence[Hit],
    monitors: Sequence[str],
    referring: Referring,
    now: datetime,
    *,
    dry_run: bool,
) -> OutboxLetter:
    stored = [_stored(hit, referring.lake) for hit in hits]
    key = sha256(" ".join([provider.code, *(str(hit.report) for hit in hits)]).encode()).hexdigest()
    # a key of its own for each letter: tokens that stayed the same for years would let a sender intersect his lists
    mask_key = hmac.new(referring.token_key, key.encode(), sha256).digest()
    mask = Mask(mask_key, monitors=[*monitors, *(address for each in stored for address in each.rcpt_to)])
    reported = [_reported(each, mask, referring) for each in stored]
    ticket = "DRY-RUN" if dry_run else referring.outbox.next_ticket(now.astimezone(referring.timezone).date())
    addressee = Addressee(provider.name, provider.contact, provider.language, provider.formats, provider.terms_url)
    notice = provider_notice(ticket, addressee, reported, referring.reporter, format_datetime(now.astimezone(UTC)))
    _must_not_leak(notice, LeakCheck(mask.secrets))
    return OutboxLetter(
        key=f"{ReferralKind.PROVIDER_NOTICE}/{key}",
        kind=ReferralKind.PROVIDER_NOTICE.value,
        ticket=ticket,
        party=provider.code,
        recipient=provider.contact,
        message_id=notice.message_id,
        subject=notice.subject,
        message=notice.mail,
        files=notice.files,
        reports=tuple(hit.report for hit in hits),
        simulated=referring.reporter.simulated,
    )


def _stored(hit: Hit, lake: Lake) -> _Stored:
    """What our own session saw comes from the evidence; a line in the mail may be the sender's invention."""
    raw = lake.raw(hit.arrival, hit.received_at)
    rows = lake.reports(hit.arrival, hit.received_at)
    judged = next((row["judged"] for row in rows if row["number_in_arrival"] == hit.number_in_arrival), None)
    door = next((row["seen_by_door"] for row in rows if row["seen_by_door"]), None)
    if not (raw and judged and door):
        raise CannotDo(f"arrival {hit.arrival} is not in the lake; find out why before anything is said of it")
    origin = json.loads(str(judged))["origin"]
    envelope = json.loads(str(door))["envelope"]
    return _Stored(hit, raw, origin["helo"], envelope["mail_from"], tuple(envelope["rcpt_to"]))


def _reported(stored: _Stored, mask: Mask, referring: Referring) -> ReportedHit:
    hit, sender, domain = stored.hit, stored.mail_from, referring.reporter.domain
    return ReportedHit(
        # the arrival's number is ours; outside, a hit is named by what only we can turn back
        reference=hmac.new(
            referring.token_key, f"hit/{hit.arrival}/{hit.number_in_arrival}".encode(), sha256
        ).hexdigest()[:16],
        ip=hit.ip,
        port=hit.port,
        time=hit.received_at,
        helo=mask.line(stored.helo),
        mail_from=mask.line(without_code(mask.text(sender))) if sender else sender,
        provisions=tuple((rule, referring.articles.get(rule, "")) for rule in hit.rules),
        campaign=hit.campaign,
        redacted=redact(stored.raw, HandedOver(hit.ip, hit.port, hit.received_at, stored.helo, domain), mask),
    )


def _must_not_leak(notice: Notice, check: LeakCheck) -> None:
    check.must_not_leak("the letter", notice.mail)
    for name, content in notice.files:
        check.must_not_leak(name, content)


def _queue(letter: OutboxLetter, referring: Referring, now: datetime) -> bool:
    """False when the outbox knows the letter: another run was faster."""
    if not referring.outbox.queue([letter], now)[0]:
        return False
    details = {"party": letter.party, "kind": letter.kind, "messages": str(len(letter.reports))}
    referring.audit.write(now, "tsuho", "queue", letter.ticket, details)
    return True
