"""Withdraw consent: one mail, or all of a reporter's, become tombstones for every vendor, and nothing of theirs follows.

Pseudonyms are made for one fiscal year each, so a reporter is looked for under that of every year in which mail was taken,
made from the address in the evidence; and is refused under next year's too.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.feed_item import Feeding, reference_of, stored_report
from tsuho.casework.referral_ports import REFUSED, FeedEntry, Shareable
from tsuho.casework.vendor_feed import consent_at

_YEARS_BACK = 4  # evidence is kept for 3 years after a case; before that there is nothing to withdraw
_YEAR = timedelta(days=365)


def withdraw_report(feeding: Feeding, report: int, *, by: str, reason: str, at: datetime) -> list[FeedEntry]:
    """Withdraw one mail; what was withdrawn, with a place where it had been offered. Raises CannotDo for a number that is no report."""
    _must_be_reasoned(by, reason)
    shareable = _known(feeding, report)
    _refuse_unseen(feeding, [shareable], at)
    gone = feeding.feed.withdraw([report], at)
    _write_down(feeding, f"report {report}", gone, by, reason, at)
    return gone


def withdraw_reporter(feeding: Feeding, report: int, *, by: str, reason: str, at: datetime) -> list[FeedEntry]:
    """Withdraw all that came from who sent this report, and refuse what comes; what was withdrawn."""
    _must_be_reasoned(by, reason)
    shareable = _known(feeding, report)
    pseudonyms = _pseudonyms(feeding, shareable, at)
    if not pseudonyms:
        raise CannotDo("cannot_withdraw_unknown", report=report)
    feeding.feed.refuse(pseudonyms, at)
    reports = feeding.feed.of_reporters(pseudonyms)
    shareables = [each for each in map(feeding.feed.shareable, reports) if each is not None]
    _refuse_unseen(feeding, shareables, at)
    gone = feeding.feed.withdraw(reports, at)
    _write_down(feeding, f"reporter of report {report}", gone, by, reason, at)
    return gone


def _must_be_reasoned(by: str, reason: str) -> None:
    if not (by.strip() and reason.strip()):
        raise CannotDo("cannot_withdraw_consent_unreasoned")


def _known(feeding: Feeding, report: int) -> Shareable:
    entry = feeding.feed.entry(report)
    found = entry.of if entry else feeding.feed.shareable(report)
    if found is None:
        raise CannotDo("cannot_find_shared", report=report)
    return found


def _refuse_unseen(feeding: Feeding, shareables: Sequence[Shareable], at: datetime) -> None:
    """What the feed has not looked at yet is entered as refused, so that it never is offered."""
    new = [
        FeedEntry(
            each,
            reference_of(each, feeding.token_key),
            consent_at(feeding, each.received_at),
            why_not=REFUSED,
        )
        for each in shareables
    ]
    feeding.feed.enter(new, at, ahead=True)


def _pseudonyms(feeding: Feeding, shareable: Shareable, at: datetime) -> list[str]:
    """The reporter's pseudonym of every year that matters; only the one that is kept where the evidence is gone."""
    found = {shareable.reporter} if shareable.reporter else set()
    try:
        sender = stored_report(shareable, feeding.lake).envelope.mail_from
    except CannotDo:
        sender = None
    if sender:
        first = min(at, shareable.received_at) - _YEARS_BACK * _YEAR
        years = (at - first) // _YEAR + 2
        found |= {feeding.pseudonyms.of(sender, first + number * _YEAR) for number in range(years)}
    return sorted(found)


def _write_down(feeding: Feeding, subject: str, gone: Sequence[FeedEntry], by: str, reason: str, at: datetime) -> None:
    tombstones = sum(each.position is not None for each in gone)
    feeding.audit.write(at, by, "withdraw_consent", subject, {"tombstones": str(tombstones), "reason": reason})
