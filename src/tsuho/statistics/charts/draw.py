"""Draw a chart: a Vega-Lite specification becomes SVG, with the package's own fonts, no browser and no network.

Vega-Lite knows no patterns, so they are laid over its colours in the finished SVG: the specification stays the same one that a
web page can make interactive.
"""

from functools import cache
from importlib.resources import files
from typing import Final

import vl_convert

from tsuho.statistics.charts.theme import FILLS, Spec

_FONT_PACKAGES: Final = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
_STRIPES: Final = {
    "rising": '<path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" stroke="#fff" stroke-width="1.3"/>',
    "falling": '<path d="M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2" stroke="#fff" stroke-width="1.3"/>',
    "level": '<path d="M0,3 h6" stroke="#fff" stroke-width="1.3"/>',
    "upright": '<path d="M3,0 v6" stroke="#fff" stroke-width="1.3"/>',
    "dots": '<circle cx="3" cy="3" r="1.2" fill="#fff"/>',
}
_DARK_DOTS: Final = '<circle cx="3" cy="3" r="1" fill="#0017c1"/>'  # white dots do not show on a light colour


def draw(spec: Spec) -> str:
    """The SVG of a specification; the same specification gives the same characters."""
    _register_fonts()
    drawn: str = vl_convert.vegalite_to_svg(dict(spec), vl_version="6.4", allowed_base_urls=[])
    return _with_patterns(drawn)


@cache
def _register_fonts() -> None:
    for package in _FONT_PACKAGES:
        vl_convert.register_font_directory(str(files(package)))


def _with_patterns(svg: str) -> str:
    laid = []
    for place, (colour, pattern) in enumerate(FILLS):
        if pattern == "plain" or f'fill="{colour}"' not in svg:
            continue
        over = _DARK_DOTS if (colour, pattern) == ("#97d3ff", "dots") else _STRIPES[pattern]
        laid.append(
            f'<pattern id="fill-{place}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect width="6" height="6" fill="{colour}"/>{over}</pattern>'
        )
        svg = svg.replace(f'fill="{colour}"', f'fill="url(#fill-{place})"')
        # the definition above must keep its own colour
    if not laid:
        return svg
    head, rest = svg.split(">", 1)
    return f"{head}><defs>{''.join(laid)}</defs>{rest}"
