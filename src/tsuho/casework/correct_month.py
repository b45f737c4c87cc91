"""Correct a closed month: one row with its reason and its day, which every table shows beside what the month said before."""

from dataclasses import replace
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.keep_ledger import Keeping
from tsuho.words.ledger import LedgerRow


def correct_month(keeping: Keeping, row: LedgerRow, *, by: str, reason: str, at: datetime) -> None:
    """Book a correction; its count may be negative. Raises CannotDo without a name and a reason, or for an open month."""
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_correct_unreasoned")
    month = f"{row.day:%Y-%m}"
    if month not in {each.month for each in keeping.ledger.closed_months()}:
        raise CannotDo("cannot_correct_open", month=month)
    if not row.count:
        raise CannotDo("cannot_correct_nought")
    key = f"correction {at.isoformat()}/{row.series}"
    entered = replace(row, key=key, correction=reason, corrected_on=keeping.day(at).isoformat())
    with keeping.ledger.alone():
        if not keeping.ledger.book([entered]):
            raise CannotDo("cannot_correct_twice")
        keeping.audit.write(at, by, "correct_month", month, {"key": key, "count": str(row.count), "reason": reason})
