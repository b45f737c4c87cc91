"""Rebuild: judge the archive again under today's rules, from stored bytes and stored facts, and say what changed.

Evidence stays as it is. A report that no longer stands as before gets a new judgement beside it, so a rebuild that is repeated
under the same rules finds nothing more to say. What has no stored answer (a fact that only today's rules ask for) stays unknown.
A letter whose breach or origin is no longer found is proposed for withdrawal; a person decides. Published counts change only
by correction rows, which are not booked here.
"""

import traceback
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from tsuho.casework.examine import is_chain_mail
from tsuho.casework.ports import Evidenced
from tsuho.casework.rebuild_ports import Archive, Rejudged, Stands, StoredArrival, Unread
from tsuho.casework.repeats import as_repeat
from tsuho.engine.read_one import Reading, judge, look
from tsuho.words.judged import JudgedArrival, JudgedReport
from tsuho.words.vocabulary import Reason, Verdict

Key = tuple[int, int]  # arrival number, report number


class Change(StrEnum):
    """What may change about a report."""

    OUTCOME = "outcome"
    FINDING = "finding"
    ORIGIN = "origin"
    FORM = "form"
    NEW = "new"  # a report that was not found before
    GONE = "gone"  # a report that is found no more


@dataclass(frozen=True, slots=True)
class Difference:
    """A report that does not stand as before; ``was`` None: it is new, ``now`` None: it is gone."""

    arrival: int
    number_in_arrival: int
    was: Stands | None
    now: Stands | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The kinds of change, none where all is as before."""
        if self.was is None or self.now is None:
            return () if self.was is self.now else (Change.NEW if self.was is None else Change.GONE,)
        pairs = {
            Change.OUTCOME: (self.was.outcome, self.now.outcome),
            Change.FINDING: (self.was.verdicts, self.now.verdicts),
            Change.ORIGIN: (self.was.ip, self.now.ip),
            Change.FORM: (self.was.form, self.now.form),
        }
        return tuple(kind for kind, (before, after) in pairs.items() if before != after)

    @property
    def verdicts(self) -> Iterator[tuple[str, str, str]]:
        """(rule, verdict before, verdict now) of every rule whose verdict changed; empty: the rule said nothing."""
        before = self.was.verdicts if self.was else {}
        after = self.now.verdicts if self.now else {}
        for rule in sorted({*before, *after}):
            if before.get(rule) != after.get(rule):
                yield rule, before.get(rule, ""), after.get(rule, "")


@dataclass(frozen=True, slots=True)
class NoticedNow:
    """A report that stands in a letter: what was once found of it, and what is found now."""

    key: Key
    was: tuple[Stands, ...]
    now: Stands | None


@dataclass(frozen=True, slots=True)
class PieceRebuilt:
    """What judging one piece again brought.

    ``rejudged`` are the judgements to append; ``to_apply`` those that slim rows may still lack, of this rebuild or an earlier
    one. ``unreadable``: arrival number and the kind of error; ``chain``: arrivals that are chain mail under today's rules,
    whose bytes must go.
    """

    arrivals: int
    reports: int
    differences: tuple[Difference, ...]
    rejudged: tuple[Rejudged, ...]
    to_apply: tuple[Rejudged, ...]
    noticed: tuple[NoticedNow, ...]
    unreadable: tuple[tuple[int, str], ...]
    chain: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """How to judge again: with whose law and trust, for which days of receipt, and which reports stand in letters.

    What a person ``decided`` of a report is not judged over.
    """

    reading: Reading
    since: datetime
    until: datetime
    rules: str
    judged_at: datetime
    noticed: Collection[Key] = frozenset()
    apply: bool = False
    decided: Collection[Key] = frozenset()


@dataclass(slots=True)
class _Found:
    """A piece as it is being judged."""

    arrivals: int = 0
    reports: int = 0
    differences: list[Difference] = field(default_factory=list)
    rejudged: list[Rejudged] = field(default_factory=list)
    to_apply: list[Rejudged] = field(default_factory=list)
    noticed: list[NoticedNow] = field(default_factory=list)
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    chain: list[int] = field(default_factory=list)


def rules_digest(reading: Reading, version: str) -> str:
    """16 hexadecimal characters that name the rules: their ids and versions, the law, the trusted hosts, the program."""
    law = reading.jurisdiction
    trust = (sorted(reading.trust.hosts), sorted(reading.trust.domains), sorted(map(str, reading.trust.networks)))
    said = [version, law.code, repr(law.periods), repr(trust), *(f"{rule.id}={rule.version}" for rule in law.rules)]
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def rebuild_piece(archive: Archive, piece: str, how: Rebuilding) -> PieceRebuilt:
    """Judge one piece of the archive again. Nothing is written; an arrival that cannot be read costs that arrival alone."""
    found = _Found()
    for stored in archive.read(piece, how.since, how.until):
        found.arrivals += 1
        if isinstance(stored, Unread):
            found.unreadable.append((stored.arrival, stored.why))
            continue
        try:
            judged = judged_again(stored, how.reading)
        except Exception:  # noqa: BLE001  # a bug in today's reader must not end the rebuild of years
            found.unreadable.append((stored.arrival.number, _kind_of_error()))
            continue
        if is_chain_mail(Evidenced(stored.arrival, judged, stored.facts)):
            found.chain.append(stored.arrival.number)
            continue
        found.reports += len(judged.reports)
        _compare(stored, judged, how, found)
    return PieceRebuilt(
        found.arrivals,
        found.reports,
        tuple(found.differences),
        tuple(found.rejudged),
        tuple(found.to_apply),
        tuple(found.noticed),
        tuple(found.unreadable),
        tuple(found.chain),
    )


def judged_again(stored: StoredArrival, reading: Reading) -> JudgedArrival:
    """Today's judgement of a stored arrival; one that was a repeat stays a repeat."""
    seen = look(stored.arrival, reading)
    judged = judge(seen, stored.facts, reading)
    repeat = any(each is not None and Reason.DUPLICATE in each.reasons for each in stored.judged)
    return as_repeat(judged) if repeat else judged


