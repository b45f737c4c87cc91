"""Refer provider notices (対応依頼): to each provider the hits from its networks whose breach was confirmed, once each.

Only monitor hits with an origin that our own session observed, in a campaign whose illegality a person of the ministry
confirmed, and none older than the limit. What a provider wants decides the grouping: one letter for many, or one for each.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import open_referral
from tsuho.casework.ports import Hit, OutboxLetter, Provider
from tsuho.casework.queue_letter import DRY_RUN, Referred, blocked, queue_letter
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, StoredHit, mask_for, reported, stored_hit
from tsuho.referral.documents.provider_notice import Addressee, cites_article_11, provider_notice
from tsuho.referral.leak_check import Leaks
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ReferralKind

_MOST_IN_ONE = 50  # hits in one letter, which is then below 7 MB; a relay refuses what is too large


def refer_provider_notices(referring: Referring, *, now: datetime, dry_run: bool) -> Referred:
    """Build a letter for each provider that is due, and queue it unless this is a dry run."""
    due, passed_over = _due(referring)
    letters: list[OutboxLetter] = []
    held_back: list[str] = []
    for provider, hits in due:
        for group in _groups(provider, hits):
            try:
                letter = _refer_one(referring, provider, group, now, dry_run=dry_run)
            except (Leaks, ValueError, CannotDo) as why:
                held_back.append(blocked(referring, provider.code, why, now, dry_run=dry_run))
                continue
            if letter is not None:
                letters.append(letter)
    return Referred(tuple(letters), tuple(held_back), tuple(passed_over))


def _due(referring: Referring) -> tuple[list[tuple[Provider, list[Hit]]], list[str]]:
    """(who is due what, who is passed over and why)."""
    found: dict[str, tuple[Provider, list[Hit]]] = {}
    unregistered = 0
    passed_over: list[str] = []
    for hit in referring.records.confirmed_hits(referring.newest - referring.max_age):
        provider = referring.partners.provider_of(hit.ip, hit.received_at)
        if provider is None:
            unregistered += 1
        elif provider.inhibited:
            passed_over.append(f"{provider.code}: {provider.inhibited}")
        else:
            found.setdefault(provider.code, (provider, []))[1].append(hit)
    if unregistered:
        passed_over.append(f"{unregistered} hits came from networks of no registered provider (kept, not sent)")
    return list(found.values()), list(dict.fromkeys(passed_over))


def _groups(provider: Provider, hits: Sequence[Hit]) -> list[Sequence[Hit]]:
    size = 1 if provider.wants == "single" else _MOST_IN_ONE
    return [hits[start : start + size] for start in range(0, len(hits), size)]


def _refer_one(
    referring: Referring, provider: Provider, hits: Sequence[Hit], now: datetime, *, dry_run: bool
) -> OutboxLetter | None:
    """One letter; None if another run was faster."""
    stored = [stored_hit(hit, referring.lake) for hit in hits]
    key = sha256(" ".join([provider.code, *(str(hit.report) for hit in hits)]).encode()).hexdigest()
    mask = mask_for(referring, key, stored)
    told = [reported(each, mask, referring) for each in stored]
    referral = _referral(referring, provider, hits, key, now, dry_run=dry_run)
    if not dry_run and referring.outbox.letter(referral.key) is not None:
        return None
    addressee = Addressee(provider.name, provider.contact, provider.language, provider.formats, provider.terms_url)
    words = {language: referring.texts("provider_notice", language) for language in ("ja", "en")}
    date = format_datetime(now.astimezone(UTC))
    letter = provider_notice(referral.number, addressee, told, referring.reporter, words, date)
    standings = _standings(referring, stored, now, cites=cites_article_11(told))
    return queue_letter(
        referring, referral, provider.contact, letter, mask.secrets, standings, now=now, dry_run=dry_run
    )


def _referral(
    referring: Referring, provider: Provider, hits: Sequence[Hit], key: str, now: datetime, *, dry_run: bool
) -> Referral:
    days = [referring.day(hit.received_at) for hit in hits]
    draft = Referral(
        key=f"{ReferralKind.PROVIDER_NOTICE}/{key}",
        kind=ReferralKind.PROVIDER_NOTICE,
        party=provider.code,
        number=DRY_RUN if dry_run else referring.outbox.next_ticket(referring.day(now)),
        first_day=min(days),
        last_day=max(days),
        reports=tuple(hit.report for hit in hits),
        about={"lines": sorted({hit.ip for hit in hits}), "campaigns": sorted({hit.campaign for hit in hits})},
    )
    return draft if dry_run else open_referral(referring.moving, draft, now)


def _standings(referring: Referring, stored: Sequence[StoredHit], now: datetime, *, cites: bool) -> Standings:
    """What holds, asked of the evidence and of the confirmations themselves, not of the list that chose the hits."""
    campaigns = {each.hit.campaign for each in stored}
    confirmed = {number: referring.records.confirmed_rules(number) for number in campaigns}
    unconfirmed = {rule for each in stored for rule in each.hit.rules if rule not in confirmed[each.hit.campaign]}
    rules = {rule for each in stored for rule in each.hit.rules}
    return Standings(
        day=referring.day(now),
        rules=tuple(sorted(rules)),
        confirmed=tuple(sorted(rules - unconfirmed)),
        all_proved=all(each.proves(each.hit.rules) for each in stored),
        all_observed=all(each.observed for each in stored),
        oldest=min(referring.day(each.hit.received_at) for each in stored),
        newest_allowed=referring.day(referring.newest - referring.max_age),
        partner_active=True,
        cites_article_11=cites,
    )
