"""The port Records on the ORM: monitors, filing and campaigns, each in its file."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tsuho.casework.ports import CampaignChanged, CampaignSeen, Evidenced, Hit, Member, ReportSeen
from tsuho.statistics.booking_campaigns import CampaignDay
from tsuho.store.records import campaign_changes, campaigns, campaigns_between, filing, monitors, reports_seen
from tsuho.words.arrival import MonitorSheet


class RecordsInDatabase:
    def monitor(self, address: str) -> MonitorSheet | None:
        return monitors.monitor(address)

    def monitors(self) -> list[MonitorSheet]:
        return monitors.monitors()

    def register_monitors(self, sheets: Sequence[MonitorSheet]) -> None:
        monitors.register_monitors(sheets)

    def file(self, evidenced: Sequence[Evidenced], reporters: Mapping[int, str]) -> None:
        filing.file(evidenced, reporters)

    def seen_before(self, fingerprints: Sequence[str], since: datetime) -> Mapping[str, Sequence[tuple[int, datetime]]]:
        return filing.seen_before(fingerprints, since)

    def campaigns(self, since: date | None = None, limit: int = 20) -> list[CampaignSeen]:
        return campaigns.campaigns(since, limit)

    def campaigns_between(self, since: datetime, until: datetime, limit: int) -> list[CampaignSeen]:
        return campaigns_between.campaigns_between(since, until, limit)

    def campaign_days(self, since: date, until: date, timezone: ZoneInfo) -> list[CampaignDay]:
        return campaigns_between.campaign_days(since, until, timezone)

    def campaign(self, number: int) -> CampaignSeen | None:
        return campaigns.campaign(number)

    def rename_campaign(
        self, campaign: int, name: str, by: str = "", reason: str = "", at: datetime | None = None
    ) -> None:
        campaign_changes.rename(campaign, name, by, reason, at)

    def members(self, campaign: int, limit: int = 100) -> list[Member]:
        return campaigns.members(campaign, limit)

    def merge_campaigns(self, one: int, other: int, by: str, reason: str, at: datetime) -> int:
        return campaign_changes.merge(one, other, by, reason, at)

    def split_campaign(
        self, campaign: int, keys: Sequence[str], reports: Sequence[int], by: str, reason: str, at: datetime
    ) -> int:
        return campaign_changes.split(campaign, keys, reports, by, reason, at)

    def campaign_changes(self, campaign: int) -> list[CampaignChanged]:
        return campaign_changes.changes(campaign)

    def confirm(self, campaign: int, provision: str, by: str, reason: str, at: datetime) -> None:
        campaigns.confirm(campaign, provision, by, reason, at)

    def campaigns_about(self, categories: Sequence[str], limit: int) -> list[CampaignSeen]:
        return campaigns.campaigns_about(categories, limit)

    def sample(self, campaign: int) -> ReportSeen | None:
        return reports_seen.sample(campaign)

    def seen(self, reports: Sequence[int]) -> list[ReportSeen]:
        return reports_seen.seen(reports)

    def hits(self, reports: Sequence[int]) -> list[Hit]:
        return campaigns.hits(reports)

    def hits_between(
        self, since: datetime, until: datetime, country: str = "", campaign: int | None = None
    ) -> list[Hit]:
        return campaigns.hits_between(since, until, country, campaign)

    def hits_from(self, lines: Sequence[str], since: datetime, until: datetime) -> list[Hit]:
        return campaigns.hits_from(lines, since, until)

    def confirmed_rules(self, campaign: int) -> frozenset[str]:
        return campaigns.confirmed_rules(campaign)

    def confirmed_hits(self, since: datetime) -> list[Hit]:
        return campaigns.confirmed_hits(since)
