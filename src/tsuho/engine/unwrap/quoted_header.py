"""The header block that a mail program writes above a forwarded mail: labels and values, in the program's language.

Labels may be bold (``*From:*``), full-width, in any order; values may be folded over lines; some programs write the whole
block on one line. What is read is what was reported, never proof: anybody can type it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.unwrap.forward_marks import Separator, separator
from tsuho.engine.unwrap.labels import folded, labels
from tsuho.engine.unwrap.lines import Line

MAX_BLOCK = 80  # lines of one block
MAX_VALUE = 2_000  # characters of one value
_MAX_LABEL = 24
_LABELS_IN_LINE = 3  # at least, where a whole block stands on one line
_FOLDED_LINES = {"to": 40, "cc": 40, "other": 8}  # how many lines a value may run on; others: 3
_MAILTO = re.compile(r"[\[<(]\s*mailto:\s*([^\s\]>)]{3,320})\s*[\]>)]", re.IGNORECASE)
_BEHALF = re.compile(r"\s*(?:\bon behalf of\b|が次の人の代理で送信しました|の代理)[^@]*$", re.IGNORECASE)
_NARROW = str.maketrans("＜＞＠", "<>@")
_ENCODED_WORD = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,500}\?=")


@dataclass(frozen=True, slots=True)
class QuotedHeader:
    """A block: its values by from, to, date, subject, cc and other; its lines ``first`` up to ``after``; quote depth.

    ``attribution``: it is one line of prose ("On …, … wrote:") and no block at all.
    """

    values: Mapping[str, str]
    first: int
    after: int
    depth: int
    attribution: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """Which labels stand in it, those apart that say nothing of the mail itself."""
        return frozenset(self.values) - {"other"}

    @property
    def sender(self) -> tuple[str, str]:
        """Address and display name; either may be missing, as phones and some programs show only one."""
        return _written_mailbox(self.values.get("from", ""))


@dataclass(slots=True)
class _Block:
    values: dict[str, list[str]] = field(default_factory=dict)
    open: str = ""
    after: int = 0


def read_header(lines: Sequence[Line], first: int) -> QuotedHeader | None:
    """The block that begins with line ``first``; None where no known label stands there."""
    if not lines[first].blank and not _labelled(lines[first].content)[0]:
        return None
    depth = lines[first].depth
    block = _Block()
    at, end = first, min(len(lines), first + MAX_BLOCK)
    while at < end and lines[at].depth >= depth:
        name, value = _labelled(lines[at].content)
        if name and (name == "other" or name not in block.values):
            block.values.setdefault(name, []).append(value)
            block.open = name
            block.after = at + 1
        elif lines[at].blank and at + 1 < end and _goes_on(lines, at, block):
            pass
        elif not block.open or lines[at].blank or not _is_folded(lines, at, end, block):
            break
        else:
            block.values[block.open].append(lines[at].content.strip())
            block.after = at + 1
        at += 1
    if not block.values:
        return None
    values = {name: " ".join(filter(None, each))[:MAX_VALUE] for name, each in block.values.items()}
    return QuotedHeader(values, first, block.after, depth)


def _goes_on(lines: Sequence[Line], blank: int, block: _Block) -> bool:
    """Some programs leave a line empty between two labels; not so once sender and subject are known."""
    name = _labelled(lines[blank + 1].content)[0]
    if not name or name == "other" or name in block.values:
        return False
    return not {"from", "subject"} <= block.values.keys()


def _is_folded(lines: Sequence[Line], at: int, end: int, block: _Block) -> bool:
    """Whether a line without a label belongs to the value above it: indented, or another label still follows."""
    longest = _FOLDED_LINES.get(block.open, 3)
    if lines[at].content[:1] in {" ", "\t"} and len(block.values[block.open]) <= longest:
        return True
    for ahead in range(at + 1, min(end, at + longest + 1)):
        if lines[ahead].blank or separator(lines[ahead]) is not Separator.NONE:
            return False
        name = _labelled(lines[ahead].content)[0]
        if name:
            return name not in block.values and name != "other"
    return False


def _labelled(content: str) -> tuple[str, str]:
    """(what it names, value) of a line that begins with a known label; otherwise empty."""
    head = content[: _MAX_LABEL + 8].replace("：", ":")
    at = head.find(":")
    if at < 1:
        return "", ""
    written = head[:at].strip(" \t\u3000\xa0")
    label = folded(written.strip("*_"))
    name = labels().fields.get(label, "") or ("other" if label.startswith("x-") else "")
    value = content[at + 1 :].strip()
    if written.startswith(("*", "_")):  # bold in plain text: *From:* or **From**:
        value = value.lstrip("*_").strip()
        value = value.strip("*") if value.startswith("*") and value.endswith("*") else value
    return (name, value) if name else ("", "")


def read_run_together(line: Line, number: int) -> QuotedHeader | None:
    """A whole block on one line behind its separator, as Yahoo writes where line breaks were lost."""
    content = line.content[: MAX_VALUE * 2]
    if content.count(":") + content.count("：") < _LABELS_IN_LINE:
        return None
    first = labels().run_together.search(content, 0, _MAX_LABEL * 4)
    if first is None or _separator_before(content[: first.start()]) is Separator.NONE:
        return None
    found = list(labels().run_together.finditer(content))
    if len(found) < _LABELS_IN_LINE:
        return None
    values: dict[str, str] = {}
    for label, following in zip(found, [*found[1:], None], strict=True):
        name = labels().fields[folded(label.group(1))]
        values.setdefault(name, content[label.end() : following.start() if following else None].strip())
    return QuotedHeader(values, number, number + 1, line.depth)


def _separator_before(beginning: str) -> Separator:
    """What the beginning of a line says, if it is a separator."""
    return separator(Line(beginning, 0, len(beginning), ()))


def _written_mailbox(value: str) -> tuple[str, str]:
    """Address and name as a program shows a sender: ``name <address>``, ``name [mailto:address]``, either alone."""
    value = _BEHALF.sub("", _MAILTO.sub(r"<\1>", value.translate(_NARROW)))
    if _ENCODED_WORD.search(value):
        value = header_text(value.encode("utf-8"))
    address, name = mailbox(value)
    if not address:
        return "", name.strip("'\"“”„«» ")
    name = name.strip("'\"“”„«»()（） ")
    return address.strip("'\""), "" if name == address else name
