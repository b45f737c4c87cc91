"""Refer drafts of inquiries (第29条照会案) to the ministry: for confirmed campaigns whose sender nobody has identified yet."""

from datetime import datetime, time, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.paper_letter import paper_letter
from tsuho.casework.ports import Hit
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, mask_for, stored_hit
from tsuho.referral.documents.inquiry_draft import Identifier, Inquiry, inquiry_draft
from tsuho.words.catalogue import Words
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ReferralKind

_MOST_ADDRESSES = 20
_MOST_CAMPAIGNS = 200


def _due(referring: Referring, period: Period, _now: datetime) -> tuple[list[Referral], list[Words]]:
    known = {number for sender in referring.register.senders() if sender.identity for number in sender.campaigns}
    drafts = []
    for campaign in referring.records.campaigns(limit=_MOST_CAMPAIGNS):
        if campaign.id in known or not referring.records.confirmed_rules(campaign.id):
            continue
        hits = _hits(referring, campaign.id, period)
        if hits:
            drafts.append(
                Referral(
                    key=f"{ReferralKind.INQUIRY_DRAFT}/{campaign.id}/{period.first}",
                    kind=ReferralKind.INQUIRY_DRAFT,
                    party="ministry",
                    number=DRY_RUN,
                    campaign=campaign.id,
                    first_day=period.first,
                    last_day=period.last,
                    reports=tuple(hit.report for hit in hits),
                )
            )
    return drafts, []


def _hits(referring: Referring, campaign: int, period: Period) -> list[Hit]:
    zone = referring.moving.timezone
    since = datetime.combine(period.first, time(), zone)
    return referring.records.hits_between(
        since, datetime.combine(period.last + timedelta(days=1), time(), zone), campaign=campaign
    )


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    ministry = referring.register.ministry()
    if ministry is None:
        raise CannotDo("cannot_inquire_without_ministry")
    hits = referring.records.hits(referral.reports)
    if not hits or referral.campaign is None:
        raise CannotDo("cannot_hits_gone", ticket=referral.number)
    confirmed = referring.records.confirmed_rules(referral.campaign)
    stored = [stored_hit(hit, referring.lake) for hit in hits[:_MOST_ADDRESSES]]
    mask = mask_for(referring, referral.key, stored)
    domains = dict.fromkeys(
        link["domain"] for each in stored for link in (each.judged["message"] or {}).get("links", ()) if link["domain"]
    )
    identifiers = [
        Identifier("ip", each.hit.ip, each.hit.received_at, each.hit.network.holder if each.hit.network else "")
        for each in stored
    ] + [Identifier("domain", mask.line(domain), None, "") for domain in list(domains)[:5]]
    days = [referring.day(hit.received_at) for hit in hits]
    inquiry = Inquiry(
        referral.number, len(hits), min(days), max(days),
        tuple(referring.articles.get(rule, rule) for rule in sorted(confirmed)), identifiers,
    )  # fmt: skip
    paper = inquiry_draft(
        inquiry, referring.reporter, referring.texts("inquiry", "ja"), language="ja", day=referring.day(now)
    )
    made = paper_letter(referral, ministry.contact, paper, referring.reporter, now)
    return Built(ministry.contact, made, mask.secrets, Standings(day=referring.day(now)))


INQUIRY_DRAFTS = Way(ReferralKind.INQUIRY_DRAFT, _due, _build)
