"""Refer packages to agencies abroad (海外執行機関への提供): per country and period, the confirmed hits from its networks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Hit
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, StoredHit, mask_for, reported, stored_hit
from tsuho.referral.documents.agency_bundle import HitAbroad, agency_bundle
from tsuho.referral.formats.plain_paper import paper_as_text
from tsuho.referral.formats.seal import seal
from tsuho.referral.letter import letter
from tsuho.referral.mask import Mask
from tsuho.words.catalogue import Words, messages, say
from tsuho.words.partners import Agency
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ReferralKind


def _due(referring: Referring, period: Period, _now: datetime) -> tuple[list[Referral], list[Words]]:
    """A draft for every agency that can be served and has hits; the others are passed over, with why."""
    zone = referring.moving.timezone
    since = datetime.combine(period.first, time(), zone)
    until = datetime.combine(period.last + timedelta(days=1), time(), zone)
    drafts, passed_over = [], []
    for agency in referring.register.agencies():
        hits = _confirmed(referring, referring.records.hits_between(since, until, agency.code))
        if not hits:
            continue
        if agency.started_on is None or agency.suspended:
            why = agency.suspended or Words("gate_after_start_date")
            said = {"party": agency.code, "count": len(hits), "why": why}
            passed_over.append(Words("passed_hits", said))
            continue
        drafts.append(
            Referral(
                key=f"{ReferralKind.AGENCY_BUNDLE}/{agency.code}/{period.first}/{period.last}",
                kind=ReferralKind.AGENCY_BUNDLE,
                party=agency.code,
                number=DRY_RUN,
                first_day=period.first,
                last_day=period.last,
                reports=tuple(hit.report for hit in hits),
            )
        )
    return drafts, passed_over


def _confirmed(referring: Referring, hits: Sequence[Hit]) -> list[Hit]:
    """Only hits of which a person confirmed a breach; each goes with those rules alone."""
    rules = {number: referring.records.confirmed_rules(number) for number in {hit.campaign for hit in hits}}
    kept = [replace(hit, rules=tuple(rule for rule in hit.rules if rule in rules[hit.campaign])) for hit in hits]
    return [hit for hit in kept if hit.rules]


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    agency = next((each for each in referring.register.agencies() if each.code == referral.party), None)
    if agency is None or referral.first_day is None or referral.last_day is None:
        raise CannotDo("cannot_find_agency", party=referral.party, ticket=referral.number)
    hits = _confirmed(referring, referring.records.hits(referral.reports))
    if not hits:
        raise CannotDo("cannot_nothing_confirmed", ticket=referral.number)
    stored = [stored_hit(hit, referring.lake) for hit in hits]
    mask = mask_for(referring, referral.key, stored)
    words = referring.texts("agency_bundle", agency.language)
    abroad = [_abroad(each, referring, words, mask) for each in stored]
    day = referring.day(now)
    bundle = agency_bundle(
        referral.number, agency, abroad, referring.reporter, words,
        day=day, first_day=referral.first_day, last_day=referral.last_day,
    )  # fmt: skip
    name, package = bundle.name, bundle.package
    if agency.key_kind:
        package, suffix = seal(package, agency.key_kind, agency.key)
        name += suffix
    made = letter(
        referral.number, agency.contact, f"[{referral.number}] {words['title']}", paper_as_text(bundle.cover),
        [(name, package)], referring.reporter, format_datetime(now.astimezone(UTC)), bundle.payload,
    )  # fmt: skip
    return Built(agency.contact, made, mask.secrets, _standings(referring, agency, stored, now))


def _abroad(stored: StoredHit, referring: Referring, words: Mapping[str, str], mask: Mask) -> HitAbroad:
    network = stored.hit.network
    category = f"category_{stored.judged['classification']['category']}"
    return HitAbroad(
        hit=reported(stored, mask, referring),
        asn=network.asn if network else None,
        holder=network.holder if network else "",
        gloss=say(category, "en", {}) if category in messages() else "",
        breach="; ".join(f"{rule}: {words.get(f'breach_{rule}', '')}" for rule in stored.hit.rules),
    )


def _standings(referring: Referring, agency: Agency, stored: Sequence[StoredHit], now: datetime) -> Standings:
    rules = {rule for each in stored for rule in each.hit.rules}
    confirmed = {
        rule
        for each in stored
        for rule in each.hit.rules
        if rule in referring.records.confirmed_rules(each.hit.campaign)
    }
    return Standings(
        day=referring.day(now),
        rules=tuple(sorted(rules)),
        confirmed=tuple(sorted(confirmed)),
        all_proved=all(each.proves(each.hit.rules) for each in stored),
        all_observed=all(each.observed for each in stored),
        partner_active=not agency.suspended,
        started_on=agency.started_on,
        ministry_charge=agency.ministry_charge,
        use_limits=True,  # they stand in the cover letter of every package, as its golden test holds
    )


AGENCY_BUNDLES = Way(ReferralKind.AGENCY_BUNDLE, _due, _build)
