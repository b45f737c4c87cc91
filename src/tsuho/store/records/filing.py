"""File judged arrivals: one slim row a report, joined to its campaign, in one transaction a batch.

The rows already there are looked up first and passed over, under a lock that lets one batch at a time in: so a repeated
batch changes nothing, not even a campaign's counters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from tsuho.casework.ports import Evidenced
from tsuho.casework.repeats import fingerprint
from tsuho.engine.campaigns.grouping import plan
from tsuho.store.records.campaign_keys import key_text
from tsuho.store.records.models import Campaign, CampaignKey, Confirmation, Report
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.store.records.plain_text import plain_text
from tsuho.words.arrival import Arrival
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Kind, Standing, Verdict

_LENGTHS = {each.name: each.max_length for each in Report._meta.fields}  # noqa: SLF001  # Django's own documented way
_STRONGEST_FIRST = (Standing.VERIFIED, Standing.MONITOR, Standing.FACE)


def file(evidenced: Sequence[Evidenced], reporters: Mapping[int, str]) -> None:
    """Enter the slim rows of judged arrivals and join them to campaigns; idempotent by arrival and report."""
    with one_at_a_time(Work.FILING):
        numbers = [each.arrival.number for each in evidenced]
        there = set(Report.objects.filter(arrival__in=numbers).values_list("arrival", "number_in_arrival"))
        rows: list[Report] = []
        keys: list[tuple[str, ...]] = []
        for each in evidenced:
            for number, judged in enumerate(each.judged.reports):
                if (each.arrival.number, number) not in there:
                    rows.append(_row(each.arrival, number, judged, reporters.get(each.arrival.number, "")))
                    keys.append(tuple(key_text(key) for key in judged.campaign_keys if key.strong))
        _join(rows, keys)
        Report.objects.bulk_create(rows)


def seen_before(fingerprints: Sequence[str], since: datetime) -> Mapping[str, Sequence[tuple[int, datetime]]]:
    """Fingerprint → arrivals filed with it and their receipt times, from ``since`` on."""
    found: dict[str, list[tuple[int, datetime]]] = {}
    rows = Report.objects.filter(fingerprint__in=set(fingerprints), received_at__gte=since, number_in_arrival=0)
    for own, number, at in rows.values_list("fingerprint", "arrival", "received_at"):
        found.setdefault(own, []).append((number, at))
    return found


def _row(arrival: Arrival, number: int, judged: JudgedReport, reporter: str) -> Report:
    if arrival.received_at is None:
        raise ValueError(f"arrival {arrival.number} has no receipt time; the door must state it")
    message, origin = judged.message, judged.origin
    breached = [finding for finding in judged.findings if finding.verdict is Verdict.BREACHED]
    standings = {finding.standing for finding in breached}
    texts = {
        "door": arrival.door,
        "kind": judged.kind,
        "form": judged.form,
        "outcome": judged.outcome,
        "reason": judged.reasons[0] if judged.reasons else "",
        "category": judged.classification.category,
        "language": message.language if message else "",
        "from_address": message.from_address if message else "",
        "subject": message.subject if message else "",
        "rules": " ".join(sorted({finding.rule for finding in breached})),
        "standing": next((each for each in _STRONGEST_FIRST if each in standings), ""),
        "confidence": origin.confidence if origin else "",
        "ip": origin.ip if origin else "",
        "reporter": reporter,
        "fingerprint": fingerprint(arrival.raw, arrival.envelope),
    }
    return Report(
        arrival=arrival.number,
        number_in_arrival=number,
        received_at=arrival.received_at,
        port=origin.port if origin else None,
        network=asdict(origin.network) if origin and origin.network else None,
        **{name: plain_text(str(text), _LENGTHS[name]) for name, text in texts.items()},
    )


def _join(rows: Sequence[Report], keys: Sequence[tuple[str, ...]]) -> None:
    """Give every row its campaign. The plan names a campaign in one join at most, so all are written together."""
    wanted = {key for own in keys for key in own}
    known = dict(CampaignKey.objects.filter(key__in=wanted).values_list("key", "campaign_id"))
    campaigns = Campaign.objects.in_bulk(set(known.values()))
    new: list[Campaign] = []
    new_keys: list[CampaignKey] = []
    for joined in plan(keys, known):
        members = [rows[index] for index in joined.messages]
        if joined.campaigns:
            campaign = campaigns[joined.campaigns[0]]
            for number in joined.campaigns[1:]:
                _merge(campaigns[number], campaign)
        else:
            at, name = members[0].received_at, joined.keys[0].partition(":")[2]
            campaign = Campaign(name=name[:200], first_at=at, last_at=at)
            new.append(campaign)
        _count(members, campaign)
        new_keys += [CampaignKey(key=key, campaign=campaign) for key in joined.keys if key not in known]
    Campaign.objects.bulk_create(new)
    for campaign in campaigns.values():
        campaign.save()
    CampaignKey.objects.bulk_create(new_keys)


def _count(members: Sequence[Report], campaign: Campaign) -> None:
    """Count new members in and set their campaign."""
    for member in members:
        member.campaign = campaign
    hits = sum(member.kind == Kind.MONITOR_HIT for member in members)
    times = [member.received_at for member in members]
    _grow(campaign, hits, len(members) - hits, min(times), max(times))


def _merge(other: Campaign, campaign: Campaign) -> None:
    """Everything of ``other`` is now of ``campaign``; its number stays as a signpost."""
    Report.objects.filter(campaign=other).update(campaign=campaign)
    CampaignKey.objects.filter(campaign=other).update(campaign=campaign)
    Confirmation.objects.filter(campaign=other).update(campaign=campaign)
    Campaign.objects.filter(merged_into=other).update(merged_into=campaign)
    _grow(campaign, other.monitor_hits, other.reports, other.first_at, other.last_at)
    other.messages = other.reports = other.monitor_hits = 0
    other.merged_into = campaign


def _grow(campaign: Campaign, hits: int, reports: int, first_at: datetime, last_at: datetime) -> None:
    campaign.first_at, campaign.last_at = min(campaign.first_at, first_at), max(campaign.last_at, last_at)
    campaign.monitor_hits += hits
    campaign.reports += reports
    campaign.messages += hits + reports
