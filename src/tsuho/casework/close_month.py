"""Close a month of the ledger (月次締め): count what shows only in looking back, seal, sum, sign, and keep the hash.

From then on the month stands as it was. What comes later is a correction, and every table shows it as a revision.
"""

from dataclasses import replace
from datetime import date, datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.keep_ledger import Keeping
from tsuho.casework.ledger_ports import ClosedMonth, KeptLedger
from tsuho.statistics import periods
from tsuho.statistics.periods import Period
from tsuho.statistics.sealing import START, month_hash
from tsuho.words.ledger import SPLITS


def close_month(keeping: Keeping, name: str, *, by: str, at: datetime) -> ClosedMonth:
    """Close a month; what is kept of it. Raises CannotDo for one that is not over, has a gap before it, or is not all counted."""
    try:
        month = periods.month(name)
    except ValueError:
        raise CannotDo("cannot_read_month", month=repr(name)) from None
    ledger = keeping.ledger
    _refuse_too_early(keeping, month, at)
    _refuse_out_of_turn(ledger, month)
    # what takes long comes before the moment in which nobody else may book
    rows = keeping.looked_back(month)
    ledger.seal()
    if wrong_sums := ledger.differences(month.since, month.until):
        raise CannotDo("cannot_close_wrong_sums", name=name, count=len(wrong_sums), first=wrong_sums[0])
    with ledger.alone():
        _refuse_out_of_turn(ledger, month)
        ledger.book(rows)
        ledger.seal()
        closed = _closed(keeping, month, by, at)
        ledger.close(closed)
        keeping.audit.write(at, by, "close_month", name, {"hash": closed.hash, "seal": closed.seal})
    keeping.laid_out(month)
    return closed


def next_to_close(ledger: KeptLedger) -> date | None:
    """The first day of the oldest month that has rows and is not closed; None while there is no row."""
    closed = [each.month for each in ledger.closed_months()]
    day = periods.month(closed[-1]).until if closed else ledger.first_day()
    return day.replace(day=1) if day else None


def hash_of(ledger: KeptLedger, month: Period) -> str:
    """The hash of a month as it was closed: its sums, without what corrected it afterwards."""
    return month_hash(month.label, ledger.sums(month.since, month.until, SPLITS, None, {"correction": ("",)}))


def _refuse_too_early(keeping: Keeping, month: Period, at: datetime) -> None:
    if keeping.day(at) < month.until:
        raise CannotDo("cannot_close_early", month=month.label, day=month.until)
    oldest = keeping.oldest_waiting()
    if oldest is not None and keeping.day(oldest) < month.until:
        raise CannotDo("cannot_close_waiting", day=keeping.day(oldest))


def _refuse_out_of_turn(ledger: KeptLedger, month: Period) -> None:
    closed = [each.month for each in ledger.closed_months()]
    if month.label in closed:
        raise CannotDo("cannot_close_again", month=month.label)
    wanted = f"{next_to_close(ledger) or month.since:%Y-%m}"
    if month.label != wanted:
        raise CannotDo("cannot_close_out_of_turn", wanted=wanted, month=month.label)


def _closed(keeping: Keeping, month: Period, by: str, at: datetime) -> ClosedMonth:
    ledger, signer = keeping.ledger, keeping.signer
    before = ledger.closed_months()
    previous = before[-1].hash if before else START
    entries = sum(ledger.row_counts(month.since, month.until).values())
    closed = ClosedMonth(
        month=month.label,
        entries=entries,
        hash=hash_of(ledger, month),
        previous=previous,
        seal=ledger.head(),
        signature="",
        signed_with="",
        by=by,
        at=at,
        audit="{} {}".format(*keeping.audit_sealed(at)),
    )
    if signer is None:
        return closed
    return replace(closed, signature=signer.sign(closed.signed_text), signed_with=signer.public)
