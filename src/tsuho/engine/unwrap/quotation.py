"""Which lines below a quoted header are the original's, and which the reporter's: signature, comment, disclaimer.

Where the program marks each line, the marks tell; where it puts the quotation into an element of HTML, its end tells;
where it says "ends here", that. Otherwise the original goes on to the end, and only a signature can be told from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.text import Text
from tsuho.engine.unwrap.forward_marks import ends_quotation
from tsuho.engine.unwrap.lines import Line
from tsuho.engine.unwrap.quoted_header import QuotedHeader
from tsuho.engine.unwrap.reporter import Reporter

_FULL_LINE = 60  # characters from which a mail program breaks a quoted line so that its rest loses the mark
_SIGNATURE_LINES = 8
_FEW_LETTERS = 20  # fewer letters beside pictures: what the mail says stands in them


@dataclass(frozen=True, slots=True)
class Quotation:
    """The original's text as ranges of the carrier's, the number of the line behind it, and a doubt about its end.

    ``marked``: the program marked the lines of the quotation, so an empty one says that there was no text.
    """

    ranges: tuple[tuple[int, int], ...]
    after: int
    why_not_whole: str = ""
    marked: bool = False


def quotation_below(header: QuotedHeader, lines: Sequence[Line], stop: int, reporter: Reporter) -> Quotation:
    """The text that a header block stands above; ``stop`` is the line at which the quotation ends at the latest."""
    begin = header.after
    if begin < stop and lines[begin].content.strip() == "----":  # Becky! closes its block so; a longer rule is no part
        begin += 1
    return text_from(begin, header.depth, lines, stop, reporter)


def text_from(begin: int, depth: int, lines: Sequence[Line], stop: int, reporter: Reporter) -> Quotation:
    """The text that begins with a line, whose quote marks up to ``depth`` are the forwarding program's."""
    end = next((at for at in range(begin, stop) if ends_quotation(lines[at])), stop)
    depth = max(depth, _depth_of_body(lines[begin:end]))
    why, first = "", begin
    if depth:
        end = _end_of_marks(lines, begin, end, depth)
    elif end == stop == len(lines):
        end, why = _before_signature(lines, begin, end, reporter)
    while begin < end and lines[begin].blank:
        begin += 1
    last = end
    while last > begin and lines[last - 1].blank:
        last -= 1
    marked = bool(depth) and end > first
    return Quotation(_ranges(lines[begin:last], depth), end, why if last > begin else "", marked)


def lifted(body: Body, quotation: Quotation) -> Text:
    """The original's text, cut out of the letter's; not whole where the letter's is not, or where pictures speak."""
    why = body.text.why_not_whole or quotation.why_not_whole
    text = body.text.cut(quotation.ranges, why)
    letters = sum(1 for _ in filter(str.isalnum, text.chars[:200]))
    if not why and letters < _FEW_LETTERS and has_pictures(body):
        return body.text.cut(quotation.ranges, "image_only")
    return text


def has_pictures(body: Body) -> bool:
    """Whether a letter shows pictures or brings them along."""
    return bool(body.images) or any(each.content_type.startswith("image/") for each in body.attachments)


def _depth_of_body(body: Sequence[Line]) -> int:
    """1 where the program marks the body though not the header above it (Missive, replies used as forwards)."""
    first = next((line for line in body if not line.blank), None)
    if first is None or not first.depth:
        return 0
    written = [line for line in body if not line.blank]
    return int(sum(1 for line in written if line.depth) * 5 >= len(written) * 4)


def _end_of_marks(lines: Sequence[Line], begin: int, end: int, depth: int) -> int:
    """Where the marked lines end; a line that lost its mark because the one above was full still belongs to them."""
    last = begin
    for at in range(begin, end):
        line = lines[at]
        if line.depth >= depth:
            last = at + 1
        elif not line.blank and not _overflow(lines, at, end, depth):
            break
    return last


def _overflow(lines: Sequence[Line], at: int, end: int, depth: int) -> bool:
    above, marked_below = lines[at - 1], at + 1 < end and lines[at + 1].depth >= depth
    return marked_below and above.depth >= depth and len(above.content) >= _FULL_LINE


def _before_signature(lines: Sequence[Line], begin: int, end: int, reporter: Reporter) -> tuple[int, str]:
    """Where the reporter's signature begins, below an original that nothing marks.

    A signature that names the reporter is theirs. Any other may be the original's own display, on which a duty of law
    hangs: it is left out, and the text is no longer called whole, so that nothing is judged as missing.
    """
    for at in range(end - 1, max(begin, end - _SIGNATURE_LINES * 2) - 1, -1):
        if lines[at].content.rstrip("\xa0") not in {"-- ", "--"}:
            continue
        below = [line.content for line in lines[at + 1 : end] if not line.blank]
        if len(below) > _SIGNATURE_LINES or any("://" in content for content in below):
            break
        return at, "" if any(map(reporter.wrote, below)) or not below else "signature_doubtful"
    return end, ""


def _ranges(lines: Sequence[Line], depth: int) -> tuple[tuple[int, int], ...]:
    """Ranges of the lines without their marks, those that touch joined."""
    found: list[tuple[int, int]] = []
    for line in lines:
        start = line.begin(depth)
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], line.end)
        else:
            found.append((start, line.end))
    return tuple(found)
