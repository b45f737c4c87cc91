"""The text of an HTML part in reading order, what it hides set apart, every character traced to its source.

An own reader rather than a tree: a tree forgets where its text stood, and a finding must point at bytes. It reads tags as
browsers do where it matters for text: blocks break lines, blanks fold, scripts and styles say nothing, and what styles make
invisible stands apart, with the names of the ways in which it was hidden.
"""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.html_out import Out
from tsuho.engine.parse.html_tags import LONG_TAG, SILENT, Tag, kept_tag, tag_of
from tsuho.engine.parse.style_sheets import MAX_CSS, Open, Sheet, sheet_of
from tsuho.engine.parse.styles import NO_EFFECT, PLAIN, shown_in
from tsuho.engine.parse.text import Text
from tsuho.engine.parse.whole import has_zero_width

# A tag whose quotes hold a ">"; one whose quote never closes ends at the next ">". Quoted values are bounded, so that a page
# of unclosed quotes costs linear time.
_QUOTED_TAG = re.compile(r"[^>\"']*(?:\"[^\"]{0,2000}\"[^>\"']*|'[^']{0,2000}'[^>\"']*)*>")
_STYLE_TAG = re.compile(r"<[sS][tT][yY][lL][eE]")
_STYLES = re.compile(r"<(?:!--.*?(?:-->|\Z)|[sS][tT][yY][lL][eE]\b[^>]*>(.*?)(?:</[sS][tT][yY][lL][eE]|\Z))", re.DOTALL)
_BETWEEN_TAGS = re.compile(r"<[^<>]*>|(?<=<!--)\[if[^\]]*\]>|([^<>]+)", re.IGNORECASE)
_UNSAID = re.compile(r"<(style|xml|script)\b", re.IGNORECASE)
# A head that never ends gives way to the body.
_ENDS = {
    name: re.compile(f"</{name}\\s*>" + (r"|(?=<body[\s>])" if name in {"head", "title"} else ""), re.IGNORECASE)
    for name in SILENT
}
_SCOPES = frozenset({"td", "th", "table", "caption"})
_TABLE, _NOTHING = frozenset({"table"}), frozenset[str]()
_TABLE_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "caption"})
_TAG_BEGINS = re.compile(r"</?[a-zA-Z]")
_LONGEST_TAG = 20_000  # characters read of a tag that never ends
MAX_TOKENS = 100_000
MAX_PICTURES = 200
_MAX_DEPTH = 2_000  # elements kept open; what is nested deeper is shown as its ancestor is
_MAX_COMMENT = 20_000
_FAR_BELOW = 60  # empty lines


class HtmlLink(NamedTuple):
    """An href: its target with entities undone, where the value stands in the source, and its visible range."""

    target: str
    source_start: int
    source_end: int
    text_start: int
    text_end: int


