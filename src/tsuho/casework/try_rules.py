"""Try the rules on a mail (規則の試験): a pasted source, or a report's bytes, under the law of any day. Nothing is stored."""

from dataclasses import replace
from datetime import date, datetime, time

from tsuho.engine.read_one import Reading, judge, look
from tsuho.words.arrival import Arrival, Envelope, MonitorSheet
from tsuho.words.facts import NO_FACTS, Facts
from tsuho.words.judged import JudgedArrival
from tsuho.words.vocabulary import Door

MAX_BYTES = 1_000_000  # of what is pasted


def pasted(source: bytes, door: Door = Door.BULK, monitor: MonitorSheet | None = None) -> Arrival:
    """A pasted mail as an arrival of nobody."""
    rcpt_to = (monitor.address,) if monitor else ()
    return Arrival(
        0, Door.MONITOR if monitor else door, None, source[:MAX_BYTES], None, Envelope(None, rcpt_to), monitor
    )


def try_rules(arrival: Arrival, reading: Reading, *, day: date | None = None, facts: Facts = NO_FACTS) -> JudgedArrival:
    """What the rules say, as if it had been sent on ``day`` (noon of the country's own time); None: on its own day."""
    seen = look(arrival, reading)
    if day is not None:
        at = datetime.combine(day, time(12), reading.jurisdiction.timezone)
        seen = replace(seen, reports=tuple(replace(each, sent_at=at) for each in seen.reports))
    return judge(seen, facts, reading)
