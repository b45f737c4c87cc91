"""One HTML tag as written: its name, what it does to the layout, the attributes that matter, where its href stands.

Read once for each spelling and kept, since a page repeats its tags from row to row.
"""

import html
import re
from functools import lru_cache

from tsuho.engine.parse.colours import UNKNOWN, colour
from tsuho.engine.parse.styles import NO_EFFECT, Effect, inline_effect, merged

_NAME = re.compile(r"(/?)([a-zA-Z][^\s/>]{0,60})")
_BALANCED = re.compile(r"[^\"']*(?:\"[^\"]*\"[^\"']*|'[^']*'[^\"']*)*\Z")
_WITH_VALUE = r"([a-zA-Z][\w:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))"
_ATTRIBUTE = re.compile(_WITH_VALUE)
_ATTRIBUTE_OR_HIDDEN = re.compile(_WITH_VALUE + r"|(?<=\s)((?i:hidden))(?=[\s>/]|\Z)")
_HIDDEN = 5  # its group
# A tag without any of these is read no further, as most are; in small letters, each found far faster than a choice of all.
_MATTERS = ("style", "class", "color", "href", "src", "alt", "background", "hidden")
_IDENT = re.compile(r"id\s*=")
_READ = frozenset(
    [
        "style",
        "class",
        "id",
        "href",
        "src",
        "alt",
        "hidden",
        "color",
        "text",
        "bgcolor",
        "background",
        "width",
        "height",
    ]
)
_TINY = re.compile(r"\s*[0-3](?:\.\d+)?\s*(?:px)?\s*\Z", re.IGNORECASE)
_TINY_STYLE = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*[0-3](?:\.\d+)?(?:px)?\s*(?:!important\s*)?(?=;|\Z)", re.IGNORECASE
)
_CELLS = frozenset({"td", "th"})
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "tr", "ul", "body", "html"),
    ]
)  # fmt: skip
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
SILENT = frozenset({"script", "style", "head", "title", "template", "iframe", "object", "svg"})
Element = tuple[str, frozenset[str], str]  # what selectors see: tag, classes, id
_Closes = tuple[frozenset[str], frozenset[str]]
# What an opening tag closes when it was left open, and where the search for it ends.
_CLOSED_BY: dict[str, _Closes] = {
    **dict.fromkeys(("td", "th"), (frozenset({"td", "th"}), frozenset({"tr", "table", "tbody", "thead", "tfoot"}))),
    "tr": (frozenset({"tr"}), frozenset({"table", "tbody", "thead", "tfoot"})),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"}))),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table", "td", "div"})),
    **dict.fromkeys(("dd", "dt"), (frozenset({"dd", "dt"}), frozenset({"dl", "table", "td"}))),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "a": (frozenset({"a"}), frozenset({"table", "td", "div", "p"})),
}
LONG_TAG = 1_000  # characters of a tag that is kept; longer ones are read each time
_LINK_BLUE = (0, 0, 238)
_UNSTATED = ("", 0, 0)


