"""Read a provider's answer to a notice (措置結果の回答): the ticket from the subject, the first word of the list, a date.

Only what we asked for is read. A subscriber's name or address that somebody writes nevertheless is not read, not kept and not
shown (通信の秘密, 電気通信事業法 第4条): the text of the mail goes no further than here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tsuho.engine.parse.folded import fold
from tsuho.words.referrals import AnswerKind

WORDS: dict[AnswerKind, tuple[str, ...]] = {
    AnswerKind.SUSPENDED: ("suspended", "利用停止", "停止済", "利用を停止"),
    AnswerKind.TERMINATED: ("terminated", "契約解除", "解約", "強制退会"),
    AnswerKind.WARNED: ("warned", "警告", "注意喚起", "厳重注意"),
    AnswerKind.NO_SUCH_CUSTOMER: (
        "no_such_customer",
        "no such customer",
        "該当なし",
        "該当無し",
        "該当する契約はありません",
    ),
    AnswerKind.INVESTIGATING: ("investigating", "調査中", "確認中"),
    AnswerKind.CANNOT_ACT: ("cannot_act", "cannot act", "対応不可", "対応できません", "対応いたしかねます"),
}
_TICKET = re.compile(r"(?<!\d)(\d{8}-\d{6})(?!\d)")
_QUOTED = re.compile(r"\s*(?:>|\||On .{0,200} wrote:$|-{3,}\s*(?:Original|元の|転送))", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(20\d\d)\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})(?!\d)")
_MAX_LINES = 200
_NEGATED = re.compile(r"(?:ません|ない|なかった|未|まだ|not yet|not)")


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What one reply says; ``acted_on`` None where it names no day."""

    ticket: str
    kind: AnswerKind
    acted_on: date | None


def ticket_in(subject: str) -> str:
    """The ticket that a subject carries; empty if none, or more than one, stands there."""
    found = set(_TICKET.findall(fold(subject[:500]).text))
    return found.pop() if len(found) == 1 else ""


def read_answer(subject: str, text: str) -> ReadAnswer | None:
    """The answer of a reply mail; None where it has no ticket, or its own lines hold no word, or two different ones.

    A person then reads it: guessing between 調査中 and 解約 would count a measure that nobody took.
    """
    ticket = ticket_in(subject)
    own = list(_own_lines(text))
    kinds = {kind for line in own for kind in _kinds_in(line)}
    if not ticket or len(kinds) != 1:
        return None
    return ReadAnswer(ticket, kinds.pop(), next((day for line in own if (day := _day_in(line))), None))


def _own_lines(text: str) -> Iterator[str]:
    """The lines that the replier wrote: what stands above the quotation, without quoted lines."""
    for line in text.splitlines()[:_MAX_LINES]:
        folded = fold(line[:1_000]).text
        if _QUOTED.match(folded):
            if not folded.lstrip().startswith((">", "|")):
                return
            continue
        yield folded


def _kinds_in(line: str) -> Iterator[AnswerKind]:
    lowered = line.lower()
    for kind, words in WORDS.items():
        for word in words:
            at = lowered.find(word)
            if at >= 0 and not _negated(lowered, at, at + len(word), word):
                yield kind
                break


def _negated(line: str, start: int, end: int, word: str) -> bool:
    """Whether a denial stands close by (利用停止していません), which no list of words may turn into a measure."""
    if _NEGATED.search(word):
        return False
    return bool(_NEGATED.search(line[end : end + 8]) or _NEGATED.search(line[max(0, start - 8) : start]))


def _day_in(line: str) -> date | None:
    if found := _DATE.search(line):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    return None
