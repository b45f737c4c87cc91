"""Purge what is past its retention limit: bytes, slim rows and whatever was made of them; counts, proofs and decisions stay.

What a case, an open referral or a person in the middle of work stands on stays, with the reason, and so does what belongs to a
month that is not closed yet, since its campaigns are counted from the rows. Evidence goes before the rows that lead to it: a
purge that was interrupted finds the rest the next time, and nothing is left that no row leads to.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Spool
from tsuho.casework.purge_ports import Held, Purged, PurgeEvidence, PurgeProof, PurgeRecords, Stale, Stays
from tsuho.words.vocabulary import Kind

_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Nothing received before these times stays: of reports, of monitor hits; ``evidence`` is that of cases."""

    reports: datetime
    monitors: datetime
    evidence: datetime


@dataclass(frozen=True, slots=True)
class Purging:
    """What a purge needs. ``closed`` are the months that were closed, ``held_campaigns`` those under a legal hold."""

    records: PurgeRecords
    evidence: PurgeEvidence
    spool: Spool
    audit: Audit
    limits: Limits
    timezone: ZoneInfo
    closed: Collection[str]
    held_campaigns: Collection[int] = ()
    together: Callable[[], AbstractContextManager[None]] = nullcontext


@dataclass(frozen=True, slots=True)
class Purge:
    """What a purge took, or would take, by class; and what stays though it is past its limit, by reason."""

    gone: Mapping[Purged, int] = field(default_factory=dict)
    stays: Mapping[Stays, int] = field(default_factory=dict)


def limit_before(present: datetime, months: int, timezone: ZoneInfo) -> datetime:
    """The first day of the month that lies so many months back: whole months go, and none before its time is over."""
    if months < 1:
        raise CannotDo("cannot_purge_limit", months=months)
    today = present.astimezone(timezone).date()
    count = today.year * 12 + today.month - 1 - months
    return datetime.combine(date(count // 12, count % 12 + 1, 1), time(), timezone)


def purge(purging: Purging, *, by: str, at: datetime, dry_run: bool) -> Purge:
    """Take all that is past its limit and held by nothing; a dry run only counts. Raises CannotDo without a name."""
    if not by.strip():
        raise CannotDo("cannot_purge_unnamed")
    keep, stays, rows = _sorted_out(purging, at)
    gone: Counter[Purged] = Counter()
    for kind, before in _kinds(purging.limits):
        took = purging.evidence.stale if dry_run else purging.evidence.purge
        counted = took(before, monitors=kind is Kind.MONITOR_HIT, keep=keep)
        gone.update(counted)
        if dry_run:
            gone[Purged.REPORT] += rows[kind]
            continue
        _prove(purging, counted, before, by, at)
        for page in _pages(purging, kind, before):
            with purging.together():
                taken = purging.records.purge([each for each in page if each.arrival not in keep], at)
                _prove(purging, taken, before, by, at)
            gone.update(taken)
    gone.update(_poison(purging, by, at, dry_run=dry_run))
    if not dry_run:
        with purging.together():
            emptied = {Purged.CAMPAIGN: purging.records.purge_emptied()}
            _prove(purging, emptied, purging.limits.reports, by, at)
        gone.update(emptied)
        purging.records.leave_no_trace()
        purging.spool.leave_no_trace()
    done = Purge({what: gone[what] for what in Purged if gone[what]}, {why: stays[why] for why in Stays if stays[why]})
    if not dry_run:
        said = {f"gone_{what}": str(count) for what, count in done.gone.items()}
        said |= {f"stays_{why}": str(count) for why, count in done.stays.items()}
        purging.audit.write(at, by, "purge", "retention", said)
    return done


def why_stays(stale: Stale, held: Held, purging: Purging) -> Stays | None:
    """Why a row past its limit stays; None: it goes."""
    if stale.campaign is not None and stale.campaign in purging.held_campaigns:
        return Stays.LEGAL_HOLD
    found = held.reports.get(stale.report) or held.arrivals.get(stale.arrival)
    if found is None and stale.campaign is not None:
        found = held.campaigns.get(stale.campaign)
    if found is None and f"{stale.received_at.astimezone(purging.timezone):%Y-%m}" not in purging.closed:
        return Stays.MONTH_NOT_CLOSED
    return found


def _sorted_out(purging: Purging, at: datetime) -> tuple[frozenset[int], Counter[Stays], Counter[Kind]]:
    """(arrivals that stay, rows that stay by reason, rows that go by kind). An arrival stays whole if one report of it does."""
    held = purging.records.held(purging.limits.evidence, at)
    keep: dict[int, Stays] = {}
    for kind, before in _kinds(purging.limits):
        for page in _pages(purging, kind, before):
            for each in page:
                if why := why_stays(each, held, purging):
                    keep.setdefault(each.arrival, why)
    stays: Counter[Stays] = Counter()
    rows: Counter[Kind] = Counter()
    for kind, before in _kinds(purging.limits):
        for page in _pages(purging, kind, before):
            stays.update(keep[each.arrival] for each in page if each.arrival in keep)
            rows[kind] += sum(1 for each in page if each.arrival not in keep)
    return frozenset(keep), stays, rows


def _kinds(limits: Limits) -> tuple[tuple[Kind, datetime], ...]:
    return (Kind.REPORT, limits.reports), (Kind.MONITOR_HIT, limits.monitors)


def _pages(purging: Purging, kind: Kind, before: datetime) -> Iterator[list[Stale]]:
    after = 0
    while page := purging.records.stale(kind, before, after, _AT_ONCE):
        after = page[-1].report
        yield page


def _poison(purging: Purging, by: str, at: datetime, *, dry_run: bool) -> Mapping[Purged, int]:
    """Arrivals that could not be read are past their limit like any other; nobody mended what they stumbled over."""
    before = purging.limits.reports
    old = [each.number for each in purging.spool.poisoned() if each.received_at < before]
    count = len(old) if dry_run else sum(purging.spool.discard(number) for number in old)
    if not dry_run:
        _prove(purging, {Purged.POISON: count}, before, by, at)
    return {Purged.POISON: count}


def _prove(purging: Purging, counted: Mapping[Purged, int], before: datetime, by: str, at: datetime) -> None:
    purging.records.prove([PurgeProof(at, what, count, before, by) for what, count in counted.items() if count])
