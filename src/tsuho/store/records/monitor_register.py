"""The port MonitorRegister on the ORM."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from tsuho.casework.search_ports import What
from tsuho.casework.today_ports import MonitorHeard
from tsuho.store.records.campaign_entries import refresh_campaigns
from tsuho.store.records.campaign_facts import subtract
from tsuho.store.records.models import CampaignFact, Monitor, Report
from tsuho.store.records.monitor_heard import heard, label_of
from tsuho.store.records.monitor_models import CustodyLine, ProvenanceSheet
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.store.records.plain_text import plain_text
from tsuho.words.monitors import CustodyAct, CustodyEvent, MonitorEntry, Provenance, Published
from tsuho.words.vocabulary import Kind, Medium, Standing

_TEXTS = {"made_by": 200, "machine": 200, "keeper": 200, "published_where": 300, "remarks": 4_000, "by": 200}
_AS_THEY_ARE = (
    "made_on", "never_registered", "never_used", "never_on_paper", "no_dealings", "new_address", "quarantine_days",
)  # fmt: skip
_MOST = 1_000_000


class MonitorRegisterInDatabase:
    """The port MonitorRegister on the ORM."""

    def enter(self, entry: MonitorEntry, address: str) -> int:
        """Enter a new monitor; its number, or 0 where the address or the label is taken."""
        with transaction.atomic():
            taken = Q(address=address.lower()) | (Q(label=entry.label) if entry.label else Q(pk=None))
            if Monitor.objects.filter(taken).exists():
                return 0
            row = Monitor(
                address=address.lower(), medium=entry.medium.value, carrier=plain_text(entry.carrier, 100),
                since=entry.since, retired_at=entry.retired_at, partners=list(entry.partners),
                label=plain_text(entry.label, 60), place=plain_text(entry.place, 200),
                contaminated_at=entry.contaminated_at, silent_days=entry.silent_days,
            )  # fmt: skip
            _exclude(row, entry.excludes)
            row.save()
            return row.pk

    def entry(self, number: int) -> MonitorEntry | None:
        """One monitor."""
        row = Monitor.objects.filter(pk=number).first()
        return _entry(row) if row else None

    def entries(self, after: int, limit: int) -> Sequence[MonitorEntry]:
        """The monitors behind a number, by number."""
        return [_entry(row) for row in Monitor.objects.filter(pk__gt=after).order_by("pk")[:limit]]

    def addresses(self) -> Sequence[str]:
        """All addresses."""
        return list(Monitor.objects.order_by("pk").values_list("address", flat=True))

    def move(self, number: int, place: str) -> None:
        """It stands elsewhere now."""
        Monitor.objects.filter(pk=number).update(place=plain_text(place, 200))

    def limit(self, number: int, days: int | None) -> None:
        """Set after how many days without mail it is silent."""
        Monitor.objects.filter(pk=number).update(silent_days=days)

    def stop(self, number: int, at: datetime, *, contaminated: bool) -> None:
        """From that time on it proves nothing; what campaigns counted of it since then is counted out."""
        with one_at_a_time(Work.FILING):
            row = Monitor.objects.select_for_update().get(pk=number)
            before = row.retired_at
            row.retired_at = min(at, before) if before else at
            if contaminated:
                row.contaminated_at = min(at, row.contaminated_at) if row.contaminated_at else at
            row.save(update_fields=["retired_at", "contaminated_at"])
            counted = Report.objects.filter(
                monitor=number, kind=Kind.MONITOR_HIT, received_at__gte=max(row.retired_at, row.since)
            )
            _count_out(number, counted.filter(received_at__lt=before) if before else counted)

    def keep_sheet(self, number: int, sheet: Provenance) -> int:
        """Append a version of its sheet, which V31 goes by from now on."""
        if sheet.at is None:
            raise ValueError("a sheet is signed before it is kept")
        values = {name: plain_text(getattr(sheet, name), length) for name, length in _TEXTS.items()}
        values |= {name: getattr(sheet, name) for name in _AS_THEY_ARE}
        with transaction.atomic():
            row = Monitor.objects.select_for_update().get(pk=number)
            row.partners = list(sheet.partners)
            _exclude(row, sheet.excludes)
            row.save()
            kept = ProvenanceSheet.objects.create(
                monitor=row, published=sheet.published.value, partners=list(sheet.partners), at=sheet.at, **values
            )
        return kept.pk

    def sheets(self, number: int) -> Sequence[Provenance]:
        """Its sheets, the newest first."""
        return [_sheet(row) for row in ProvenanceSheet.objects.filter(monitor=number).order_by("-id")]

    def note(self, number: int, event: CustodyEvent) -> int:
        """Append a line to its custody log."""
        return CustodyLine.objects.create(
            monitor_id=number, act=event.act.value, at=event.at, by=plain_text(event.by, 200),
            note=plain_text(event.note, 4_000), noted_at=event.noted_at,
        ).pk  # fmt: skip

    def custody(self, number: int, before: int | None, limit: int) -> Sequence[CustodyEvent]:
        """Its custody log, the line noted last first."""
        rows = CustodyLine.objects.filter(monitor=number).order_by("-id")
        found = (rows if before is None else rows.filter(id__lt=before))[:limit]
        return [CustodyEvent(CustodyAct(row.act), row.at, row.by, row.note, row.noted_at, row.pk) for row in found]

    def heard(self, number: int) -> MonitorHeard | None:
        """When mail last came to it."""
        row = Monitor.objects.filter(pk=number).first()
        return heard(row) if row else None

    def hits(self, number: int, since: datetime) -> Sequence[int]:
        """The slim rows of its mail received since then."""
        rows = Report.objects.filter(monitor=number, received_at__gte=since)
        return list(rows.order_by("received_at", "id").values_list("id", flat=True)[:_MOST])

    def still_proving(self, number: int, limit: int) -> Sequence[int]:
        """Rows of mail received since its end whose breaches still stand at the monitor."""
        row = Monitor.objects.filter(pk=number).exclude(retired_at=None).first()
        if row is None:
            return []
        rows = Report.objects.filter(monitor=number, received_at__gte=row.retired_at, standing=Standing.MONITOR)
        return list(rows.order_by("received_at", "id").values_list("id", flat=True)[:limit])


def _exclude(row: Monitor, excludes: tuple[bool, bool, bool, bool]) -> None:
    row.excludes_consent, row.excludes_notified_address, row.excludes_dealing, row.excludes_published_address = excludes


def _count_out(number: int, rows: models.QuerySet[Report]) -> None:
    by_campaign = Counter(rows.order_by().values_list("campaign_id", flat=True))
    for campaign, count in by_campaign.items():
        if campaign is not None:
            subtract(campaign, {(What.MONITOR.value, str(number)): count})
    alone = rows.filter(campaign=None).order_by().values_list("id", flat=True)
    CampaignFact.objects.filter(campaign=None, what=What.MONITOR, report__in=list(alone)).delete()
    refresh_campaigns([campaign for campaign in by_campaign if campaign is not None])


def _entry(row: Monitor) -> MonitorEntry:
    excludes = (
        row.excludes_consent, row.excludes_notified_address, row.excludes_dealing, row.excludes_published_address,
    )  # fmt: skip
    return MonitorEntry(
        label_of(row), Medium(row.medium), row.carrier, row.place, row.since, row.retired_at, row.contaminated_at,
        row.silent_days, excludes, tuple(row.partners), row.pk,
    )  # fmt: skip


def _sheet(row: ProvenanceSheet) -> Provenance:
    values = {name: getattr(row, name) for name in (*_TEXTS, *_AS_THEY_ARE)}
    return Provenance(
        **values, published=Published(row.published), partners=tuple(row.partners), at=row.at, number=row.pk
    )
