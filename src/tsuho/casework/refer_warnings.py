"""Refer warnings (警告): drafted for senders whose identity was verified outside their mails, sent only as the ministry approves.

A campaign is warned when monitors prove it: at least evidence grade E2. The letter goes to the verified identity, never to a
name or address that a mail displays.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.paper_letter import paper_letter
from tsuho.casework.ports import Hit
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, StoredHit, mask_for, stored_hit
from tsuho.engine.parse.links import defang
from tsuho.referral.documents.warning import Authority, Warned, warning
from tsuho.referral.mask import Mask
from tsuho.words.catalogue import Words
from tsuho.words.partners import Sender
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ReferralKind

DAYS_TO_ANSWER = 14
_READ_OF_EACH = 20  # hits whose evidence is read for one warning; the number in the letter is that of all
_DISPLAY = ("V41", "V42", "V43", "V44", "V45")


def _due(referring: Referring, period: Period, _now: datetime) -> tuple[list[Referral], list[Words]]:
    drafts, passed_over = [], []
    for sender in referring.register.senders():
        for campaign in sender.campaigns:
            hits = _hits(referring, campaign, period)
            if not hits:
                continue
            if sender.identity is None:
                passed_over.append(Words("passed_unverified", {"campaign": campaign, "sender": sender.code}))
                continue
            drafts.append(
                Referral(
                    key=f"{ReferralKind.WARNING}/{sender.code}/{campaign}/{period.first}",
                    kind=ReferralKind.WARNING,
                    party=sender.code,
                    number=DRY_RUN,
                    campaign=campaign,
                    first_day=period.first,
                    last_day=period.last,
                    reports=tuple(hit.report for hit in hits),
                )
            )
    return drafts, passed_over


def _hits(referring: Referring, campaign: int, period: Period) -> list[Hit]:
    zone = referring.moving.timezone
    since = datetime.combine(period.first, time(), zone)
    until = datetime.combine(period.last + timedelta(days=1), time(), zone)
    return referring.records.hits_between(since, until, campaign=campaign)


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    sender = next((each for each in referring.register.senders() if each.code == referral.party), None)
    ministry = referring.register.ministry()
    if sender is None or sender.identity is None or not sender.identity.contact:
        raise CannotDo("cannot_warn_unverified", party=referral.party)
    if ministry is None:
        raise CannotDo("cannot_warn_without_ministry")
    hits = referring.records.hits(referral.reports)
    if not hits or referral.campaign is None:
        raise CannotDo("cannot_hits_gone", ticket=referral.number)
    stored = [stored_hit(hit, referring.lake) for hit in hits[:_READ_OF_EACH]]
    mask = mask_for(referring, referral.key, stored)
    rules = _rules(stored)
    words = referring.texts("warning", "ja")
    warned = _warned(referring, referral, sender, hits, stored, rules, mask)
    authority = Authority(ministry.names, ministry.section, ministry.official)
    paper = warning(
        warned,
        authority,
        referring.reporter,
        words,
        language="ja",
        day=referring.day(now),
        draft=referral.number == DRY_RUN,
    )
    standings = Standings(
        day=referring.day(now),
        rules=rules,
        confirmed=tuple(sorted(referring.records.confirmed_rules(referral.campaign))),
        all_proved=all(each.proves(rules) for each in stored),
        identity_verified=True,
    )
    made = paper_letter(referral, sender.identity.contact, paper, referring.reporter, now)
    return Built(sender.identity.contact, made, mask.secrets, standings)


def _rules(stored: Sequence[StoredHit]) -> tuple[str, ...]:
    """What every one of them breached: a warning says nothing that only some of the mails show."""
    found = Counter(rule for each in stored for rule in set(each.hit.rules))
    return tuple(sorted(rule for rule, count in found.items() if count == len(stored)))


def _warned(
    referring: Referring, referral: Referral, sender: Sender, hits: Sequence[Hit], stored: Sequence[StoredHit],
    rules: Sequence[str], mask: Mask,
) -> Warned:  # fmt: skip
    identity = sender.identity
    if identity is None:
        raise CannotDo("cannot_sender_unverified", sender=sender.code)
    first = stored[0].judged["message"] or {}
    hosts = dict.fromkeys(link["domain"] for each in stored for link in (each.judged["message"] or {}).get("links", ()))
    words = referring.texts("agency_bundle", "ja")
    days = [referring.day(hit.received_at) for hit in hits]
    return Warned(
        number=referral.number,
        campaign=referral.campaign or 0,
        addressee=identity.name,
        first_day=min(days),
        last_day=max(days),
        messages=len(hits),
        subject=mask.line(str(first.get("subject", ""))),
        displayed=mask.line(str(first.get("from_name", ""))),
        landing_hosts=tuple(defang(host) for host in list(hosts)[:5] if host),
        provisions=tuple((rule, referring.articles.get(rule, ""), words.get(f"breach_{rule}", "")) for rule in rules),
        missing=tuple(words[f"breach_{rule}"] for rule in rules if rule in _DISPLAY),
        deadline=referring.day(referring.newest) + timedelta(days=DAYS_TO_ANSWER),
    )


WARNINGS = Way(ReferralKind.WARNING, _due, _build)
