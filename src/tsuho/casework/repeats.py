"""Repeats: the same bytes with the same envelope within an hour are one mail sent again (I9d). They count, and lead nowhere.

A sender's server tries again when our answer was lost, and a person presses the button twice; both are no second report of
anything. Files have no envelope, so `take` remembers their names instead.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from tsuho.casework.ports import Records, Spooled
from tsuho.words.arrival import Envelope
from tsuho.words.judged import JudgedArrival, JudgedReport
from tsuho.words.vocabulary import Outcome, Reason

WITHIN = timedelta(hours=1)


def fingerprint(raw: bytes, envelope: Envelope) -> str:
    """What two copies of one transaction share; empty where there was no envelope."""
    if envelope.mail_from is None:
        return ""
    said = "\n".join((envelope.mail_from, *sorted(envelope.rcpt_to)))
    return sha256(sha256(raw).digest() + said.encode("utf-8", "surrogateescape")).hexdigest()


def repeats_among(letters: Sequence[Spooled], records: Records) -> frozenset[int]:
    """The numbers of those letters that came before, in this batch or an earlier one, within the hour."""
    if not letters:
        return frozenset()
    prints = {each.number: fingerprint(each.letter.raw, each.letter.envelope) for each in letters}
    since = min(each.letter.received_at for each in letters) - WITHIN
    earlier = records.seen_before([found for found in prints.values() if found], since)
    times = {found: list(seen) for found, seen in earlier.items()}
    repeats = set()
    for each in sorted(letters, key=lambda spooled: spooled.number):
        own, at = prints[each.number], each.letter.received_at
        if not own:
            continue
        if any(number < each.number and abs(at - before) <= WITHIN for number, before in times.get(own, ())):
            repeats.add(each.number)
        times.setdefault(own, []).append((each.number, at))
    return frozenset(repeats)


def as_repeat(judged: JudgedArrival) -> JudgedArrival:
    """The same arrival, its reports incomplete for being repeats; a virus stays the first reason."""
    return replace(judged, reports=tuple(_repeated(report) for report in judged.reports))


def _repeated(report: JudgedReport) -> JudgedReport:
    first = [reason for reason in report.reasons if reason == Reason.VIRUS]
    others = [reason for reason in report.reasons if reason != Reason.VIRUS]
    return replace(report, outcome=Outcome.INCOMPLETE, reasons=(*first, Reason.DUPLICATE, *others))
