"""The vendor feed in the database. Positions are given one at a time, so that no cursor ever passes what comes later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from tsuho.casework import referral_ports as ports
from tsuho.casework.referral_ports import REFUSED
from tsuho.store.records.feed_models import ConsentRefused, FeedItem, FeedPull
from tsuho.store.records.models import Report
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.words.vocabulary import Door, Kind

_TOLD = Q(why_not="") | Q(withdrawn_at__isnull=False)


class FeedInDatabase:
    """The port Feed on the ORM; days are those of ``timezone``."""

    def __init__(self, timezone: ZoneInfo) -> None:
        self._timezone = timezone

    def not_yet(self, doors: Sequence[Door], limit: int) -> list[ports.Shareable]:
        """Reports of these doors that the feed has not looked at, oldest first."""
        looked_at = FeedItem.objects.filter(ahead=False).aggregate(last=Max("report"))["last"] or 0
        rows = (
            Report.objects.filter(id__gt=looked_at, door__in=[door.value for door in doors], kind=Kind.REPORT.value)
            .filter(~Exists(FeedItem.objects.filter(report=OuterRef("id"))))
            .order_by("id")
        )
        return [_shareable(row) for row in rows[:limit]]

    def shareable(self, report: int) -> ports.Shareable | None:
        """One report, whatever door it came through."""
        row = Report.objects.filter(id=report, kind=Kind.REPORT.value).first()
        return _shareable(row) if row else None

    def enter(self, entries: Sequence[ports.FeedEntry], at: datetime, *, ahead: bool = False) -> None:
        """Enter reports, those without ``why_not`` at the end of the feed; one that is known is passed over."""
        with one_at_a_time(Work.FEED):
            known = set(
                FeedItem.objects.filter(report__in=[each.of.report for each in entries]).values_list(
                    "report", flat=True
                )
            )
            # asked here, under the lock: consent may have been taken back since these entries were thought about
            refused = self.refused([each.of.reporter for each in entries])
            new = [
                _row(
                    replace(each, why_not=each.why_not or REFUSED) if each.of.reporter in refused else each, ahead=ahead
                )
                for each in entries
                if each.of.report not in known
            ]
            _to_the_end([row for row in new if not row.why_not], at)
            FeedItem.objects.bulk_create(new)

    def entry(self, report: int) -> ports.FeedEntry | None:
        """One report as the feed keeps it."""
        return next(iter(_entries(FeedItem.objects.filter(report=report))), None)

    def page(
        self, after: int, limit: int, *, only_withdrawn: bool = False, changed_after: datetime | None = None
    ) -> list[ports.FeedEntry]:
        """What is offered or withdrawn behind a position, in order."""
        rows = FeedItem.objects.filter(_TOLD, position__gt=after).order_by("position")
        if only_withdrawn:
            rows = rows.filter(withdrawn_at__isnull=False)
        if changed_after is not None:
            rows = rows.filter(changed_at__gt=changed_after)
        return _entries(rows[:limit])

    def newest(self, limit: int) -> list[ports.FeedEntry]:
        """What was offered last and is not withdrawn, newest first."""
        rows = FeedItem.objects.filter(why_not="", withdrawn_at=None, position__isnull=False)
        return _entries(rows.order_by("-position")[:limit])

    def days(self) -> Mapping[date, datetime]:
        """The days of receipt that have something in the feed, and when each last changed."""
        rows = (
            FeedItem.objects.filter(_TOLD, position__isnull=False)
            .annotate(day=TruncDate("received_at", tzinfo=self._timezone))
            .values("day")
            .annotate(last=Max("changed_at"))
            .order_by("day")
        )
        return {row["day"]: row["last"] for row in rows}

    def of_day(self, day: date) -> list[ports.FeedEntry]:
        """What is offered or withdrawn of one day of receipt, in order of the feed."""
        start = datetime(day.year, day.month, day.day, tzinfo=self._timezone)
        rows = FeedItem.objects.filter(
            _TOLD, position__isnull=False, received_at__gte=start, received_at__lt=start + timedelta(days=1)
        )
        return _entries(rows.order_by("position"))

    def of_reporters(self, pseudonyms: Sequence[str]) -> list[int]:
        """The reports that came from these reporters, whether the feed has looked at them or not."""
        wanted = [each for each in pseudonyms if each]
        known = FeedItem.objects.filter(reporter__in=wanted).values_list("report", flat=True)
        rows = Report.objects.filter(reporter__in=wanted, kind=Kind.REPORT.value).values_list("id", flat=True)
        return sorted({*known, *rows})

    def withdraw(self, reports: Sequence[int], at: datetime) -> list[ports.FeedEntry]:
        """Mark known reports withdrawn and put what was offered at the end; those that were not withdrawn before."""
        with one_at_a_time(Work.FEED):
            rows = list(FeedItem.objects.filter(report__in=list(reports), withdrawn_at=None).order_by("report"))
            for row in rows:
                row.withdrawn_at = at
            _to_the_end([row for row in rows if row.position is not None], at)
            _save(rows)
        return _entries(FeedItem.objects.filter(report__in=[row.report for row in rows]).order_by("report"))

    def refuse(self, pseudonyms: Sequence[str], at: datetime) -> None:
        """From now on nothing of these reporters is offered."""
        rows = [ConsentRefused(reporter=each, at=at) for each in pseudonyms if each]
        with one_at_a_time(Work.FEED):
            ConsentRefused.objects.bulk_create(rows, ignore_conflicts=True)

    def refused(self, pseudonyms: Sequence[str]) -> frozenset[str]:
        """Those of them who took their consent back."""
        rows = ConsentRefused.objects.filter(reporter__in=list(pseudonyms))
        return frozenset(rows.values_list("reporter", flat=True))

    def consented(self, version: str, most: int) -> ports.ConsentedMail:
        """How much mail came in under a version, counted no further than ``most``; read out of the index alone."""
        rows = FeedItem.objects.filter(consent=version).values("consent")
        gone = rows.filter(withdrawn_at__isnull=False)
        return ports.ConsentedMail(version, rows[:most].count(), gone[:most].count())

    def withdrawn(self, before: int, limit: int) -> list[ports.FeedEntry]:
        """What was taken back, the report with the highest number first."""
        rows = FeedItem.objects.filter(withdrawn_at__isnull=False).order_by("-report")
        return _entries((rows.filter(report__lt=before) if before else rows)[:limit])

    def hold_back(self, report: int, why: str) -> bool:
        """Offer it no longer, for this reason; False if it was held back before."""
        return bool(FeedItem.objects.filter(report=report, why_not="").update(why_not=why))

    def held_back(self) -> list[ports.FeedEntry]:
        """What was offered and is held back."""
        rows = FeedItem.objects.filter(position__isnull=False, withdrawn_at=None).exclude(why_not="")
        return _entries(rows.order_by("position"))

    def release(self, reports: Sequence[int], at: datetime) -> None:
        """Offer again what was held back, at the end of the feed."""
        with one_at_a_time(Work.FEED):
            held = FeedItem.objects.filter(report__in=list(reports), position__isnull=False, withdrawn_at=None)
            rows = list(held.exclude(why_not="").order_by("position"))
            for row in rows:
                row.why_not = ""
            _to_the_end(rows, at)
            _save(rows)

    def log(self, pull: ports.Pull, since: datetime, most: int) -> bool:
        """Keep that a vendor pulled; False, and nothing kept, if that makes more than ``most`` items since then."""
        with one_at_a_time(Work.FEED):
            if pull.items and self.pulled(pull.vendor, since) + pull.items > most:
                return False
            FeedPull.objects.create(
                vendor=pull.vendor,
                at=pull.at,
                form=pull.form,
                after=pull.after,
                upto=pull.upto,
                items=pull.items,
                tombstones=pull.tombstones,
            )
        return True

    def pulled(self, vendor: str, since: datetime) -> int:
        """How many items a vendor got since then; tombstones are not counted."""
        found: int | None = FeedPull.objects.filter(vendor=vendor, at__gte=since).aggregate(sum=Sum("items"))["sum"]
        return found or 0

    def pulls(self, vendor: str, limit: int = 100) -> list[ports.Pull]:
        """What one vendor pulled, newest first."""
        rows = FeedPull.objects.filter(vendor=vendor).order_by("-at", "-id")[:limit]
        return [
            ports.Pull(row.vendor, row.at, row.form, row.after, row.upto, row.items, row.tombstones) for row in rows
        ]


def _shareable(row: Report) -> ports.Shareable:
    return ports.Shareable(row.id, row.arrival, row.number_in_arrival, row.received_at, row.reporter)


def _row(entry: ports.FeedEntry, *, ahead: bool) -> FeedItem:
    return FeedItem(
        report=entry.of.report,
        arrival=entry.of.arrival,
        number_in_arrival=entry.of.number_in_arrival,
        received_at=entry.of.received_at,
        reporter=entry.of.reporter,
        reference=entry.reference,
        consent=entry.consent,
        why_not=entry.why_not,
        withdrawn_at=entry.withdrawn_at,
        ahead=ahead,
    )


def _to_the_end(rows: Sequence[FeedItem], at: datetime) -> None:
    """The next positions, in order, each with a time of its own: a reader may go on from either."""
    last = FeedItem.objects.aggregate(position=Max("position"), changed_at=Max("changed_at"))
    position, changed_at = last["position"] or 0, last["changed_at"]
    for row in rows:
        position += 1
        changed_at = at if changed_at is None else max(at, changed_at + timedelta(microseconds=1))
        row.position, row.changed_at = position, changed_at


def _save(rows: Sequence[FeedItem]) -> None:
    FeedItem.objects.bulk_update(rows, ("why_not", "position", "changed_at", "withdrawn_at"), batch_size=100)


def _entries(rows: "QuerySet[FeedItem]") -> list[ports.FeedEntry]:
    found = list(rows)
    campaigns = dict(Report.objects.filter(id__in=[row.report for row in found]).values_list("id", "campaign_id"))
    return [
        ports.FeedEntry(
            of=ports.Shareable(row.report, row.arrival, row.number_in_arrival, row.received_at, row.reporter),
            reference=row.reference,
            consent=row.consent,
            why_not=row.why_not,
            position=row.position,
            changed_at=row.changed_at,
            withdrawn_at=row.withdrawn_at,
            campaign=campaigns.get(row.report) or 0,
        )
        for row in found
    ]
