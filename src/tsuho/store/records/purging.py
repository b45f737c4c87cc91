"""The port PurgeRecords on the ORM: rows past their limit, what holds them, and taking them with all that was made of their mails."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from tsuho.casework import purge_ports as ports
from tsuho.casework.purge_ports import Held, Purged, Stale, Stays
from tsuho.casework.queue_ports import ItemKind
from tsuho.store.records.feed import FeedInDatabase
from tsuho.store.records.models import (
    Campaign,
    CampaignChange,
    CampaignFact,
    CampaignKey,
    ClaimRow,
    Confirmation,
    FeedItem,
    MeasureNote,
    PurgeProof,
    QueueRow,
    RecipientRunNote,
    Referral,
    RefusalMail,
    RefusalNote,
    Report,
    ReporterTotal,
    SearchText,
    TextTemplate,
)
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.words.referrals import ReferralState as State
from tsuho.words.vocabulary import Kind

_OPEN = (
    State.DRAFT, State.CHECKED, State.APPROVED, State.RETURNED, State.QUEUED, State.BOUNCED, State.IN_RE_CHECK,
)  # fmt: skip
_AT_ONCE = 500  # numbers in one question
_NOTES = ((Confirmation, "at"), (MeasureNote, "noted_at"), (RefusalNote, "noted_at"), (RecipientRunNote, "noted_at"))


class PurgingInDatabase:
    """The port PurgeRecords on the ORM. ``feed`` tells vendors by a tombstone that what they were offered is to go."""

    def __init__(self, feed: FeedInDatabase) -> None:
        self._feed = feed

    def stale(self, kind: Kind, before: datetime, after: int, limit: int) -> list[Stale]:
        """Rows of a kind received before a time, behind a row number, in row order."""
        rows = Report.objects.filter(kind=kind.value, received_at__lt=before, id__gt=after).order_by("id")[:limit]
        found = rows.values_list("id", "arrival", "received_at", "campaign_id", "reporter")
        return [Stale(*row) for row in found]

    def held(self, evidence_since: datetime, now: datetime) -> Held:
        """What stands on a case that is not over, on an open referral, or in somebody's hands."""
        campaigns = _cases(evidence_since)
        reports: dict[int, Stays] = {}
        for referral in Referral.objects.exclude(state=State.REJECTED).only("reports", "state", "moved_at"):
            if referral.state in _OPEN:
                reports |= dict.fromkeys(referral.reports, Stays.OPEN_REFERRAL)
            elif referral.moved_at >= evidence_since:
                reports |= {each: Stays.CASE_NOT_OVER for each in referral.reports if each not in reports}
        for claim in ClaimRow.objects.filter(until__gt=now):
            (campaigns if claim.kind == ItemKind.CAMPAIGN else reports)[claim.number] = Stays.IN_HAND
        mails = RefusalMail.objects.filter(note__campaign__in=list(campaigns)).values_list("arrival", flat=True)
        return Held(campaigns, reports, dict.fromkeys(mails, Stays.CASE_NOT_OVER))

    def purge(self, stale: Sequence[Stale], at: datetime) -> Mapping[Purged, int]:
        """Take these rows and what hangs on them, in one transaction; how many of each class."""
        gone: Counter[Purged] = Counter()
        with one_at_a_time(Work.FILING):
            _overwrite_what_goes()
            for start in range(0, len(stale), _AT_ONCE):
                gone.update(self._purge_some(stale[start : start + _AT_ONCE], at))
        return dict(gone)

    def _purge_some(self, stale: Sequence[Stale], at: datetime) -> Mapping[Purged, int]:
        numbers = [each.report for each in stale]
        offered = FeedItem.objects.filter(report__in=numbers, position__isnull=False).values_list("report", flat=True)
        self._feed.withdraw(list(offered), at)
        items = FeedItem.objects.filter(report__in=numbers)
        fed = items.count()
        # a tombstone stays for those who have the item, and names nobody; what was never offered leaves nothing
        items.filter(position__isnull=False).update(reporter="")
        items.filter(position=None).delete()
        lone = {"kind": ItemKind.REPORT.value, "number__in": numbers}
        ClaimRow.objects.filter(**lone).delete()
        return {
            Purged.FEED_ITEM: fed,
            Purged.TEMPLATE: TextTemplate.objects.filter(report__in=numbers).delete()[0],
            Purged.SEARCH_TEXT: SearchText.objects.filter(report__in=numbers).delete()[0],
            Purged.LONE_FACT: CampaignFact.objects.filter(campaign=None, report__in=numbers).delete()[0],
            Purged.QUEUE_ITEM: QueueRow.objects.filter(**lone).delete()[0],
            Purged.REPORT: Report.objects.filter(id__in=numbers).delete()[0],
            Purged.REPORTER: _forget_reporters(each.reporter for each in stale),
        }

    def purge_emptied(self) -> int:
        """Take what campaigns still tell that no mail is left of and no case stands on; the number stays, as the ledger has it."""
        with one_at_a_time(Work.FILING):
            _overwrite_what_goes()
            members = Report.objects.filter(campaign=OuterRef("pk"))
            telling = Q(Exists(CampaignKey.objects.filter(campaign=OuterRef("pk")))) | Q(
                Exists(CampaignFact.objects.filter(campaign=OuterRef("pk")))
            )
            notes = [Exists(model.objects.filter(campaign=OuterRef("pk"))) for model, _ in _NOTES]
            empty = Campaign.objects.filter(~Exists(members), telling, merged_into=None)
            for note in (*notes, Exists(Referral.objects.filter(campaign=OuterRef("pk")))):
                empty = empty.filter(~note)
            numbers = list(empty.values_list("id", flat=True))
            for start in range(0, len(numbers), _AT_ONCE):
                _silence(numbers[start : start + _AT_ONCE])
        return len(numbers)

    def leave_no_trace(self) -> None:
        """SQLite: deleted rows were overwritten, and now the write-ahead log and the index of texts forget them too."""
        if connection.vendor != "sqlite":
            return  # PostgreSQL overwrites at its VACUUM, and an archive of its log is the operator's (docs/how-to)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO records_searchindex(records_searchindex) VALUES ('optimize')")
            if not connection.in_atomic_block:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def prove(self, proofs: Sequence[ports.PurgeProof]) -> None:
        """Append the proofs."""
        PurgeProof.objects.bulk_create(
            [
                PurgeProof(at=each.at, what=each.what.value, count=each.count, before=each.before, by=each.by)
                for each in proofs
            ]
        )

    def proofs(self, since: datetime) -> list[ports.PurgeProof]:
        """The proofs from a time on, oldest first."""
        rows = PurgeProof.objects.filter(at__gte=since).order_by("at", "id")
        return [ports.PurgeProof(row.at, Purged(row.what), row.count, row.before, row.by) for row in rows]


