"""Colours as CSS and HTML attributes write them, and whether text of one can be seen on another."""

import re
from functools import lru_cache

Colour = tuple[int, int, int]
TRANSPARENT: Colour = (-1, -1, -1)
UNKNOWN: Colour = (-2, -2, -2)  # stated, but not to be read: a gradient, a picture, a variable
_ALIKE = 16  # of 255, in each channel
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})(%?)[\s,]+(\d{1,3})%?[\s,]+(\d{1,3})%?(?:\s*[,/]\s*([\d.]+))?")
_GREY = re.compile(r"hsla?\([^,)]{1,12}[\s,]+[\d.]+%?[\s,]+([\d.]+)%")
_HEX = re.compile(r"#?([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})")
_TOKEN = re.compile(r"(?:rgb|hsl)a?\([^)]{0,60}\)|#[0-9a-f]{3,8}|[a-z]+")
# Words of the shorthand that are no colour.
_NO_COLOUR = frozenset(
    ["none", "repeat", "no", "x", "y", "top", "bottom", "left", "right", "center", "scroll", "fixed", "inherit", "initial", "unset", "px"]
)  # fmt: skip
_NAMES: dict[str, Colour] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0),
    "lime": (0, 255, 0), "yellow": (255, 255, 0), "cyan": (0, 255, 255), "aqua": (0, 255, 255), "magenta": (255, 0, 255),
    "fuchsia": (255, 0, 255), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "maroon": (128, 0, 0),
    "olive": (128, 128, 0), "navy": (0, 0, 128), "purple": (128, 0, 128), "teal": (0, 128, 128), "orange": (255, 165, 0),
    "pink": (255, 192, 203), "snow": (255, 250, 250), "ivory": (255, 255, 240), "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245), "mintcream": (245, 255, 250), "azure": (240, 255, 255), "floralwhite": (255, 250, 240),
    "aliceblue": (240, 248, 255), "seashell": (255, 245, 238), "honeydew": (240, 255, 240), "lightyellow": (255, 255, 224),
    "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211), "gainsboro": (220, 220, 220), "lavender": (230, 230, 250),
    "beige": (245, 245, 220), "linen": (250, 240, 230), "oldlace": (253, 245, 230), "cornsilk": (255, 248, 220),
    "darkgray": (169, 169, 169), "dimgray": (105, 105, 105), "darkred": (139, 0, 0), "darkblue": (0, 0, 139), "brown": (165, 42, 42),
    "gold": (255, 215, 0), "tomato": (255, 99, 71), "crimson": (220, 20, 60), "midnightblue": (25, 25, 112),
}  # fmt: skip


@lru_cache(maxsize=2048)
def colour(value: str) -> Colour:
    """A colour value in lower case; UNKNOWN if it is none that can be read here."""
    value = value.strip()
    if value in _NAMES:
        return _NAMES[value]
    if value == "transparent":
        return TRANSPARENT
    if rgb := _RGB.match(value):
        if rgb.group(5) and float(rgb.group(5).strip(".") or 0) == 0:
            return TRANSPARENT
        scale = 2.55 if rgb.group(2) else 1
        return tuple(min(255, round(int(rgb.group(index)) * scale)) for index in (1, 3, 4))  # type: ignore[return-value]
    if (grey := _GREY.match(value)) and float(grey.group(1).strip(".") or 0) in {0.0, 100.0}:
        level = 255 if grey.group(1).startswith("100") else 0
        return level, level, level
    digits = _HEX.fullmatch(value)
    if not digits:
        return UNKNOWN
    full = digits.group(1)
    if len(full) in {3, 4}:
        full = "".join(digit * 2 for digit in full)
    if len(full) == 8 and full.endswith("00"):
        return TRANSPARENT
    return int(full[:2], 16), int(full[2:4], 16), int(full[4:6], 16)


def ground_colour(colour_value: str | None, shorthand: str | None, image: str | None) -> Colour | None:
    """The ground that background properties give; None if they give none, UNKNOWN for a picture or what cannot be read."""
    if (image and image != "none") or (shorthand and ("url(" in shorthand or "gradient" in shorthand)):
        return UNKNOWN
    unreadable = False
    for value in (colour_value, shorthand):
        for token in _TOKEN.findall(value or "")[:8]:
            found = colour(token)
            if found is not UNKNOWN:
                return None if found is TRANSPARENT else found
            unreadable |= token not in _NO_COLOUR
    return UNKNOWN if unreadable else None


def too_alike(text: Colour, ground: Colour) -> bool:
    """Whether nobody can see text of this colour on that ground."""
    return all(abs(a - b) <= _ALIKE for a, b in zip(text, ground, strict=True))