def stands(report: JudgedReport) -> Stands:
    """What a rebuild compares of a judged report."""
    return Stands(
        outcome=report.outcome.value,
        form=report.form.value,
        ip=report.origin.ip if report.origin else "",
        verdicts={each.rule: each.verdict.value for each in report.findings},
        reasons=tuple(report.reasons),
    )


def _compare(stored: StoredArrival, judged: JudgedArrival, how: Rebuilding, found: _Found) -> None:
    arrival = stored.arrival
    if arrival.received_at is None:
        raise ValueError(f"arrival {arrival.number} has no receipt time; the archive cannot hold it")
    for number in range(max(len(stored.standing), len(judged.reports))):
        report = judged.reports[number] if number < len(judged.reports) else None
        now = stands(report) if report else None
        was = _at(stored.standing, number)
        if (arrival.number, number) in how.decided:
            now = was
        difference = Difference(arrival.number, number, was, now)
        new = Rejudged(arrival.number, number, arrival.received_at, report, how.rules, how.judged_at)
        if difference.changes:
            found.differences.append(difference)
            found.rejudged.append(new)
        if how.apply and (difference.changes or number in stored.rejudged):
            found.to_apply.append(new)
        if (arrival.number, number) in how.noticed:
            before = tuple(each for each in (_at(stored.judged, number), was) if each is not None)
            found.noticed.append(NoticedNow((arrival.number, number), before, now))


def _at(reports: Sequence[Stands | None], number: int) -> Stands | None:
    return reports[number] if number < len(reports) else None


def lost_rules(noticed: NoticedNow, said: Collection[str]) -> tuple[str, ...]:
    """Of the rules that a letter may have named, those that this report breached once and breaches no more."""
    now: Mapping[str, str] = noticed.now.verdicts if noticed.now else {}
    once = {rule for each in noticed.was for rule, verdict in each.verdicts.items() if verdict == Verdict.BREACHED}
    return tuple(sorted(rule for rule in once if rule in said and now.get(rule) != Verdict.BREACHED))


def lost_origin(noticed: NoticedNow) -> tuple[str, str] | None:
    """(origin that a letter may have named, origin found now) where they differ; None where it still holds."""
    now = noticed.now.ip if noticed.now else ""
    once = [each.ip for each in noticed.was if each.ip and each.ip != now]
    return (once[-1], now) if once else None


def _kind_of_error() -> str:
    """The kind of error and where in our code; never a word of the mail."""
    lines = traceback.format_exc().strip().splitlines()
    places = [line.strip() for line in lines if line.strip().startswith("File ")]
    return f"{lines[-1].split(':', 1)[0]} at {places[-1] if places else 'an unknown place'}"