def _cases(evidence_since: datetime) -> dict[int, Stays]:
    """Campaigns with a confirmation, measure, refusal set, run or referral, whose last mail or last step is not that old."""
    last: dict[int, datetime] = {}
    steps: list[tuple[int, datetime]] = []
    for model, at in _NOTES:
        steps += model.objects.values_list("campaign_id", at)
    referrals = Referral.objects.exclude(campaign=None).exclude(state=State.REJECTED)
    steps += [(row.campaign, row.moved_at) for row in referrals if row.campaign is not None]
    for campaign, moment in steps:
        last[campaign] = max(moment, last.get(campaign, moment))
    became = dict(Campaign.objects.exclude(merged_into=None).values_list("id", "merged_into"))
    cases: dict[int, datetime] = {}
    for campaign, moment in last.items():
        number = became.get(campaign) or campaign
        cases[number] = max(moment, cases.get(number, moment))
    mails = dict(Campaign.objects.filter(id__in=list(cases)).values_list("id", "last_at"))
    over = {number for number, moment in cases.items() if max(moment, mails.get(number, moment)) < evidence_since}
    return dict.fromkeys(cases.keys() - over, Stays.CASE_NOT_OVER)


def _forget_reporters(pseudonyms: Iterable[str]) -> int:
    """Count the gone reports out of each pseudonym's total; how many pseudonyms nothing is left of."""
    for reporter, count in Counter(each for each in pseudonyms if each).items():
        ReporterTotal.objects.filter(reporter=reporter).update(reports=F("reports") - count)
    return ReporterTotal.objects.filter(reports__lte=0).delete()[0]


def _silence(campaigns: Sequence[int]) -> None:
    """Nothing of these campaigns but their numbers, days and counts."""
    for model in (CampaignFact, SearchText, TextTemplate, CampaignKey):
        model.objects.filter(campaign__in=campaigns).delete()
    named = {"kind": ItemKind.CAMPAIGN.value, "number__in": list(campaigns)}
    QueueRow.objects.filter(**named).delete()
    ClaimRow.objects.filter(**named).delete()
    CampaignChange.objects.filter(campaign__in=campaigns, by="").update(why="")
    for campaign in campaigns:
        Campaign.objects.filter(id=campaign).update(name=str(campaign))


def _overwrite_what_goes() -> None:
    if connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # a deleted row leaves zeroes, not a copy
