"""Examine a batch: read every arrival, keep the evidence, count it, enter it in the records, and let the bytes go.

The order is the promise: evidence first (the batch number is the lake's transaction, so a repeated batch is a no-op), then
the ledger (by its keys), then the slim records, then the acknowledgement. A crash between any two repeats, never doubles.
"""

import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tsuho.casework.discard_ports import Discards, proofs_of
from tsuho.casework.ports import Batch, Evidenced, Lake, Ledger, Records, ReporterPseudonyms, Spool, Spooled
from tsuho.casework.read_reply import A_PERSON_READS
from tsuho.casework.repeats import as_repeat, repeats_among
from tsuho.engine.read_one import Reading, judge, look
from tsuho.statistics.booking import rows_for, rows_for_unread_chain
from tsuho.words.arrival import Arrival, Letter
from tsuho.words.facts import Facts, Question
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Door, Source

Gather = Callable[[Sequence[Question], bytes], Facts]
TakeReply = Callable[[Letter], str]  # why a person must read it; empty: it was taken
READER_DIED = "the reader died, or ran out of time, with this mail in hand"


@dataclass(frozen=True, slots=True)
class Examiner:
    """What examining needs: where things go, how to read, and who gathers outside facts (with a deadline of its own).

    ``now`` is the time at which chain mail is proved discarded; what is done inside ``together`` is committed as one.
    """

    spool: Spool
    lake: Lake
    ledger: Ledger
    records: Records
    pseudonyms: ReporterPseudonyms
    reading: Reading
    gather: Gather
    timezone: ZoneInfo
    discards: Discards
    now: Callable[[], datetime]
    together: Callable[[], AbstractContextManager[None]] = nullcontext
    beat: Callable[[], None] = lambda: None
    take_reply: TakeReply = lambda _letter: A_PERSON_READS


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of a batch: arrivals kept as evidence, chain mails counted and discarded, set aside, replies taken."""

    kept: int
    discarded: int
    set_aside: int
    replies: int = 0


@dataclass(slots=True)
class _Sorted:
    """A batch as it is sorted into what is kept, what is only counted, and what waits for a person."""

    kept: list[Evidenced] = field(default_factory=list)
    counts: list[LedgerRow] = field(default_factory=list)
    discarded: int = 0
    set_aside: int = 0
    replies: int = 0


def examine(batch: Batch, examiner: Examiner) -> Examined:
    """Examine one batch to its end; after this returns its letters are evidence and counted, or on the poison list."""
    result = _Sorted()
    repeats = repeats_among(batch.letters, examiner.records)
    for spooled in batch.letters:
        examiner.beat()
        if batch.attempt > 1:
            if batch.in_hand == spooled.number:
                _set_aside(spooled, batch, examiner, result, READER_DIED)
                continue
            examiner.spool.hold_in_hand(batch.number, spooled.number)
        try:
            if spooled.letter.door is Door.REPLIES:
                _take_reply(spooled, batch, examiner, result)
                continue
            evidenced = read_letter(spooled, examiner)
        except Exception:  # noqa: BLE001  # one bad mail costs one mail, never the batch
            _set_aside(spooled, batch, examiner, result, _reason())
            continue
        if spooled.number in repeats:
            evidenced = replace(evidenced, judged=as_repeat(evidenced.judged))
        _sort(evidenced, examiner, result)
    if batch.attempt > 1:
        # from here on no mail is being read: a crash while storing must not be laid to the last one
        examiner.spool.hold_in_hand(batch.number, None)
    examiner.lake.append(batch.lane, batch.number, result.kept)
    with examiner.together():
        # a chain mail is counted and proved discarded as one: neither figure without the other
        examiner.ledger.book(result.counts)
        examiner.discards.prove(proofs_of(result.counts, examiner.now()))
    examiner.records.file(result.kept, _reporters(result.kept, examiner))
    # a reply may name a subscriber, so its bytes go like those of chain mail
    examiner.spool.acknowledge(batch.number, traceless=result.discarded > 0 or result.replies > 0)
    return Examined(len(result.kept), result.discarded, result.set_aside, result.replies)


def _take_reply(spooled: Spooled, batch: Batch, examiner: Examiner, result: _Sorted) -> None:
    """What came back on a letter of ours is no report: it is entered where it belongs, and kept nowhere."""
    if why := examiner.take_reply(spooled.letter):
        _set_aside(spooled, batch, examiner, result, why)
    else:
        result.replies += 1


def _sort(evidenced: Evidenced, examiner: Examiner, result: _Sorted) -> None:
    arrival = evidenced.arrival
    result.counts.extend(rows_for(arrival, evidenced.judged, _day(arrival, examiner), _source(arrival)))
    if is_chain_mail(evidenced):
        result.discarded += 1
    else:
        result.kept.append(evidenced)


def _set_aside(spooled: Spooled, batch: Batch, examiner: Examiner, result: _Sorted, reason: str) -> None:
    """Keep an unreadable arrival for a person; unreadable chain mail is counted その他 and its bytes go."""
    letter = spooled.letter
    if letter.door is Door.CHAIN:
        arrival = Arrival(spooled.number, letter.door, letter.received_at, b"", simulated=letter.simulated)
        result.counts.extend(rows_for_unread_chain(arrival, _day(arrival, examiner), _source(arrival)))
        result.discarded += 1
    else:
        examiner.spool.set_aside(batch.number, spooled.number, reason)
        result.set_aside += 1


def read_letter(spooled: Spooled, examiner: Examiner) -> Evidenced:
    """Look, gather, judge: one arrival, read."""
    letter = spooled.letter
    monitor = None
    if letter.door is Door.MONITOR and letter.envelope.rcpt_to:
        monitor = examiner.records.monitor(letter.envelope.rcpt_to[0])
    arrival = Arrival(
        spooled.number, letter.door, letter.received_at, letter.raw, letter.peer, letter.envelope,
        monitor, letter.file_name, letter.simulated,
    )  # fmt: skip
    seen = look(arrival, examiner.reading)
    facts = examiner.gather(seen.questions, arrival.raw)
    return Evidenced(arrival, judge(seen, facts, examiner.reading), facts)


def is_chain_mail(evidenced: Evidenced) -> bool:
    """Whether the bytes must go once counted: at the chain door always, elsewhere only in a form that is certain."""
    if evidenced.arrival.door is Door.CHAIN:
        return True
    reports = evidenced.judged.reports
    return bool(reports) and all(report.classification.chain_certain for report in reports)


def _reason() -> str:
    """What went wrong, without a word of the mail: the kind of error and where in our code it was raised."""
    lines = traceback.format_exc().strip().splitlines()
    places = [line.strip() for line in lines if line.strip().startswith("File ")]
    kind = lines[-1].split(":", 1)[0]
    return f"{kind} at {places[-1] if places else 'an unknown place'}"


def _day(arrival: Arrival, examiner: Examiner) -> date:
    if arrival.received_at is None:
        raise ValueError("an arrival without a receipt time cannot be counted; the door must state it")
    return arrival.received_at.astimezone(examiner.timezone).date()


def _source(arrival: Arrival) -> Source:
    return Source.SIMULATED if arrival.simulated else Source.COUNTED


def _reporters(kept: Sequence[Evidenced], examiner: Examiner) -> Mapping[int, str]:
    """The pseudonym of who reported, by arrival; monitors and bulk files have no reporter."""
    found: dict[int, str] = {}
    for evidenced in kept:
        arrival = evidenced.arrival
        sender = arrival.envelope.mail_from
        if sender and arrival.received_at and arrival.door not in {Door.MONITOR, Door.BULK}:
            found[arrival.number] = examiner.pseudonyms.of(sender, arrival.received_at)
    return found
