"""The text of an HTML part in reading order, what it hides set apart, every character traced to its source.

An own tokenizer rather than a tree: a tree forgets where its text stood, and a finding must point at bytes. It reads
tags as browsers do where it matters for text: blocks break lines, blanks fold, scripts and styles say nothing.
"""

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

from tsuho.engine.parse.charsets import Decoded
from tsuho.engine.parse.styles import hides
from tsuho.engine.parse.text import Run, Text

# A tag as written, then one whose quote never closes (it ends at the next ">"), then what is no tag at all. Quoted values
# are bounded, so that a page of unclosed quotes costs linear time.
_TOKEN = re.compile(
    r"<(/?)([a-zA-Z][^\s/>]{0,60})([^>\"']*(?:\"[^\"]{0,2000}\"[^>\"']*|'[^']{0,2000}'[^>\"']*)*)(>)"
    r"|<(/?)([a-zA-Z][^\s/>]{0,60})([^>]*)(>?)"
    r"|<!--.*?(?:-->|\Z)|<[!?][^>]*>?",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z][\w:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))|(?<=\s)(hidden)(?=[\s>]|\Z)", re.IGNORECASE
)
_IRREGULAR = re.compile(r"[ \t\r\n\f]{2,}|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
_BLANKS = str.maketrans("\t\r\n\f", "    ")
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "body",
        "html",
    ]
)
# A head that never ends gives way to the body.
_ENDS = {
    name: re.compile(f"</{name}\\s*>" + (r"|(?=<body[\s>])" if name in {"head", "title"} else ""), re.IGNORECASE)
    for name in _SILENT
}
_CELLS = frozenset({"td", "th"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_SELF_CLOSING = frozenset({"p", "li", "td", "th", "tr", "dd", "dt", "option"})
MAX_TOKENS = 100_000


@dataclass(frozen=True, slots=True)
class HtmlLink:
    """An href: its target with entities undone, where the value stands in the source, and its visible range."""

    target: str
    source_start: int
    source_end: int
    text_start: int
    text_end: int


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What a reader sees of an HTML part; ``images`` counts pictures; ``open_tag`` says that a tag never ends."""

    text: Text
    links: tuple[HtmlLink, ...]
    images: int
    open_tag: bool


@dataclass
class _Out:
    """Text being gathered, with its runs; blanks fold at its growing end."""

    part: int
    source: Decoded
    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0
    last: str = "\n"

    def add(self, chars: str, start: int, end: int) -> None:
        if self.last in " \n" and chars[0] == " ":
            chars, start = chars[1:], start + (1 if end - start == len(chars) else 0)
            if not chars:
                return
        self.pieces.append(chars)
        self.runs.append(Run(self.length, self.length + len(chars), self.part, self.source, start, end))
        self.length += len(chars)
        self.last = chars[-1]

    def lay_out(self, chars: str) -> None:
        if self.last in {"\n", chars}:
            return
        self.pieces.append(chars)
        self.length += len(chars)
        self.last = chars[-1]


class _Reader:
    """Walks the tokens once; ``hidden_by`` is the element that hides what follows, with how often it is nested."""

    def __init__(self, source: Decoded, part: int) -> None:
        self.source = source.text
        self.visible = _Out(part, source)
        self.hidden = _Out(part, source)
        self.links: list[HtmlLink] = []
        self.images = 0
        self.hidden_by = ""
        self.nested = 0
        self.preformatted = 0
        self.link: tuple[str, int, int, int] | None = None

    @property
    def out(self) -> _Out:
        return self.hidden if self.hidden_by else self.visible

    def text(self, start: int, end: int) -> None:
        """Characters between two tags."""
        chunk = self.source[start:end]
        if not self.preformatted:
            if chunk.isspace():
                if chunk.strip("\u3000\xa0"):
                    self.out.lay_out(" ")
                    return
                self.out.add(chunk, start, end)
                return
            chunk = chunk.translate(_BLANKS)
        if "&" not in chunk and "  " not in chunk:
            self.out.add(chunk, start, end)
            return
        done = 0
        for found in _IRREGULAR.finditer(chunk):
            if self.preformatted and not found.group().startswith("&"):
                continue
            if found.start() > done:
                self.out.add(chunk[done : found.start()], start + done, start + found.start())
            shown = html.unescape(found.group()) if found.group()[0] == "&" else " "
            if shown:
                self.out.add(shown, start + found.start(), start + found.end())
            done = found.end()
        if done < len(chunk):
            self.out.add(chunk[done:], start + done, end)

    def opens(self, name: str, rest: str, rest_start: int) -> None:
        """A start tag."""
        if name in _BLOCKS:
            self.out.lay_out("\t" if name in _CELLS else "\n")
        if name == "img":
            self.images += 1
        if self.hidden_by:
            if name == self.hidden_by and name not in _VOID and name not in _SELF_CLOSING:
                self.nested += 1
        elif len(rest) > 6 and name not in _VOID and _hides(rest):
            self.hidden_by, self.nested = name, 1
        if name == "a" and "href" in rest.lower():
            self._open_link(rest, rest_start)
        if name == "pre":
            self.preformatted += 1

    def closes(self, name: str) -> None:
        """An end tag."""
        if self.hidden_by and name == self.hidden_by:
            self.nested -= 1
            if self.nested <= 0:
                self.hidden_by = ""
        if name == "a":
            self.close_link()
        if name == "pre" and self.preformatted:
            self.preformatted -= 1
        if name in _BLOCKS:
            self.out.lay_out("\t" if name in _CELLS else "\n")

    def _open_link(self, rest: str, rest_start: int) -> None:
        self.close_link()
        for found in _ATTRIBUTE.finditer(rest):
            if found.group(1) and found.group(1).lower() == "href":
                group = next(number for number in (2, 3, 4) if found.group(number) is not None)
                start, end = found.span(group)
                self.link = (
                    html.unescape(found.group(group)).strip(),
                    rest_start + start,
                    rest_start + end,
                    self.visible.length,
                )
                return

    def close_link(self) -> None:
        """The link ends here, at its end tag, at the next link, or with the part."""
        if self.link:
            target, start, end, text_start = self.link
            self.links.append(HtmlLink(target, start, end, text_start, self.visible.length))
            self.link = None


@lru_cache(maxsize=8192)
def _hides(rest: str) -> bool:
    """Cached by the attributes as written, since a page repeats them from row to row."""
    lower = rest.lower()
    return ("style" in lower or "hidden" in lower) and hides(_attributes(rest))


def _attributes(rest: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        if match.group(5):
            found["hidden"] = ""
        else:
            value = match.group(2) or match.group(3) or match.group(4) or ""
            found.setdefault(match.group(1).lower(), html.unescape(value) if "&" in value else value)
    return found


def read_html(source: Decoded, part: int) -> HtmlText:
    """Read one decoded HTML part; never raises, and stops after 100,000 tags."""
    reader = _Reader(source, part)
    chars = source.text
    at = 0
    open_tag = False
    unclosed: set[str] = set()
    left = MAX_TOKENS
    while left > 0:
        for token in _TOKEN.finditer(chars, at):
            left -= 1
            begin, end = token.span()
            if begin > at:
                reader.text(at, begin)
            at = end
            closing, name, rest, shut = token.group(1, 2, 3, 4) if token.group(2) else token.group(5, 6, 7, 8)
            if not name:
                continue
            name = name.lower()
            open_tag = not shut
            if closing:
                reader.closes(name)
                continue
            reader.opens(name, rest, token.start(3) if token.group(2) else token.start(7))
            if name in _SILENT and name not in unclosed:
                at = _after(chars, name, end)
                if at == end:
                    unclosed.add(name)  # searched to the end once and for all: a page of <title> costs linear time
                    continue
                break
            if left <= 0:
                break
        else:
            break
    if at < len(chars):
        reader.text(at, len(chars))
    reader.close_link()
    return HtmlText(_text(reader, source), tuple(reader.links), reader.images, open_tag)


def _after(chars: str, name: str, at: int) -> int:
    """Past the end of an element whose content is not text; one that never ends hides nothing but its own tag."""
    end = _ENDS[name].search(chars, at)
    if end:
        return end.end()
    return len(chars) if name in {"script", "style"} else at


def _text(reader: _Reader, source: Decoded) -> Text:
    def made(out: _Out, hidden: Text | None) -> Text:
        return Text("".join(out.pieces), tuple(out.runs), hidden, "", source.label, source.used)

    return made(reader.visible, made(reader.hidden, None) if reader.hidden.pieces else None)
