"""The vendor feed in memory, for tests of who may see what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tsuho.casework.referral_ports import REFUSED, ConsentedMail, FeedEntry, Pull, Shareable
from tsuho.words.vocabulary import Door


@dataclass
class MemoryFeed:
    """The port Feed in lists. ``reports`` are all reports that there are, each with its door."""

    timezone: ZoneInfo
    reports: list[tuple[Shareable, Door]] = field(default_factory=list)
    _entries: dict[int, FeedEntry] = field(default_factory=dict)
    _ahead: set[int] = field(default_factory=set)
    _refused: set[str] = field(default_factory=set)
    _pulls: list[Pull] = field(default_factory=list)

    def not_yet(self, doors: Sequence[Door], limit: int) -> list[Shareable]:
        """Reports of these doors that the feed has not looked at, oldest first."""
        looked_at = max((report for report in self._entries if report not in self._ahead), default=0)
        waiting = [each for each, door in self.reports if door in doors and each.report > looked_at]
        return [each for each in waiting if each.report not in self._entries][:limit]

    def shareable(self, report: int) -> Shareable | None:
        """One report, whatever door it came through."""
        return next((each for each, _ in self.reports if each.report == report), None)

    def enter(self, entries: Sequence[FeedEntry], at: datetime, *, ahead: bool = False) -> None:
        """Enter reports, those without ``why_not`` at the end of the feed; one that is known is passed over."""
        for entry in entries:
            refused = entry.of.reporter in self._refused and not entry.why_not
            each = replace(entry, why_not=REFUSED) if refused else entry
            if each.of.report not in self._entries:
                self._entries[each.of.report] = each if each.why_not else self._at_the_end(each, at)
                if ahead:
                    self._ahead.add(each.of.report)

    def entry(self, report: int) -> FeedEntry | None:
        """One report as the feed keeps it."""
        return self._entries.get(report)

    def page(
        self, after: int, limit: int, *, only_withdrawn: bool = False, changed_after: datetime | None = None
    ) -> list[FeedEntry]:
        """What is offered or withdrawn behind a position, in order."""
        return self._told(
            lambda each: (
                (each.position or 0) > after
                and (not only_withdrawn or each.withdrawn_at is not None)
                and (changed_after is None or (each.changed_at is not None and each.changed_at > changed_after))
            )
        )[:limit]

    def newest(self, limit: int) -> list[FeedEntry]:
        """What was offered last and is not withdrawn, newest first."""
        return self._told(lambda each: each.withdrawn_at is None)[::-1][:limit]

    def days(self) -> Mapping[date, datetime]:
        """The days of receipt that have something in the feed, and when each last changed."""
        found: dict[date, datetime] = {}
        for each in self._told(lambda _: True):
            if each.changed_at is not None:
                found[self._day(each)] = each.changed_at
        return dict(sorted(found.items()))

    def of_day(self, day: date) -> list[FeedEntry]:
        """What is offered or withdrawn of one day of receipt, in order of the feed."""
        return self._told(lambda each: self._day(each) == day)

    def of_reporters(self, pseudonyms: Sequence[str]) -> list[int]:
        """The reports that came from these reporters, whether the feed has looked at them or not."""
        return sorted(each.report for each, _ in self.reports if each.reporter and each.reporter in pseudonyms)

    def withdraw(self, reports: Sequence[int], at: datetime) -> list[FeedEntry]:
        """Mark known reports withdrawn and put what was offered at the end; those that were not withdrawn before."""
        gone = [self._entries[each] for each in sorted(set(reports)) if each in self._entries]
        gone = [replace(each, withdrawn_at=at) for each in gone if each.withdrawn_at is None]
        for each in gone:
            self._entries[each.of.report] = each if each.position is None else self._at_the_end(each, at)
        return [self._entries[each.of.report] for each in gone]

    def refuse(self, pseudonyms: Sequence[str], at: datetime) -> None:  # noqa: ARG002  # memory keeps no times
        """From now on nothing of these reporters is offered."""
        self._refused.update(each for each in pseudonyms if each)

    def refused(self, pseudonyms: Sequence[str]) -> frozenset[str]:
        """Those of them who took their consent back."""
        return frozenset(self._refused.intersection(pseudonyms))

    def consented(self, version: str, most: int) -> ConsentedMail:
        """How much mail came in under a version, counted no further than ``most``."""
        mails = [each for each in self._entries.values() if each.consent == version]
        gone = [each for each in mails if each.withdrawn_at is not None]
        return ConsentedMail(version, len(mails[:most]), len(gone[:most]))

    def withdrawn(self, before: int, limit: int) -> list[FeedEntry]:
        """What was taken back, the report with the highest number first."""
        found = [
            each
            for each in self._entries.values()
            if each.withdrawn_at is not None and (not before or each.of.report < before)
        ]
        return sorted(found, key=lambda each: -each.of.report)[:limit]

    def hold_back(self, report: int, why: str) -> bool:
        """Offer it no longer, for this reason; False if it was held back before."""
        known = self._entries.get(report)
        if known is None or known.why_not:
            return False
        self._entries[report] = replace(known, why_not=why)
        return True

    def held_back(self) -> list[FeedEntry]:
        """What was offered and is held back."""
        held = [each for each in self._entries.values() if each.why_not and each.position and not each.withdrawn_at]
        return sorted(held, key=lambda each: each.position or 0)

    def release(self, reports: Sequence[int], at: datetime) -> None:
        """Offer again what was held back, at the end of the feed."""
        for each in self.held_back():
            if each.of.report in reports:
                self._entries[each.of.report] = self._at_the_end(replace(each, why_not=""), at)

    def log(self, pull: Pull, since: datetime, most: int) -> bool:
        """Keep that a vendor pulled; False, and nothing kept, if that makes more than ``most`` items since then."""
        if pull.items and self.pulled(pull.vendor, since) + pull.items > most:
            return False
        self._pulls.append(pull)
        return True

    def pulled(self, vendor: str, since: datetime) -> int:
        """How many items a vendor got since then; tombstones are not counted."""
        return sum(each.items for each in self._pulls if each.vendor == vendor and each.at >= since)

    def pulls(self, vendor: str, limit: int = 100) -> list[Pull]:
        """What one vendor pulled, newest first."""
        return [each for each in reversed(self._pulls) if each.vendor == vendor][:limit]

    def _told(self, wanted: Callable[[FeedEntry], bool]) -> list[FeedEntry]:
        told = [each for each in self._entries.values() if each.position and (not each.why_not or each.withdrawn_at)]
        return sorted(filter(wanted, told), key=lambda each: each.position or 0)

    def _day(self, entry: FeedEntry) -> date:
        return entry.of.received_at.astimezone(self.timezone).date()

    def _at_the_end(self, entry: FeedEntry, at: datetime) -> FeedEntry:
        positions = [each.position for each in self._entries.values() if each.position]
        times = [each.changed_at for each in self._entries.values() if each.changed_at]
        changed_at = max(at, max(times) + timedelta(microseconds=1)) if times else at
        return replace(entry, position=max(positions, default=0) + 1, changed_at=changed_at)
