"""What a style does to the text in it: the few declarations of CSS by which text can be made invisible.

Small or grey print is visible. A colour counts as the ground's own when no channel differs by more than 16 of 255.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from tsuho.engine.parse.colours import TRANSPARENT, UNKNOWN, Colour, colour, ground_colour, too_alike

_DECLARATION = re.compile(r"([a-z-]{3,24})\s*:\s*([^;]{1,300})")
_NAME = re.compile(r"[a-z-]{3,24}")
_LONGEST = 300  # characters of a value
_GROUNDS = ("background-color", "background", "background-image")
_OVERFLOWS = ("overflow", "overflow-x", "overflow-y")
_SIZES = ("height", "max-height", "width", "max-width")
_OFFSETS = ("left", "top", "right", "bottom")
_SHIFTS = ("margin-left", "margin-top", "text-indent")
RELEVANT = frozenset(
    [
        *("display", "visibility", "opacity", "font-size", "font", "color", "background-color", "background", "background-image"),
        *("overflow", "overflow-x", "overflow-y", "position", "clip", "clip-path", "transform", "mso-hide", "margin"),
        *("-webkit-text-fill-color", *_SIZES, *_OFFSETS, *_SHIFTS),
    ]
)  # fmt: skip
_LENGTH = re.compile(r"(-?(?:\d{1,7}(?:\.\d*)?|\.\d+))(px|pt|em|rem|ex|%|in|cm|mm|vw|vh)?(?![\w.])")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 37.8, "mm": 3.78, "rem": 16.0, "vw": 8.0, "vh": 6.0}
_FONT_SHORTHAND = re.compile(r"(?:^|\s)((?:\d{1,5}(?:\.\d*)?|\.\d+)(?:px|pt|em|rem|%)?)(?:\s*/|\s)")
_CLIPPED = re.compile(r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:50|100)%|circle\(\s*0")
_FLUNG = re.compile(r"scale[xy3d]*\(\s*0(?:\.0+)?\s*[,)]|translate[xy3d]*\(\s*-\d{3,}")
TINY = 2.0  # pixels
_FAR = -400.0  # pixels off the screen

Declarations = tuple[tuple[str, str, bool], ...]  # name, value in lower case, whether !important


class Effect(NamedTuple):
    """What an element's styles change for the text in it. ``way`` names how it hides all below it, for good.

    ``font`` is (pixels, 0) or (0, factor); None and UNKNOWN are told apart: not stated, and stated but unreadable.
    """

    way: str = ""
    visible: bool | None = None
    font: tuple[float, float] | None = None
    colour: Colour | None = None
    ground: Colour | None = None


class Shown(NamedTuple):
    """How text at a place is shown: what its ancestors' styles have made of it. ``hidden`` names the way it is hidden."""

    way: str = ""
    visible: bool = True
    font: float = 16.0
    colour: Colour = (0, 0, 0)
    ground: Colour = (255, 255, 255)
    hidden: str = ""


PLAIN = Shown()
NO_EFFECT = Effect()


@lru_cache(maxsize=4096)
def declarations(style: str) -> Declarations:
    """The declarations of a style that matter here, in order."""
    lower = style[:4_000].lower()
    found = []
    for name, value in _plainly_stated(lower) or _DECLARATION.findall(lower):
        if name in RELEVANT:
            value, _, important = value.partition("!")  # noqa: PLW2901  # the value is what stands before the mark
            found.append((name, value.strip(), "important" in important))
    return tuple(found)


def _plainly_stated(style: str) -> list[tuple[str, str]]:
    """The declarations of a style that holds nothing but such, as nearly all do; else none."""
    found = []
    for stated in style.split(";"):
        name, colon, value = stated.partition(":")
        name = name.strip()
        if not colon or not value:
            if name:
                return []
            continue
        if (name not in RELEVANT and not _NAME.fullmatch(name)) or len(value) > _LONGEST:
            return []
        found.append((name, value))
    return found


def cascaded(*origins: Iterable[Declarations]) -> dict[str, str]:
    """The declarations that win, of origins in rising order of weight; an important one beats all that are not."""
    style: dict[str, str] = {}
    important: dict[str, str] = {}
    for origin in origins:
        for stated in origin:
            for name, value, weighs in stated:
                (important if weighs else style)[name] = value
    style.update(important)
    return style


@lru_cache(maxsize=4096)
def inline_effect(style: str) -> Effect:
    """The effect of a ``style`` attribute alone."""
    return effect_of(cascaded([declarations(style)]))


