"""Where, below one forward in a letter, the reporter's next one begins: each is a message of its own.

A thread stays its mail's text, and so do a forward inside a forward and a spammer's imitation of one. The next forward was
written by the same program, as its form shows, and it is neither an answer to the one above nor what that one passes on.
"""

import re
import unicodedata
from collections.abc import Sequence

from tsuho.engine.unwrap.forward_marks import Separator, says_reply, separator, without_forward_prefix
from tsuho.engine.unwrap.forwarded_block import ForwardedBlock, Letter, find_block, is_pasted_source
from tsuho.engine.unwrap.labels import folded
from tsuho.engine.unwrap.lines import Line
from tsuho.engine.unwrap.quoted_header import QuotedHeader
from tsuho.engine.unwrap.reporter import Reporter
from tsuho.engine.unwrap.typed_lines import read_typed_lines

NEAR = 12  # written lines between a quoted header and the forward inside it: a comment, no more
_TYPED_ABOVE = 8  # lines above a forward in which the reporter may have typed what the centre asks for
_ENOUGH = 3  # kinds of label that a program's block has where no separator stands above it
_MAX_REPLIES = 10  # prefixes of one subject
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
# What reporters write between two mails to count them: 「2通目」 「その2」 「②」 "2nd mail".
_COUNTED = re.compile(
    rf"(?:第?{_NUMBER}(?:通目?|件目?|つ目|個目|本目|番目)(?:の(?:迷惑)?メール)?(?:です|は)?|(?:その|(?:迷惑)?メール){_NUMBER}|[①-⑳]"
    r"|(?:2nd|3rd|\dth|second|third|next|another)(?:one|mail|e-?mail|message|spam)?)",
    re.IGNORECASE,
)
_AROUND = re.compile(r"[\s\W_]+")


def next_forward(
    lines: Sequence[Line], above: ForwardedBlock, letter: Letter, reporter: Reporter, end: int
) -> ForwardedBlock | None:
    """The reporter's next forward below one; None where the rest of the letter is that one's."""
    innermost = above
    at = above.header.after
    while block := find_block(lines, letter, at, end):
        if begins_inside(lines, innermost.header, block, reporter):
            innermost = block
        elif _beside(lines, above, block, letter, reporter) and not is_pasted_source(lines, block):
            return block
        at = block.header.after
    return None


def begins_inside(lines: Sequence[Line], outer: QuotedHeader, inner: ForwardedBlock, reporter: Reporter) -> bool:
    """Whether a forward is what another one passes on: near its top, under a subject that says so or from the reporter."""
    if not _passes_on(outer, inner.header, reporter) or inner.header.attribution:
        return False
    return _written(lines[outer.after : inner.top]) <= NEAR


def own_words_above(lines: Sequence[Line], start: int, block: ForwardedBlock, reporter: Reporter) -> int:
    """The line, from ``start`` on, at which the reporter's own words above a forward begin: typed lines, 「2通目」."""
    top = without_count(lines, start, block.top)
    for at in range(max(start, top - _TYPED_ABOVE), top):
        typed = read_typed_lines(lines[at:top], reporter) if not lines[at].blank else None
        if typed and typed.asked_for and not typed.first and not _written(lines[at + typed.after : top]):
            return without_count(lines, start, at)
    return top


def without_count(lines: Sequence[Line], start: int, top: int) -> int:
    """The line above which nothing but a count stands; ``top`` where there is none."""
    above = next((at for at in range(top - 1, start, -1) if not lines[at].blank), None)
    if above is None or len(lines[above].content) > 60:
        return top
    said = _AROUND.sub("", unicodedata.normalize("NFC", lines[above].content))
    return above if _COUNTED.fullmatch(unicodedata.normalize("NFKC", said)) or _COUNTED.fullmatch(said) else top


def _written(lines: Sequence[Line]) -> int:
    return sum(1 for line in lines if not line.blank)


def _passes_on(outer: QuotedHeader, inner: QuotedHeader, reporter: Reporter) -> bool:
    """A forward says so in its subject; a mail from the reporter's own address may be spam under a false name."""
    if without_forward_prefix(outer.values.get("subject", ""))[1]:
        return True
    own = reporter.has_address(outer.sender[0])
    return own and (_topic(outer) == _topic(inner) or not (_topic(outer) and _topic(inner)))


def _beside(
    lines: Sequence[Line], above: ForwardedBlock, block: ForwardedBlock, letter: Letter, reporter: Reporter
) -> bool:
    """Whether a block is the reporter's next forward, by its form and by what both say."""
    one, other = above.header, block.header
    if other.attribution or one.attribution or one.depth != other.depth:
        return False
    if not _written(lines[one.after : block.top]):
        return False
    answers = _answers(one)
    if answers and _topic(one) == _topic(other):
        return False
    by_program = above.separator is Separator.FORWARD and block.separator is Separator.FORWARD
    if _form(lines, above) == _form(lines, block):
        return by_program or (letter.reporter_wrote and not answers and _no_thread(one, other, reporter))
    return by_program and not answers and _topic(one) != _topic(other) and _to_same(one, other, reporter)


def _form(lines: Sequence[Line], block: ForwardedBlock) -> tuple[str, ...]:
    """By what a program is known again: its words above the block, and the first label, in its language."""
    line = lines[block.top]
    words = folded(line.content) if separator(line) is not Separator.NONE else ""
    if "from" in words and "@" in words:  # Mutt and Notes name the sender there
        words = words.partition("from")[0]
    label = lines[block.header.first].content.replace("：", ":").partition(":")[0]
    return (block.separator.value, words, folded(label), *block.header.values)


def topic_of(subject: str) -> str:
    """A subject, folded, without what answering and forwarding put before it."""
    for _ in range(_MAX_REPLIES):
        subject = without_forward_prefix(subject)[0]
        if not says_reply(subject):
            break
        subject = subject.replace("：", ":").partition(":")[2].strip()
    return folded(subject)


def _topic(header: QuotedHeader) -> str:
    return topic_of(header.values.get("subject", ""))


def _answers(header: QuotedHeader) -> bool:
    """Whether a subject says that its mail answers another or passes one on."""
    subject = header.values.get("subject", "")
    return says_reply(subject) or without_forward_prefix(subject)[1]


def _no_thread(one: QuotedHeader, other: QuotedHeader, reporter: Reporter) -> bool:
    """Whether neither mail answers the other; needed where no separator says "forward"."""
    topic, others = _topic(one), _topic(other)
    if len(other.kinds) < _ENOUGH or not other.sender[0] or _answers(other) or topic in others or others in topic:
        return False
    if reporter.has_address(other.sender[0]):
        return False
    if _names(one.values.get("to", ""), other.sender) or _names(other.values.get("to", ""), one.sender):
        return False
    return "to" not in other.values or _to_same(one, other, reporter)


def _names(recipients: str, who: tuple[str, str]) -> bool:
    address, name = (each.casefold() for each in who)
    said = recipients.casefold()
    return bool(address and address in said) or (len(name) > 1 and folded(name) in folded(said))


def _to_same(one: QuotedHeader, other: QuotedHeader, reporter: Reporter) -> bool:
    """Whether both came to one recipient: an imitation does not know to whom the reporter's mails are addressed."""
    to = other.values.get("to", "")
    return bool(to) and (
        _names(to, (reporter.address, reporter.name)) or folded(to) == folded(one.values.get("to", ""))
    )
