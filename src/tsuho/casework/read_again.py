"""Read a report again as a person states it: in another charset, or as another form. A new judgement stands beside the old one.

Facts stay those that were gathered when it came: what only the new reading would have asked of the world is unknown.
"""

from datetime import datetime

from tsuho.casework.decision_ports import DecisionKind, ReportDecided
from tsuho.casework.enter_decision import Deciding, Decision, enter_decision, kept_message, must_say_why
from tsuho.casework.errors import CannotDo
from tsuho.casework.message_ports import KeptMessage
from tsuho.engine.parse.charset_names import charset_name
from tsuho.engine.parse.web_decoder import web_decode
from tsuho.engine.read_one import Reading, judge, look
from tsuho.engine.stated import Stated
from tsuho.words.catalogue import Words
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Form

# What a person chooses from: Japanese mail first, then what its senders use.
CHARSETS = ("iso-2022-jp", "shift_jis", "euc-jp", "utf-8", "gb18030", "big5", "euc-kr", "windows-1252", "utf-16le")


def read_again(deciding: Deciding, report: int, stated: Stated, *, by: str, reason: str, at: datetime) -> ReportDecided:
    """Let a reading stand from now on. Raises CannotDo without a name, a reason or a statement, and where it fails."""
    must_say_why(by, reason)
    _, kept = kept_message(deciding.records, deciding.messages, report)
    after = as_stated(kept, stated, deciding.reading)
    named = {"charset": stated.charset, "form": stated.form.value if stated.form else ""}
    said = {name: value for name, value in named.items() if value}
    return enter_decision(deciding, report, kept, after, Decision(DecisionKind.READ_AGAIN, by, reason, at, (), said))


def as_stated(kept: KeptMessage, stated: Stated, reading: Reading) -> JudgedReport:
    """How a report would be judged as stated: what a screen shows before anybody decides. Nothing is written."""
    if not (stated.charset or stated.form):
        raise CannotDo("cannot_read_as_before")
    if stated.charset and web_decode(b"", charset_name(stated.charset)) is None:
        raise CannotDo("cannot_charset", charset=repr(stated.charset), known=", ".join(CHARSETS))
    judged = judge(look(kept.arrival, reading, stated), kept.facts, reading)
    if kept.number_in_arrival >= len(judged.reports):
        raise CannotDo("cannot_read_others", count=len(judged.reports), place=kept.number_in_arrival + 1)
    found = judged.reports[kept.number_in_arrival]
    if stated.form is not None and found.form is Form.UNRECOVERED:
        raise CannotDo("cannot_read_unrecovered", form=Words(f"form_{stated.form}"))
    if found.classification.chain_certain:
        raise CannotDo("cannot_read_chain")
    return found