class Tag:
    """A tag. ``breaks`` is the white space its block lays out; ``href`` is (target, start, end) from the tag's first letter,
    ``picture`` the same of a src with whether it is a pixel.
    """

    __slots__ = (
        "alt", "block", "breaks", "closed_by", "closing", "effect", "element", "href", "name", "picture", "presentational", "silent",
        "special",
        "style", "void", "whole",
    )  # fmt: skip

    def __init__(self, name: str, *, closing: bool) -> None:
        self.name = name
        self.closing = closing
        self.block = name in _BLOCKS
        self.breaks = "" if not self.block else "\t" if name in _CELLS else "\n"
        self.void = name in _VOID
        self.silent = name in SILENT
        self.style = ""
        self.alt: tuple[str, int, int] | None = None
        self.href: tuple[str, int, int] | None = None
        self.picture: tuple[str, int, int, bool] | None = None
        self.presentational = self.effect = NO_EFFECT
        self.element: Element = (name, frozenset(), "")
        self.closed_by: _Closes | None = _CLOSED_BY.get(name)
        # most tags are none of these, and are asked once
        self.special = name in {"br", "p", "img", "pre"}
        self.whole = True  # every quote is closed, so that its ">" is its end

    def read(self, rest: str, start: int, *, hidden: bool) -> None:
        """The attributes, which stand in ``rest`` at ``start`` of the tag; ``hidden``: the word stands in it."""
        found = _attributes(rest, start, _ATTRIBUTE_OR_HIDDEN if hidden else _ATTRIBUTE)
        if not found:
            return
        if "style" in found:
            self.style = found["style"][0]
        if "class" in found or "id" in found:
            classes = frozenset(found["class"][0].lower().split()) if "class" in found else frozenset()
            self.element = (self.name, classes, found["id"][0].lower() if "id" in found else "")
        if self.name == "a" and "href" in found:
            target, a, b = found["href"]
            self.href = (target.strip(), a, b)
            self.special = True
        if self.name in {"img", "area"}:
            self.alt = found.get("alt")
        if self.name == "img" and "src" in found:
            self.picture = (*found["src"], _is_pixel(found, self.style))
        self.presentational = _presentational(self, found)
        effect = merged(self.presentational, inline_effect(self.style)) if self.style else self.presentational
        self.effect = NO_EFFECT if effect == NO_EFFECT else effect


def _attributes(rest: str, start: int, attribute: re.Pattern[str]) -> dict[str, tuple[str, int, int]]:
    """Those that are read, by name: value, start and end in the tag; of two of one name the first counts."""
    found: dict[str, tuple[str, int, int]] = {}
    for match in attribute.finditer(rest):
        group = match.lastindex or 0
        if group == _HIDDEN:
            found["hidden"] = ("", 0, 0)
            continue
        name = match[1].lower()
        if name in _READ and name not in found:
            value = match[group]
            a, b = match.span(group)
            found[name] = (html.unescape(value) if "&" in value else value, start + a, start + b)
    return found


def _is_pixel(found: dict[str, tuple[str, int, int]], style: str) -> bool:
    """Whether a picture is too small to be seen, as those are that only tell that a mail was opened."""
    sizes = [found[name][0] for name in ("width", "height") if name in found]
    if sizes:
        return all(map(_TINY.match, sizes))
    return len(_TINY_STYLE.findall(style)) >= 2


def _presentational(tag: Tag, found: dict[str, tuple[str, int, int]]) -> Effect:
    """What the attributes other than ``style`` do; style sheets and styles are stronger."""
    way = "hidden_attribute" if "hidden" in found else ""
    text = ground = None
    if tag.name in {"font", "body", "basefont"}:
        written = found.get("color", _UNSTATED)[0] or found.get("text", _UNSTATED)[0]
        text = colour(written.lower()) if written else None
    elif tag.href is not None:
        text = _LINK_BLUE
    if "background" in found:
        ground = UNKNOWN
    elif "bgcolor" in found:
        ground = colour(found["bgcolor"][0].lower())
    return Effect(way=way, colour=text, ground=ground) if way or text or ground else NO_EFFECT


def tag_of(text: str) -> Tag | None:
    """The tag written between "<" and ">"; None for what is no tag."""
    return kept_tag(text) if len(text) <= LONG_TAG else _read(text)


def _read(text: str) -> Tag | None:
    found = _NAME.match(text)
    if not found:
        return None
    tag = Tag(found.group(2).lower(), closing=bool(found.group(1)))
    at = found.end()
    if not tag.closing and len(text) > at + 2:
        rest = text[at:]
        tag.whole = rest.count('"') % 2 == 0 if "'" not in rest else _BALANCED.match(rest) is not None
        lower = rest.lower()
        if any(map(lower.__contains__, _MATTERS)) or _IDENT.search(lower):
            tag.read(rest, at, hidden="hidden" in lower)
    return tag


kept_tag = lru_cache(maxsize=16_384)(_read)
