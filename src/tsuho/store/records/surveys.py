"""The surveys in the database: the register of services by the list that brought them, and the append-only book of rounds."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from tsuho.store.lake.as_json import from_json, to_json
from tsuho.store.records.models import Report, SurveyEntry, SurveyService
from tsuho.words.surveys import (
    AuthFinding,
    DirectMail,
    Entry,
    MonitorOrigin,
    RoundEntry,
    Service,
    SurveyAnswer,
    SurveyRun,
)
from tsuho.words.vocabulary import Confidence, Kind

# The kind of a row never changes: old rounds are read by it.
_KINDS: Mapping[str, type[Entry]] = {
    "run": SurveyRun,
    "auth": AuthFinding,
    "answer": SurveyAnswer,
    "direct_mail": DirectMail,
}
_KIND_OF = {kind: name for name, kind in _KINDS.items()}


class SurveysInDatabase:
    """The port Surveys on the ORM."""

    def services(self, source: str = "") -> list[Service]:
        """The register, or what one source brought, by code."""
        rows = SurveyService.objects.order_by("code")
        return [from_json(Service, json.dumps(row.value)) for row in (rows.filter(source=source) if source else rows)]

    def sources(self) -> Mapping[str, str]:
        """Which source each code came from."""
        return dict(SurveyService.objects.order_by("code").values_list("code", "source"))

    def enter_services(self, source: str, services: Sequence[Service], at: datetime) -> None:
        """Replace whole what a source brought before. Raises ValueError for a code that another source brought."""
        codes = [each.code for each in services]
        with transaction.atomic():
            if taken := SurveyService.objects.filter(code__in=codes).exclude(source=source).first():
                raise ValueError(f"{taken.code} stands in the list {taken.source!r}")
            SurveyService.objects.filter(source=source).delete()
            SurveyService.objects.bulk_create(
                SurveyService(code=each.code, source=source, value=json.loads(to_json(each)), at=at)
                for each in services
            )

    def append(self, entries: Sequence[RoundEntry]) -> None:
        """Append entries, all or none."""
        with transaction.atomic():
            SurveyEntry.objects.bulk_create(
                [
                    SurveyEntry(
                        round=each.round,
                        kind=_KIND_OF[type(each.entry)],
                        value=json.loads(to_json(each.entry)),
                        at=each.at,
                        by=each.by,
                        simulated=each.simulated,
                    )
                    for each in entries
                ],
                batch_size=500,
            )

    def entries(self, label: str) -> list[RoundEntry]:
        """All entries of a round, oldest first."""
        rows = SurveyEntry.objects.filter(round=label).order_by("id")
        return [
            RoundEntry(row.round, from_json(_KINDS[row.kind], json.dumps(row.value)), row.at, row.by, row.simulated)
            for row in rows
        ]

    def rounds(self) -> list[str]:
        """The labels of all rounds that have entries, oldest first."""
        return list(SurveyEntry.objects.order_by("round").values_list("round", flat=True).distinct())


class MonitorOriginsInDatabase:
    """The port MonitorOrigins on the slim rows of reports."""

    def between(self, since: datetime, until: datetime) -> Iterator[MonitorOrigin]:
        """Monitor hits received in that time whose origin we or a host that we trust saw, oldest first."""
        rows = (
            Report.objects.filter(
                kind=Kind.MONITOR_HIT,
                confidence__in=(Confidence.OBSERVED, Confidence.CARRIED),
                monitor__isnull=False,
                received_at__gte=since,
                received_at__lt=until,
            )
            .exclude(ip="")
            .order_by("received_at", "id")
            .values_list("id", "received_at", "ip", "monitor__medium", "confidence")
        )
        for report, received_at, ip, medium, confidence in rows.iterator(chunk_size=5_000):
            yield MonitorOrigin(report, received_at, ip, medium, confidence == Confidence.OBSERVED)
