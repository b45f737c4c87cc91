"""Enter what a person decided of one report: a judgement beside the old one, counted at once, with who and why.

Evidence first: the new judgement is appended to the lake, then slim row, counts, decision and audit entry are committed together.
After a crash between the two the person decides again, and nothing has been counted.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tsuho.casework.decision_ports import DecisionKind, Decisions, ReportDecided
from tsuho.casework.errors import CannotDo
from tsuho.casework.message_ports import KeptMessage, Messages
from tsuho.casework.ports import Audit, Ledger, Records, ReportSeen
from tsuho.casework.rebuild_ports import Archive, Rebuilt, Rejudged
from tsuho.engine.read_one import Reading
from tsuho.statistics.booking import rows_for
from tsuho.words.arrival import Arrival
from tsuho.words.judged import JudgedArrival, JudgedReport
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class Deciding:
    """What deciding of single reports needs; ``rules`` is the digest of the rules that are in force here today."""

    records: Records
    messages: Messages
    archive: Archive
    rebuilt: Rebuilt
    ledger: Ledger
    decisions: Decisions
    audit: Audit
    reading: Reading
    rules: str
    timezone: ZoneInfo
    together: Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides what, why and when; ``rules`` and ``stated`` as in ReportDecided."""

    kind: DecisionKind
    by: str
    reason: str
    at: datetime
    rules: tuple[str, ...] = ()
    stated: Mapping[str, str] | None = None


def kept_message(records: Records, messages: Messages, report: int) -> tuple[ReportSeen, KeptMessage]:
    """A report by its row number, with its evidence. Raises CannotDo where either is gone."""
    seen = next(iter(records.seen([report])), None)
    if seen is None:
        raise CannotDo("cannot_find_report", report=report)
    kept = messages.kept(seen.arrival, seen.number_in_arrival, seen.received_at)
    if kept is None:
        raise CannotDo("cannot_find_evidence", report=report, arrival=seen.arrival)
    return seen, replace(kept, arrival=_ended(records, kept.arrival))


def _ended(records: Records, arrival: Arrival) -> Arrival:
    """The arrival with the end of its monitor as it is known today: the sheet beside it is that of the day it came."""
    then = arrival.monitor
    today = records.monitor(then.address) if then else None
    if then is None or today is None or then.retired_at == today.retired_at:
        return arrival
    return replace(arrival, monitor=replace(then, retired_at=today.retired_at))


def must_say_why(by: str, reason: str) -> None:
    """Raises CannotDo without a name and a reason."""
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_decide_unreasoned")


def enter_decision(
    deciding: Deciding, report: int, kept: KeptMessage, after: JudgedReport, decision: Decision
) -> ReportDecided:
    """Enter a judgement that a person brought about; the decision as it is kept."""
    arrival, before = kept.arrival, kept.standing
    if arrival.received_at is None:
        raise CannotDo("cannot_count_untimed", arrival=arrival.number)
    rejudged = Rejudged(arrival.number, kept.number_in_arrival, arrival.received_at, after, deciding.rules, decision.at)
    decided = ReportDecided(
        arrival.number,
        kept.number_in_arrival,
        decision.kind,
        decision.by,
        decision.reason,
        decision.at,
        decision.rules,
        decision.stated or {},
        before.outcome.value if before else "",
        after.outcome.value,
    )
    deciding.archive.append([rejudged])
    with deciding.together():
        turn = deciding.decisions.append(decided)
        deciding.rebuilt.apply([rejudged])
        deciding.ledger.book(recounted(kept, after, turn, deciding.timezone))
        details = {
            "from": decided.outcome_before, "to": decided.outcome_after, "rules": " ".join(decided.rules), "reason": decided.reason,
            **decided.stated,
        }  # fmt: skip
        deciding.audit.write(decision.at, decision.by, decision.kind.value, f"report {report}", details)
    return decided


def recounted(kept: KeptMessage, after: JudgedReport, turn: int, timezone: ZoneInfo) -> list[LedgerRow]:
    """The rows that count a report out as it stood and in as it stands now; none where both count alike.

    ``turn`` is how many decisions there are of it, so that a second one is counted beside the first.
    """
    was = _row(kept.arrival, kept.number_in_arrival, kept.standing, timezone)
    now = _row(kept.arrival, kept.number_in_arrival, after, timezone)
    if was == now or now is None:
        return []
    found = [replace(now, key=f"{now.key}/decided/{turn}/in")]
    if was is not None:
        found.append(replace(was, key=f"{was.key}/decided/{turn}/out", count=-was.count))
    return found


def _row(arrival: Arrival, number: int, report: JudgedReport | None, timezone: ZoneInfo) -> LedgerRow | None:
    if report is None or arrival.received_at is None:
        return None
    judged = JudgedArrival("", len(arrival.raw), arrival.door, (report,))
    source = Source.SIMULATED if arrival.simulated else Source.COUNTED
    row = rows_for(arrival, judged, arrival.received_at.astimezone(timezone).date(), source)[0]
    return replace(row, key=row.key.replace("/0/", f"/{number}/", 1))
