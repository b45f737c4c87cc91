"""The port CampaignPages on the ORM: a campaign's own row, its keys, members, variants of its text, decisions and referrals."""

from collections.abc import Sequence
from datetime import datetime

from tsuho.casework.campaign_ports import CampaignHead, MemberSeen, ReferralSeen, TextVariant
from tsuho.casework.search_ports import Where
from tsuho.store.records.models import (
    Campaign,
    CampaignKey,
    Confirmation,
    Referral,
    ReferralAnswer,
    Report,
    SearchText,
)


class CampaignPagesInDatabase:
    """The port CampaignPages on the ORM."""

    def head(self, campaign: int) -> CampaignHead | None:
        """Its own row, found by any number that it ever had."""
        row = Campaign.objects.select_related("merged_into").filter(id=campaign).first()
        if row is None:
            return None
        row = row.merged_into or row
        return CampaignHead(
            row.pk, campaign, row.name, row.messages, row.reports, row.monitor_hits, row.first_at, row.last_at
        )

    def keys(self, campaign: int, limit: int = 50) -> Sequence[tuple[str, int]]:
        """The keys that join it, each with how many strangers came by it alone."""
        rows = CampaignKey.objects.filter(campaign=campaign).order_by("id")
        return list(rows.values_list("key", "strangers")[:limit])

    def members(self, campaign: int, after: int | None, limit: int) -> list[MemberSeen]:
        """Members behind a row number, newest row first."""
        rows = Report.objects.filter(campaign=campaign)
        if after is not None:
            rows = rows.filter(id__lt=after)
        return [
            MemberSeen(
                report=row.pk,
                arrival=row.arrival,
                number_in_arrival=row.number_in_arrival,
                received_at=row.received_at,
                kind=row.kind,
                outcome=row.outcome,
                subject=row.subject,
                ip=row.ip,
                joined_by=tuple(row.joined_by),
                similarity=row.similarity,
            )
            for row in rows.order_by("-id")[:limit]
        ]

    def variants(self, campaign: int, where: Where, limit: int = 20) -> list[TextVariant]:
        """The variants of its text, or of its subject, first seen first."""
        rows = SearchText.objects.filter(campaign=campaign, where=where).order_by("id")[:limit]
        return [TextVariant(row.pk, row.report, where, row.shown) for row in rows]

    def confirmed(self, campaign: int) -> Sequence[tuple[str, str, str, datetime]]:
        """What was confirmed of it: rule, by whom, why, when."""
        rows = Confirmation.objects.filter(campaign=campaign).order_by("at", "id")
        return list(rows.values_list("rule", "by", "reason", "at"))

    def referrals(self, campaign: int) -> list[ReferralSeen]:
        """Referrals about it and about those that became part of it, newest first."""
        family = [campaign, *Campaign.objects.filter(merged_into=campaign).values_list("id", flat=True)]
        rows = list(Referral.objects.filter(campaign__in=family).order_by("-id"))
        answers: dict[int, list[str]] = {}
        for number, answer in ReferralAnswer.objects.filter(referral__in=rows).values_list("referral_id", "kind"):
            answers.setdefault(number, []).append(answer)
        return [
            ReferralSeen(
                row.pk, row.kind, row.number, row.party, row.state, row.moved_at, tuple(answers.get(row.pk, ()))
            )
            for row in rows
        ]
