"""Which styles hide what stands in them: invisible to the reader, so no display in the law's sense.

Reads the style attribute alone; style sheets are read by nobody yet. Small or grey print is visible.
"""

import re
from collections.abc import Mapping

_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]{1,200})")
_ZERO = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!important)?$")
_TINY = re.compile(r"(?:0+(?![.\d])|[0-2](?:\.\d+)?px|[01](?:\.\d+)?pt|0(?:\.[0-2]\d*)?r?em)\s*(?:!important)?$")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})")
_NAMED = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "transparent": (-1, -1, -1),
}


def hides(attributes: Mapping[str, str]) -> bool:
    """Whether an element with these attributes (lower-case names) hides its content."""
    if "hidden" in attributes:
        return True
    style = {name: value.strip().lower() for name, value in _DECLARATION.findall(attributes.get("style", "").lower())}
    if not style:
        return False
    return (
        style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith("hidden")
        or style.get("mso-hide", "").startswith("all")
        or bool(_ZERO.match(style.get("opacity", "1")))
        or bool(_TINY.match(style.get("font-size", "10px")))
        or (bool(_ZERO.match(style.get("max-height", "1px"))) and "hidden" in style.get("overflow", "hidden"))
        or _same_colour(style)
    )


def _same_colour(style: Mapping[str, str]) -> bool:
    text = _colour(style.get("color", ""))
    ground = _colour(style.get("background-color", "") or style.get("background", "").split(" ")[0])
    return text is not None and text in {ground, (-1, -1, -1)}


def _colour(value: str) -> tuple[int, int, int] | None:
    value = value.replace("!important", "").strip()
    if value in _NAMED:
        return _NAMED[value]
    if rgb := _RGB.match(value):
        return int(rgb.group(1)), int(rgb.group(2)), int(rgb.group(3))
    digits = value.removeprefix("#")
    if value.startswith("#") and re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits):
        full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
        return int(full[:2], 16), int(full[2:4], 16), int(full[4:], 16)
    return None