class HtmlPicture(NamedTuple):
    """A picture: its src with entities undone, where the value stands in the source, and whether it is too small to be seen."""

    source: str
    source_start: int
    source_end: int
    pixel: bool


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What a reader sees of an HTML part; ``images`` counts pictures; ``open_tag`` says that a tag never ends."""

    text: Text
    links: tuple[HtmlLink, ...]
    images: int
    open_tag: bool
    pictures: tuple[HtmlPicture, ...] = ()


class _Reader:
    """Walks the tags once. ``open`` are the elements open, each with how text in it is shown."""

    def __init__(self, source: Decoded, part: int) -> None:
        self.source = source.text
        self.visible = Out(part, source)
        self.hidden = Out(part, source)
        self.alts = Out(part, source)
        self.out = self.visible
        self.shown = PLAIN
        self.open: list[Open] = []
        self.sheet = _sheet_in(source.text)
        self.looks = [0]
        self.links: list[HtmlLink] = []
        self.images = 0
        self.pictures: list[HtmlPicture] = []
        self.preformatted = 0
        self.empty_lines = 0
        self.link: tuple[str, int, int, int] | None = None
        self.ways: dict[str, None] = {}

    def add_text(self, start: int, end: int) -> None:
        """Characters between two tags."""
        out = self.out
        if self.preformatted:
            out.add_preformatted(start, end)
        else:
            chunk = self.source[start:end]
            if chunk.isspace():
                out.add_blanks(chunk, start, end)
                return
            out.add_text(chunk, start, end)
        if out is self.hidden:
            if out.last != "\n":
                self.ways[self.shown.hidden] = None
            return
        if self.empty_lines > _FAR_BELOW:
            self.ways["far_below"] = None
        self.empty_lines = 0

    def opens(self, tag: Tag, at: int) -> None:
        """A start tag, whose first letter stands at ``at``."""
        if tag.closed_by is not None:
            self._close_open(*tag.closed_by)
        elif tag.block and self.open and self.open[-1][0] == "p" and tag.name != "br":
            self._leave(len(self.open) - 1)
        if tag.block:
            self.out.lay_out(tag.breaks)
        if tag.special:
            self._special(tag, at)
        if tag.void:
            return
        effect = tag.effect if self.sheet is None else self.sheet.effect(tag, self.open, self.looks)
        if effect is not NO_EFFECT:
            self.shown = shown_in(self.shown, effect)
            self.out = self.hidden if self.shown.hidden else self.visible
        if len(self.open) < _MAX_DEPTH:
            self.open.append((tag.name, self.shown, tag.element))

    def _special(self, tag: Tag, at: int) -> None:
        name = tag.name
        if name in {"br", "p"}:
            self.empty_lines += 1
        elif name == "pre":
            self.preformatted += 1
        elif name == "img":
            self.images += 1
            if tag.picture is not None and len(self.pictures) < MAX_PICTURES:
                written, start, end, pixel = tag.picture
                self.pictures.append(HtmlPicture(written, at + start, at + end, pixel))
            if tag.alt and tag.alt[0].strip() and not self.shown.hidden:
                self.alts.lay_out("\n")
                self.alts.add(tag.alt[0], at + tag.alt[1], at + tag.alt[2])
        elif tag.href is not None:
            self.close_link()
            target, start, end = tag.href
            self.link = (target, at + start, at + end, self.visible.length)

    def closes(self, tag: Tag) -> None:
        """An end tag: it closes the innermost open element of its name that it can reach."""
        name = tag.name
        found = len(self.open) - 1
        if found >= 0 and self.open[found][0] != name:
            found = self._innermost(name, found)
        if tag.block:
            self.out.lay_out(tag.breaks)
        if found >= 0:
            self._leave(found)
        if name == "a":
            self.close_link()
        elif name == "pre" and self.preformatted:
            self.preformatted -= 1

    def _innermost(self, name: str, last: int) -> int:
        """Where the innermost open element of a name stands, among the last 64 and inside its table cell; -1 where none does."""
        barriers = _SCOPES if name not in _TABLE_PARTS else _TABLE if name != "table" else _NOTHING
        for at in range(last, max(0, last - 64) - 1, -1):
            opened = self.open[at][0]
            if opened == name:
                return at
            if opened in barriers:
                return -1
        return -1

    def _close_open(self, names: frozenset[str], barriers: frozenset[str]) -> None:
        for index in range(len(self.open) - 1, max(-1, len(self.open) - 60), -1):
            name = self.open[index][0]
            if name in names:
                self._leave(index)
                return
            if name in barriers:
                return

    def _leave(self, index: int) -> None:
        del self.open[index:]
        self.shown = self.open[-1][1] if self.open else PLAIN
        self.out = self.hidden if self.shown.hidden else self.visible

    def leave_silent(self, name: str) -> None:
        """The end of an element that says nothing."""
        if self.open and self.open[-1][0] == name:
            self._leave(len(self.open) - 1)

    def close_link(self) -> None:
        """The link ends here, at its end tag, at the next link, or with the part."""
        if self.link:
            target, start, end, text_start = self.link
            self.links.append(HtmlLink(target, start, end, text_start, self.visible.length))
            self.link = None

    def comment(self, start: int, end: int) -> None:
        """What a comment says, which no reader sees; of a conditional one, what Outlook alone would show."""
        end = min(end, start + _MAX_COMMENT)
        while start < end:
            unsaid = _UNSAID.search(self.source, start, end)
            for found in _BETWEEN_TAGS.finditer(self.source, start, unsaid.start() if unsaid else end):
                if found.group(1) and any(map(str.isalnum, found.group(1)[:200])):
                    self.hidden.lay_out("\n")
                    self.hidden.add_text(found.group(1), *found.span(1))
                    self.ways["comment"] = None
            if not unsaid:
                return
            closed = self.source.find(f"</{unsaid.group(1)}>", unsaid.end(), end)
            start = closed + len(unsaid.group()) + 2 if closed >= 0 else end


def _sheet_in(chars: str) -> Sheet | None:
    """The style elements of the whole part: one at its end hides what stands at its beginning. Those in comments do nothing."""
    if not _STYLE_TAG.search(chars):
        return None
    css = "\n".join(found.group(1) for found in _STYLES.finditer(chars) if found.group(1))
    sheet = sheet_of(css[:MAX_CSS])
    return sheet if sheet.rules else None


def read_html(source: Decoded, part: int) -> HtmlText:
    """Read one decoded HTML part; never raises, and stops after 100,000 tags."""
    reader = _Reader(source, part)
    open_tag, cut = _walk(reader, source.text)
    reader.close_link()
    hidden = reader.hidden.text() if reader.hidden.pieces else None
    alts = reader.alts.text() if reader.alts.pieces else None
    text = reader.visible.text(hidden, alts, tuple(reader.ways))
    if not text.chars.isascii() and has_zero_width(text.chars):
        text = replace(text, ways=(*text.ways, "zero_width"))
    text = text.marked("too_long") if cut else text
    return HtmlText(text, tuple(reader.links), reader.images, open_tag, tuple(reader.pictures))


def _walk(reader: _Reader, chars: str) -> tuple[bool, bool]:
    """Hand every text and tag to the reader; whether the last tag never ends, and whether the cap cut the rest off."""
    find = chars.find
    at = 0  # where the text not yet read begins
    begin = find("<")
    unclosed: set[str] = set()
    left = MAX_TOKENS
    open_tag = endless = False
    end = -1
    while begin >= 0 and left > 0:
        left -= 1
        if end <= begin:
            end = -1 if endless else find(">", begin)
            endless = end < 0  # searched to the end once and for all
        if 0 <= end < begin + LONG_TAG:
            written = chars[begin + 1 : end]
            tag = kept_tag(written)
        else:
            written = _long_tag(chars, begin, end)
            tag = tag_of(written)
        if tag is None:
            if written.startswith("!--"):
                if begin > at:
                    reader.add_text(at, begin)
                end, open_tag = _comment_end(chars, begin)
                reader.comment(begin + 4, end)
                at, begin = end, find("<", end)
                continue
            if written[:1] not in {"!", "?"}:
                begin = find("<", begin + 1)  # "<" that is text
                continue
        elif not tag.whole and end >= 0 and (whole := _QUOTED_TAG.match(chars, begin + 1)):
            end = whole.end() - 1
            tag = tag_of(chars[begin + 1 : end])
        if begin > at:
            reader.add_text(at, begin)
        open_tag = end < 0 and tag is not None
        at = end + 1 if end >= 0 else len(chars)
        if tag is not None:
            if tag.closing:
                reader.closes(tag)
            else:
                reader.opens(tag, begin + 1)
                if tag.silent and tag.name not in unclosed:
                    at = _after(reader, tag.name, at, unclosed)
        begin = find("<", at)
    cut = begin >= 0
    if at < len(chars) and not cut:
        reader.add_text(at, len(chars))
    return open_tag, cut or reader.visible.full


def _long_tag(chars: str, begin: int, end: int) -> str:
    """A tag that is long or never ends; only its beginning where that is no tag's, so that nothing is copied again and again."""
    if not _TAG_BEGINS.match(chars, begin):
        return chars[begin + 1 : begin + 4]
    return chars[begin + 1 : end if end >= 0 else begin + _LONGEST_TAG]


def _comment_end(chars: str, begin: int) -> tuple[int, bool]:
    """Where a comment ends, and whether it never does."""
    for empty in ("<!-->", "<!--->"):
        if chars.startswith(empty, begin):
            return begin + len(empty), False
    end = chars.find("-->", begin + 4)
    return (end + 3, False) if end >= 0 else (len(chars), True)


def _after(reader: _Reader, name: str, at: int, unclosed: set[str]) -> int:
    """Past the end of an element whose content is not text; one that never ends hides nothing but its own tag."""
    end = _ENDS[name].search(reader.source, at)
    if end:
        reader.leave_silent(name)
        return end.end()
    if name in {"script", "style"}:
        return len(reader.source)
    unclosed.add(name)  # searched to the end once and for all: a page of <title> costs linear time
    reader.leave_silent(name)
    return at
