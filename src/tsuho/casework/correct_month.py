"""Correct a closed month: one row with its reason and its day, which every table shows beside what the month said before."""

from dataclasses import replace
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.keep_ledger import Keeping
from tsuho.words.ledger import LedgerRow


def correct_month(keeping: Keeping, row: LedgerRow, *, by: str, reason: str, at: datetime) -> None:
    """Book a correction; its count may be negative. Raises CannotDo without a name and a reason, or for an open month."""
    if not by.strip() or not reason.strip():
        raise CannotDo("a correction needs a name (--by) and a reason (--reason): it stands below every table")
    month = f"{row.day:%Y-%m}"
    if month not in {each.month for each in keeping.ledger.closed_months()}:
        raise CannotDo(f"{month} is not closed; what is missing in an open month is booked where it happens")
    if not row.count:
        raise CannotDo("a correction of nought changes nothing; say how many more (3) or fewer (-3)")
    key = f"correction {at.isoformat()}/{row.series}"
    entered = replace(row, key=key, correction=reason, corrected_on=keeping.day(at).isoformat())
    with keeping.ledger.alone():
        if not keeping.ledger.book([entered]):
            raise CannotDo("a correction of this very moment is booked already; try again")
        keeping.audit.write(at, by, "correct_month", month, {"key": key, "count": str(row.count), "reason": reason})
