"""Refer provider notices (対応依頼): to each provider the hits from its networks whose breach was confirmed, once each.

Only monitor hits with an origin that our own session observed, in a campaign whose illegality a person of the ministry
confirmed, and none older than the limit. What a provider wants decides the grouping, and how often it is written to at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import open_referral
from tsuho.casework.partner_ports import AddressAt, Provider
from tsuho.casework.ports import Hit, OutboxLetter
from tsuho.casework.provider_wishes import addressee_of, in_letters, waits
from tsuho.casework.queue_letter import DRY_RUN, OWN_ROUND, Asked, Referred, blocked, check_letter, queue_letter
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, StoredHit, mask_for, reported, stored_hit
from tsuho.referral.documents.provider_notice import cites_article_11, provider_notice
from tsuho.referral.leak_check import Leaks
from tsuho.words.catalogue import Words, as_written
from tsuho.words.referrals import ReferralState, Standings
from tsuho.words.vocabulary import ReferralKind

_MOST_IN_ONE = 50  # hits in one letter, which is then below 7 MB; a relay refuses what is too large


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for one provider: its hits, and why nothing goes there now (None: it may)."""

    provider: Provider
    hits: tuple[Hit, ...]
    why_not: Words | None


def refer_provider_notices(
    referring: Referring, *, now: datetime, dry_run: bool, only: str = "", asked: Asked = OWN_ROUND
) -> Referred:
    """Build a letter for each provider that is due (``only``: for this one), and queue it unless this is a dry run."""
    waiting, unregistered = due_notices(referring, now)
    wanted = [each for each in waiting if only in {"", each.provider.code}]
    letters: list[OutboxLetter] = []
    held_back: list[Words] = []
    for due in wanted:
        if due.why_not:
            continue
        for group in _groups(referring, due.provider, due.hits):
            try:
                stored = [stored_hit(hit, referring.lake) for hit in group]
                letter = _refer_one(referring, due.provider, stored, now, dry_run=dry_run, asked=asked)
            except (Leaks, ValueError, CannotDo) as why:
                held_back.append(
                    blocked(referring, due.provider.code, as_written(due.provider.code), why, now, dry_run=dry_run)
                )
                continue
            if letter is not None:
                letters.append(letter)
    passed_over = [
        Words("passed_waiting", {"party": each.provider.code, "why": each.why_not, "count": len(each.hits)})
        for each in wanted
        if each.why_not
    ]
    if unregistered and not only:
        passed_over.append(Words("passed_unregistered", {"count": unregistered}))
    return Referred(tuple(letters), tuple(held_back), tuple(passed_over))


def first_notice(referring: Referring, code: str, now: datetime) -> tuple[OutboxLetter, Sequence[StoredHit]] | None:
    """The first letter that is due to a provider, as it would leave, with what is stored of its hits; nothing is changed. None: nothing is due.

    Raises Leaks or CannotDo where it would not leave.
    """
    due = next((each for each in due_notices(referring, now)[0] if each.provider.code == code), None)
    if due is None:
        return None
    stored = [stored_hit(hit, referring.lake) for hit in _groups(referring, due.provider, due.hits)[0]]
    letter = _refer_one(referring, due.provider, stored, now, dry_run=True, asked=OWN_ROUND)
    return (letter, stored) if letter else None


def standings_of(referring: Referring, referral: Referral, now: datetime) -> Standings:
    """What holds now of a notice that stands, its letter searched for addresses once more. Raises Leaks or CannotDo."""
    queued, provider = referring.outbox.letter(referral.key), referring.partners.provider(referral.party)
    if queued is None or provider is None:
        raise CannotDo("cannot_notice_nobody", ticket=referral.number)
    confirmed = referring.records.confirmed_rules
    hits = [
        replace(hit, rules=tuple(rule for rule in hit.rules if rule in confirmed(hit.campaign)))
        for hit in referring.records.hits(referral.reports)
    ]
    # a letter that stands cannot lose a line: one hit that proves no more, and all of it stays here
    if len(hits) < max(1, len(referral.reports)) or not all(hit.rules for hit in hits):
        raise CannotDo("cannot_notice_unproved", ticket=referral.number)
    stored = [stored_hit(hit, referring.lake) for hit in hits]
    mask = mask_for(referring, referral.key, stored)
    check_letter(queued.letter, mask.secrets)
    cites = cites_article_11([reported(each, mask, referring) for each in stored])
    standings = _standings(referring, stored, now, cites=cites)
    return replace(standings, leaks=0, partner_active=not provider.held_back(referring.day(now)))


def due_notices(referring: Referring, now: datetime) -> tuple[list[Due], int]:
    """(what waits for each provider, how many hits came from networks of no registered one)."""
    found: dict[str, tuple[Provider, list[Hit]]] = {}
    unregistered = 0
    hits = referring.records.confirmed_hits(referring.newest - referring.max_age)
    places = [AddressAt(hit.ip, hit.received_at, hit.network.asn if hit.network else None) for hit in hits]
    for hit, provider in zip(hits, referring.partners.providers_of(places), strict=True):
        if provider is None:
            unregistered += 1
        else:
            found.setdefault(provider.code, (provider, []))[1].append(hit)
    return [
        Due(provider, tuple(hits), provider.held_back(referring.day(now)) or waits(referring, provider, now))
        for provider, hits in found.values()
    ], unregistered


def _groups(referring: Referring, provider: Provider, hits: Sequence[Hit]) -> list[Sequence[Hit]]:
    """The hits of each letter. What an interrupted run opened already is grouped as it was, so that its ticket is used."""
    left = {hit.report: hit for hit in hits}
    groups: list[Sequence[Hit]] = [
        [left.pop(report) for report in draft.reports]
        for draft in referring.moving.referrals.standing(ReferralKind.PROVIDER_NOTICE, [ReferralState.DRAFT])
        if draft.party == provider.code and draft.reports and set(draft.reports) <= set(left)
    ]
    return groups + in_letters(
        provider, list(left.values()), lambda hit: hit.network.asn if hit.network else None, most=_MOST_IN_ONE
    )


def _refer_one(
    referring: Referring, provider: Provider, stored: Sequence[StoredHit], now: datetime, *, dry_run: bool, asked: Asked
) -> OutboxLetter | None:
    """One letter; None if another run was faster."""
    hits = [each.hit for each in stored]
    key = sha256(" ".join([provider.code, *(str(hit.report) for hit in hits)]).encode()).hexdigest()
    mask = mask_for(referring, key, stored)
    told = [reported(each, mask, referring) for each in stored]
    referral = _referral(referring, provider, hits, key, now, dry_run=dry_run)
    if not dry_run and referring.outbox.letter(referral.key) is not None:
        return None
    words = {language: referring.texts("provider_notice", language) for language in ("ja", "en")}
    date = format_datetime(now.astimezone(UTC))
    addressee = addressee_of(referring, provider, referral, now)
    letter = provider_notice(referral.number, addressee, told, referring.reporter, words, date)
    standings = _standings(referring, stored, now, cites=cites_article_11(told))
    oldest = min(hit.received_at for hit in hits)
    # in a sample centre the mails' present stands still while the clock runs on: what is left of the limit may be waited
    leave_by = now + referring.max_age - (referring.newest - oldest)
    return queue_letter(
        referring, referral, provider.contact, letter, mask.secrets, standings,
        now=now, dry_run=dry_run, leave_by=leave_by, asked=asked,
    )  # fmt: skip


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
