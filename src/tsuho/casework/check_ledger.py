"""Check the ledger: derive everything again that can be derived, and say in words what does not come out the same."""

from collections.abc import Iterator

from tsuho.casework.close_month import hash_of
from tsuho.casework.keep_ledger import Keeping
from tsuho.casework.ledger_ports import ClosedMonth, KeptLedger
from tsuho.statistics import periods
from tsuho.statistics.sealing import START
from tsuho.words.catalogue import Words

_MOST = 20  # differences that are listed; the rest is counted


def wrong_in_ledger(keeping: Keeping) -> Iterator[Words]:
    """What is wrong: a seal, a closed month, a signature, a sum. Nothing while all is well."""
    ledger = keeping.ledger
    if (seal := ledger.first_broken_seal()) is not None:
        yield Words("ledger_wrong_seal", {"seal": seal})
    previous = START
    for each in ledger.closed_months():
        yield from wrong_in_month(keeping, each, previous)
        previous = each.hash
    found = _wrong_sums(ledger)
    for wrong in found[:_MOST]:
        yield Words("ledger_wrong_sum", {"sum": wrong})
    if len(found) > _MOST:
        yield Words("ledger_wrong_more_sums", {"count": len(found) - _MOST})


def wrong_in_month(keeping: Keeping, closed: ClosedMonth, previous: str) -> Iterator[Words]:
    """What is wrong with one closed month; ``previous`` is the hash of the one that was closed before it."""
    if hash_of(keeping.ledger, periods.month(closed.month)) != closed.hash:
        yield Words("ledger_wrong_hash", {"month": closed.month})
    if closed.previous != previous:
        yield Words("ledger_wrong_order", {"month": closed.month})
    if not keeping.ledger.is_seal(closed.seal):
        yield Words("ledger_wrong_cut", {"month": closed.month})
    signer = keeping.signer
    if closed.signature and signer and not signer.holds(closed.signed_text, closed.signature, closed.signed_with):
        yield Words("ledger_wrong_signature", {"month": closed.month})


def _wrong_sums(ledger: KeptLedger) -> list[str]:
    # not the rows' days alone: a sum on a day that has no row would never be compared
    span = ledger.span()
    return list(ledger.differences(*span)) if span else []
