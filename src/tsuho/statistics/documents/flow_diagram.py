"""The centre's flow diagram (活動の流れ): senders above and below, recipients and monitors, the centre, and to whom it passes on what.

It is drawn in ink on white with one dark fill, so that a black-and-white printer loses nothing, and read from top to bottom.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from tsuho.statistics.charts.theme import FONT, GREY, INK
from tsuho.statistics.documents.flow_figures import Flow

_NAVY, _PALE = "#00118f", "#e8f1fe"
_WIDTH, _HEIGHT, _LINE = 1000, 985, 20
_SIZE: Final = 15

Box = tuple[int, int, int, int]  # left, top, width, height
_SENDER: Final[Box] = (20, 12, 960, 50)
_RECIPIENT: Final[Box] = (20, 150, 690, 50)
_CENTRE: Final[Box] = (20, 318, 960, 270)
_IN_CENTRE: Final[Mapping[str, Box]] = {
    "flow_consultation": (38, 332, 170, 62),
    "flow_report": (228, 332, 234, 62),
    "flow_chain": (482, 332, 226, 62),
    "flow_monitor": (742, 332, 222, 62),
    "flow_check": (228, 474, 736, 62),
}
_BELOW: Final[Mapping[str, Box]] = {
    "flow_ministry": (20, 738, 222, 60),
    "flow_provider": (266, 738, 222, 60),
    "flow_agency": (512, 738, 222, 60),
    "flow_association": (758, 738, 222, 60),
}
_SENDER_AGAIN: Final[Box] = (20, 904, 714, 50)
# flow → (x of the arrow, from y, to y); its words stand at its right
_ARROWS: Final[Mapping[str, tuple[int, int, int]]] = {
    "mail": (365, 62, 148),
    "monitor": (770, 62, 330),
    "consultation": (58, 200, 330),
    "report": (248, 200, 330),
    "chain": (502, 200, 330),
    "ministry": (38, 588, 736),
    "provider": (284, 588, 736),
    "agency": (530, 588, 736),
    "association": (776, 588, 736),
    "orders": (38, 798, 902),
    "suspension": (284, 798, 902),
    "measures": (530, 798, 902),
}


def flow_diagram(flows: Sequence[Flow], words: Mapping[str, str], alt: str, foot: str) -> str:
    """The SVG: ``words`` are the catalogue's texts of the boxes, ``alt`` the diagram in words, ``foot`` its source marks."""
    parts = [
        _box(_SENDER, words["flow_sender"], dark=True),
        _box(_RECIPIENT, words["flow_recipient"]),
        _box(_CENTRE, "", pale=True),
        _text(38, 492, words["flow_centre_lines"].split("\n"), bold=True, size=19, fill=_NAVY, step=24),
        *(_box(box, words[key]) for key, box in (*_IN_CENTRE.items(), *_BELOW.items())),
        _arrow(345, 394, 472),
        _arrow(853, 394, 472),
        _box(_SENDER_AGAIN, words["flow_sender"], dark=True),
        *(_flow(flow) for flow in flows),
        _text(980, _HEIGHT - 8, [foot], anchor="end", size=13, fill=GREY),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" font-family="{FONT}"><title>{escape(words["flow_title"])}</title><desc>{escape(alt)}</desc>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>{"".join(parts)}</svg>'
    )


def _flow(flow: Flow) -> str:
    x, start, end = _ARROWS[flow.key]
    # what goes on to the centre is named by the box that takes it in
    named = [] if flow.key in {"consultation", "report", "chain"} else flow.what.split("\n")
    words = len(named) + len(flow.figures)
    top = (start + end) // 2 - words * _LINE // 2 + 14 if flow.key != "monitor" else 92
    return (
        _arrow(x, start, end)
        + _text(x + 13, top, named)
        + _text(x + 13, top + len(named) * _LINE, flow.figures, bold=True)
    )


def _box(box: Box, label: str, *, dark: bool = False, pale: bool = False) -> str:
    left, top, width, height = box
    fill = _NAVY if dark else _PALE if pale else "white"
    drawn = (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="6" fill="{fill}" stroke="{_NAVY}" '
        f'stroke-width="{1.2 if pale else 1.8}"/>'
    )
    lines = label.split("\n") if label else []
    first = top + height / 2 - (len(lines) - 1) * 11 + 6
    return drawn + _text(
        left + width / 2, first, lines, anchor="middle", bold=True, size=17, fill="white" if dark else INK, step=22
    )


def _arrow(x: int, start: int, end: int) -> str:
    return (
        f'<path d="M{x},{start} V{end - 11}" stroke="{INK}" stroke-width="2.6" fill="none"/>'
        f'<path d="M{x - 7},{end - 13} L{x + 7},{end - 13} L{x},{end} Z" fill="{INK}"/>'
    )


def _text(
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    anchor: str = "start",
    bold: bool = False,
    size: int = _SIZE,
    fill: str = INK,
    step: int = _LINE,
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return "".join(
        f'<text x="{x:g}" y="{y + at * step:g}" text-anchor="{anchor}" font-size="{size}"{weight} fill="{fill}">'
        f"{escape(line)}</text>"
        for at, line in enumerate(lines)
    )
