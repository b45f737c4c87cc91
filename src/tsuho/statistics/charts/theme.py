"""The one look of every chart: colours of the Digital Agency's design system, one Japanese typeface, the width of an A4 text.

A colour never stands alone: each fill has its own pattern too, so that a chart reads the same to colour-blind eyes and from a
black-and-white printer.
"""

from collections.abc import Mapping
from typing import Any, Final

FONT: Final = "Noto Sans CJK JP, Noto Sans JP, sans-serif"
WIDTH: Final = 660
"""Of every chart, in its own units; set across an A4 text of 166 mm, a label of 11 units is 7.8 points high."""

INK, GREY, RULE = "#1a1a1a", "#666666", "#cccccc"

# (colour of the design tokens, pattern laid over it), in the order in which lines get them
FILLS: Final[tuple[tuple[str, str], ...]] = (
    ("#0017c1", "plain"),  # blue 900
    ("#ff8d44", "rising"),  # orange 400
    ("#97d3ff", "dots"),  # light blue 300
    ("#115a36", "level"),  # green 900
    ("#cccccc", "plain"),  # grey 200
    ("#8b008b", "falling"),  # magenta 900
    ("#39abff", "upright"),  # light blue 500
    ("#4d4d4d", "dots"),  # grey 700
)
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "stroke", "arrow")

COLOURS: Final = tuple(colour for colour, _ in FILLS)
SPEC_VERSION: Final = "https://vega.github.io/schema/vega-lite/v6.json"

Spec = Mapping[str, Any]
"""A Vega-Lite specification; its keys are the library's."""


def themed(spec: Spec, *, title: str, height: int) -> dict[str, Any]:
    """A whole specification: the given one with size and look; ``title`` says the unit and the source mark."""
    return {
        "$schema": SPEC_VERSION,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 4,
        "background": "white",
        "title": {"text": title, "anchor": "start", "fontSize": 11, "fontWeight": "normal", "color": GREY, "offset": 8},
        **spec,
        "config": _CONFIG,
    }


_CONFIG: Final[dict[str, Any]] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 11,
        "labelColor": INK,
        "title": None,
        "gridColor": RULE,
        "gridDash": [2, 2],
        "domainColor": GREY,
        "tickColor": GREY,
    },
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "title": None,
        "labelFontSize": 11,
        "labelColor": INK,
        "labelLimit": 240,
        "symbolType": "square",
        "symbolSize": 150,
        "columnPadding": 16,
    },
    "range": {"category": [*COLOURS]},
}
