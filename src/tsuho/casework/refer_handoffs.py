"""Refer hand-offs (引継ぎ): to the phishing council, the consumer centre, the police and the window of 特定商取引法 what concerns them.

A period's campaigns of the category that the body works with, from reports and monitors alike, masked and defanged.
"""

from collections.abc import Sequence
from datetime import date, datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.paper_letter import paper_letter
from tsuho.casework.ports import CampaignSeen, ReportSeen
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, mask_for
from tsuho.engine.parse.links import defang
from tsuho.referral.documents.handoff import HandedOff, handoff, handoff_list
from tsuho.referral.feed_copy import masked
from tsuho.referral.mask import Mask
from tsuho.words.catalogue import Words, messages, say
from tsuho.words.referrals import HandoffTo, Standings
from tsuho.words.vocabulary import ReferralKind

_MOST = 500  # lines in one list


def _due(referring: Referring, period: Period, _now: datetime) -> tuple[list[Referral], list[Words]]:
    drafts, passed_over = [], []
    for to, body in referring.register.bodies().items():
        found = [each.id for each in _campaigns(referring, to, period)]
        if not found:
            continue
        if body.suspended:
            passed_over.append(Words("passed_party", {"party": to, "why": body.suspended}))
            continue
        drafts.append(
            Referral(
                key=f"{ReferralKind.HANDOFF}/{to}/{period.first}/{period.last}",
                kind=ReferralKind.HANDOFF,
                party=to.value,
                number=DRY_RUN,
                first_day=period.first,
                last_day=period.last,
                about={"campaigns": found},
            )
        )
    return drafts, passed_over


def _campaigns(referring: Referring, to: HandoffTo, period: Period) -> list[CampaignSeen]:
    return [
        each
        for each in referring.records.campaigns_about(sorted(referring.concerns[to]), limit=_MOST)
        if referring.day(each.last_at) >= period.first and referring.day(each.first_at) <= period.last
    ]


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    to = HandoffTo(referral.party)
    body = referring.register.bodies().get(to)
    if body is None or referral.first_day is None or referral.last_day is None:
        raise CannotDo("cannot_find_body", to=to)
    seen = _campaigns(referring, to, Period(referral.first_day, referral.last_day))
    samples = [_sample(each, referring) for each in seen]
    mask = mask_for(referring, referral.key, [], samples)
    lines = [
        _line(each, sample, referring.day(each.first_at), mask, body.language)
        for each, sample in zip(seen, samples, strict=True)
    ]
    words = referring.texts("handoff", body.language)
    paper = handoff(
        referral.number, to, body.name, lines, referring.reporter, words,
        language=body.language, day=referring.day(now), first_day=referral.first_day, last_day=referral.last_day,
    )  # fmt: skip
    listed = handoff_list(to, lines, words, simulated=referring.reporter.simulated)
    made = paper_letter(referral, body.contact, paper, referring.reporter, now, (("list.csv", listed),))
    standings = Standings(day=referring.day(now), partner_active=not body.suspended)
    return Built(body.contact, made, mask.secrets, standings)


def _sample(campaign: CampaignSeen, referring: Referring) -> ReportSeen:
    sample = referring.records.sample(campaign.id)
    if sample is None:
        raise CannotDo("cannot_empty_campaign", campaign=campaign.id)
    return sample


def _line(campaign: CampaignSeen, sample: ReportSeen, day: date, mask: Mask, language: str) -> HandedOff:
    key = f"category_{sample.category}"
    return HandedOff(
        day=day.isoformat(),
        category=say(key, language, {}) if key in messages() else sample.category,
        subject=masked(sample.subject, mask),
        shown=mask.line(sample.from_address),
        links=_values(campaign.keys, "landing"),
        contacts=_values(campaign.keys, "phone"),
        amount="",
        origin=sample.ip,
        campaign=str(campaign.id),
        count=f"{campaign.messages:,}",
    )


def _values(keys: Sequence[str], kind: str) -> str:
    found = [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:")][:5]
    return ", ".join(defang(each) if kind == "landing" else each for each in found)


HANDOFFS = Way(ReferralKind.HANDOFF, _due, _build)
