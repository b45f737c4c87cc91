"""Check the ledger: derive everything again that can be derived, and say in words what does not come out the same."""

from collections.abc import Iterator

from tsuho.casework.close_month import hash_of
from tsuho.casework.keep_ledger import Keeping
from tsuho.casework.ledger_ports import ClosedMonth, KeptLedger
from tsuho.statistics import periods
from tsuho.statistics.sealing import START

_MOST = 20  # differences that are listed; the rest is counted


def wrong_in_ledger(keeping: Keeping) -> Iterator[str]:
    """What is wrong: a seal, a closed month, a signature, a sum. Nothing while all is well."""
    ledger = keeping.ledger
    if (seal := ledger.first_broken_seal()) is not None:
        yield f"seal {seal} is not that of its rows: a row was changed, left out or put in past the database's refusal"
    previous = START
    for each in ledger.closed_months():
        yield from wrong_in_month(keeping, each, previous)
        previous = each.hash
    found = _wrong_sums(ledger)
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield f"{len(found) - _MOST} more sums differ from the rows"


def wrong_in_month(keeping: Keeping, closed: ClosedMonth, previous: str) -> Iterator[str]:
    """What is wrong with one closed month; ``previous`` is the hash of the one that was closed before it."""
    if hash_of(keeping.ledger, periods.month(closed.month)) != closed.hash:
        yield f"{closed.month} does not give the hash with which it was closed"
    if closed.previous != previous:
        yield f"{closed.month} does not follow the month that was closed before it"
    if not keeping.ledger.is_seal(closed.seal):
        yield f"{closed.month} stands on a seal that is not there; seals were cut off"
    signer = keeping.signer
    if closed.signature and signer and not signer.holds(closed.signed_text, closed.signature, closed.signed_with):
        yield f"the signature of {closed.month} does not hold"


def _wrong_sums(ledger: KeptLedger) -> list[str]:
    span = ledger.days()
    return list(ledger.differences(*span)) if span else []
