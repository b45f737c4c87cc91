"""The port MonitorRegister in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tsuho.casework.monitor_silence import REMEMBERED
from tsuho.casework.today_ports import MonitorHeard
from tsuho.words.monitors import CustodyAct, CustodyEvent, MonitorEntry, Provenance


@dataclass(slots=True)
class _Kept:
    entry: MonitorEntry
    address: str
    sheets: list[Provenance] = field(default_factory=list)
    custody: list[CustodyEvent] = field(default_factory=list)
    mails: list[tuple[datetime, int]] = field(default_factory=list)
    faces: set[int] = field(default_factory=set)


class MonitorRegisterInMemory:
    """The port MonitorRegister; ``receive`` tells it of a judged mail, and ``prove_no_more`` that one was judged anew."""

    def __init__(self) -> None:
        self._kept: dict[int, _Kept] = {}

    def receive(self, number: int, report: int, at: datetime) -> None:
        """A mail came to a monitor and was judged a breach there."""
        self._kept[number].mails.append((at, report))

    def prove_no_more(self, report: int) -> None:
        """A mail's breaches stand on its face alone now."""
        for each in self._kept.values():
            each.faces.add(report)

    def enter(self, entry: MonitorEntry, address: str) -> int:
        """Enter a new monitor; its number, or 0 where the address or the label is taken."""
        for each in self._kept.values():
            if each.address == address.lower() or (entry.label and each.entry.label == entry.label):
                return 0
        number = len(self._kept) + 1
        self._kept[number] = _Kept(
            replace(entry, label=entry.label or f"M-{number:03d}", number=number), address.lower()
        )
        return number

    def entry(self, number: int) -> MonitorEntry | None:
        """One monitor."""
        found = self._kept.get(number)
        return found.entry if found else None

    def entries(self, after: int, limit: int) -> Sequence[MonitorEntry]:
        """The monitors behind a number, by number."""
        return [each.entry for number, each in self._kept.items() if number > after][:limit]

    def addresses(self) -> Sequence[str]:
        """All addresses."""
        return [each.address for each in self._kept.values()]

    def move(self, number: int, place: str) -> None:
        """It stands elsewhere now."""
        self._change(number, place=place)

    def limit(self, number: int, days: int | None) -> None:
        """Set after how many days without mail it is silent."""
        self._change(number, silent_days=days)

    def stop(self, number: int, at: datetime, *, contaminated: bool) -> None:
        """From that time on it proves nothing."""
        entry = self._kept[number].entry
        self._change(number, retired_at=min(at, entry.retired_at or at))
        if contaminated:
            self._change(number, contaminated_at=min(at, entry.contaminated_at or at))

    def keep_sheet(self, number: int, sheet: Provenance) -> int:
        """Append a version of its sheet."""
        self._change(number, excludes=sheet.excludes, partners=sheet.partners)
        sheets = self._kept[number].sheets
        sheets.append(replace(sheet, number=len(sheets) + 1))
        return len(sheets)

    def sheets(self, number: int) -> Sequence[Provenance]:
        """Its sheets, the newest first."""
        return list(reversed(self._kept[number].sheets))

    def note(self, number: int, event: CustodyEvent) -> int:
        """Append a line to its custody log."""
        custody = self._kept[number].custody
        custody.append(replace(event, number=len(custody) + 1))
        return len(custody)

    def custody(self, number: int, before: int | None, limit: int) -> Sequence[CustodyEvent]:
        """Its custody log, the line noted last first."""
        found = reversed(self._kept[number].custody)
        return [each for each in found if before is None or each.number < before][:limit]

    def heard(self, number: int) -> MonitorHeard | None:
        """When mail last came to it."""
        kept = self._kept.get(number)
        if kept is None:
            return None
        entry = kept.entry
        seen = max((each for each in kept.custody if each.act is CustodyAct.FOUND_SILENT), key=_at, default=None)
        recent = sorted((at for at, _ in kept.mails), reverse=True)
        return MonitorHeard(
            number, entry.label, entry.medium.value, entry.carrier, entry.since, tuple(recent[:REMEMBERED]),
            entry.silent_days, seen.by if seen else "", seen.at if seen else None,
        )  # fmt: skip

    def hits(self, number: int, since: datetime) -> Sequence[int]:
        """The rows of its mail received since then."""
        return [report for at, report in sorted(self._kept[number].mails) if at >= since]

    def still_proving(self, number: int, limit: int) -> Sequence[int]:
        """Rows of mail received since its end whose breaches still stand at the monitor."""
        kept = self._kept[number]
        if kept.entry.retired_at is None:
            return []
        return [each for each in self.hits(number, kept.entry.retired_at) if each not in kept.faces][:limit]

    def _change(self, number: int, **values: Any) -> None:
        kept = self._kept[number]
        kept.entry = replace(kept.entry, **values)


def _at(event: CustodyEvent) -> datetime:
    return event.at