def effect_of(style: Mapping[str, str]) -> Effect:
    """The effect of the declarations that won."""
    if not style:
        return NO_EFFECT
    if len(style) == 1 and "color" in style:
        return Effect(colour=_text_colour(style))
    visibility = style.get("visibility")
    return Effect(
        way=_way(style),
        visible=None if visibility is None else visibility not in {"hidden", "collapse"},
        font=_font(style),
        colour=_text_colour(style),
        ground=_ground(style),
    )


def _way(style: Mapping[str, str]) -> str:
    if style.get("display") == "none":
        return "display_none"
    if style.get("mso-hide") == "all":
        return "outlook_only"
    if "opacity" in style:
        opacity = _pixels(style["opacity"])
        if opacity is not None and opacity <= (5 if "%" in style["opacity"] else 0.05):
            return "transparent"
    if any("hidden" in style[name] or "clip" in style[name] for name in _OVERFLOWS if name in style):
        sizes = (_pixels(style[name]) for name in _SIZES if name in style)
        if any(size is not None and size <= 1 for size in sizes):
            return "zero_size"
    if _is_off_screen(style):
        return "off_screen"
    if ("clip" in style or "clip-path" in style) and _CLIPPED.search(
        style.get("clip", "") + style.get("clip-path", "")
    ):
        return "clipped"
    return "off_screen" if "transform" in style and _FLUNG.search(style["transform"]) else ""


def _is_off_screen(style: Mapping[str, str]) -> bool:
    moved = _OFFSETS if style.get("position") in {"absolute", "fixed", "relative"} else ()
    if any(_is_far(style[name]) for name in (*moved, *_SHIFTS) if name in style):
        return True
    return "margin" in style and _is_far(style["margin"].rpartition(" ")[2])


def _is_far(value: str) -> bool:
    return value.startswith("-") and (_pixels(value) or 0) <= _FAR


def _ground(style: Mapping[str, str]) -> Colour | None:
    stated = [style.get(name) for name in _GROUNDS]
    return ground_colour(*stated) if any(stated) else None


def _text_colour(style: Mapping[str, str]) -> Colour | None:
    value = style.get("-webkit-text-fill-color") or style.get("color")
    return None if value is None or value in {"inherit", "currentcolor"} else colour(value)


def _pixels(value: str) -> float | None:
    found = _LENGTH.match(value)
    if not found:
        return None
    return float(found.group(1)) * _PIXELS.get(found.group(2) or "", 16.0 if found.group(2) != "%" else 1.0)


def _font(style: Mapping[str, str]) -> tuple[float, float] | None:
    if "font-size" not in style and "font" not in style:
        return None
    value = style.get("font-size", "")
    if not value and "font" in style and (short := _FONT_SHORTHAND.search(style["font"] + " ")):
        value = short.group(1)
    found = _LENGTH.match(value)
    if not found:
        return (
            (16.0, 0.0)
            if value in {"medium", "initial", "small", "large", "x-small", "xx-small", "x-large", "xx-large"}
            else None
        )
    number, unit = float(found.group(1)), found.group(2) or ""
    if unit in {"em", "%", "ex"}:
        return 0.0, number / {"em": 1, "%": 100, "ex": 2}[unit]
    return number * _PIXELS[unit], 0.0


def merged(weak: Effect, strong: Effect) -> Effect:
    """What two origins of style do together: the strong one wins where it says anything."""
    if weak is NO_EFFECT or strong is NO_EFFECT:
        return strong if weak is NO_EFFECT else weak
    return Effect(
        strong.way or weak.way,
        weak.visible if strong.visible is None else strong.visible,
        strong.font or weak.font,
        strong.colour or weak.colour,
        strong.ground or weak.ground,
    )


@lru_cache(maxsize=4096)
def shown_in(parent: Shown, effect: Effect) -> Shown:
    """How text is shown in an element of this effect, inside what its parent has made of it."""
    way = parent.way or effect.way
    visible = parent.visible if effect.visible is None else effect.visible
    font = parent.font
    if effect.font is not None:
        font = effect.font[0] or parent.font * effect.font[1]
    text = parent.colour if effect.colour is None else effect.colour
    ground = parent.ground if effect.ground is None else effect.ground
    if way:
        hidden = way
    elif not visible:
        hidden = "invisible"
    elif font <= TINY:
        hidden = "tiny"
    elif text is TRANSPARENT:
        hidden = "transparent"
    else:
        hidden = "same_colour" if text is not UNKNOWN and ground is not UNKNOWN and too_alike(text, ground) else ""
    return Shown(way, visible, font, text, ground, hidden)
