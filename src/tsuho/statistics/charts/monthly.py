"""Counts month by month: bars, stacked where the lines make up the whole and side by side where they do not, or a line."""

from typing import Any, Final

from tsuho.statistics.answer import Answer, Unit
from tsuho.statistics.charts.theme import COLOURS, GREY, INK, SHAPES, Spec, themed
from tsuho.statistics.fiscal_year import month_short
from tsuho.statistics.shown import label_of, number_shown, source_mark, unit_of
from tsuho.words.catalogue import say

MOST_LINES: Final = len(COLOURS)
HIGH, LOW = 280, 165
"""Of a chart that has its page for itself, and of one that shares it with another."""

_ADDED: Final = frozenset({Unit.MESSAGES, Unit.CALLS, Unit.PIECES, Unit.MEETINGS, Unit.PAGES, Unit.ANSWERS})
_LONG_NUMBER: Final = 7
_LEGEND_ROW: Final = 600  # units of width that one row of the legend has


def monthly_bars(answer: Answer, language: str, height: int = HIGH) -> dict[str, Any]:
    """Bars by month. They are stacked only if every month's lines add up to its whole; the whole stands above each bar."""
    rows, order = _rows(answer, language)
    stacked = _adds_up(answer)
    bars: Spec = {
        "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.6},
        "encoding": {
            "x": _months(answer, language),
            "y": {
                "field": "count",
                "type": "quantitative",
                "stack": "zero" if stacked else None,
                "axis": _axis(answer),
            },
            "color": _colours(order),
            "order": {"field": "place", "type": "quantitative"},
            **({} if stacked else {"xOffset": {"field": "line", "type": "nominal", "sort": order}}),
        },
    }
    layers = [bars, _wholes(answer, language)] if stacked else [bars]
    return themed({"data": {"values": rows}, "layer": layers}, title=_title(answer, language), height=height)


def monthly_line(answer: Answer, language: str, height: int = HIGH) -> dict[str, Any]:
    """A line by month for each line, its points of a shape of their own and their numbers beside them."""
    rows, order = _rows(answer, language)
    x, y = _months(answer, language), {"field": "count", "type": "quantitative", "axis": _axis(answer)}
    colour = _colours(order)
    shape = {"field": "line", "type": "nominal", "sort": order, "scale": {"domain": order, "range": [*SHAPES]}}
    shape["legend"] = colour["legend"]
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"x": x, "y": y, "color": colour}},
        {
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour, "shape": shape},
        },
        {
            "mark": {"type": "text", "dy": -11, "fontSize": 10, "color": INK},
            "encoding": {"x": x, "y": y, "text": {"field": "shown", "type": "nominal"}},
        },
    ]
    return themed({"data": {"values": rows}, "layer": layers}, title=_title(answer, language), height=height)


def _rows(answer: Answer, language: str) -> tuple[list[dict[str, Any]], list[str]]:
    """One row a line and month; a cell that may not be shown is no row. And the lines' labels in print order."""
    lines = answer.lines or (answer.whole,)
    if len(lines) > MOST_LINES:
        raise ValueError(
            f"{answer.series} has {len(lines)} lines, and a reader tells at most {MOST_LINES} apart; chart it by its totals"
        )
    order = [label_of(answer, line, language) for line in lines]
    rows = [
        {
            "month": month_short(month, language),
            "line": label,
            "count": count,
            "shown": number_shown(count, answer.unit),
            "place": place,
        }
        for place, (line, label) in enumerate(zip(lines, order, strict=True))
        for month, count in zip(answer.months, line.by_month, strict=True)
        if count is not None
    ]
    return rows, order


def _adds_up(answer: Answer) -> bool:
    """Whether the lines of each month are parts of its whole: not so with distinct parties, shares or many labels."""
    if answer.unit not in _ADDED:
        return False
    return not answer.lines or all(
        None not in counts and sum(count or 0 for count in counts) == whole
        for *counts, whole in zip(*(line.by_month for line in (*answer.lines, answer.whole)), strict=True)
    )


def _months(answer: Answer, language: str) -> dict[str, Any]:
    return {
        "field": "month",
        "type": "ordinal",
        "sort": [month_short(month, language) for month in answer.months],
        "axis": {"labelAngle": 0, "grid": False},
        "scale": {"paddingInner": 0.25, "paddingOuter": 0.15},
    }


def _axis(answer: Answer) -> dict[str, Any]:
    # a share is kept in thousandths, so that it is a whole number; its axis says per cent
    if answer.unit is Unit.SHARE:
        return {"labelExpr": "format(datum.value / 10, '.0f') + '%'", "tickCount": 5}
    return {"format": ",d", "tickCount": 5, "tickMinStep": 1}


def _colours(order: list[str]) -> dict[str, Any]:
    asked_for = sum(40 + sum(11 if character > "\u2fff" else 6 for character in label) for label in order)
    columns = len(order) if asked_for < _LEGEND_ROW else max(2, len(order) * _LEGEND_ROW // asked_for)
    legend = {"columns": columns} if len(order) > 1 else None  # one line needs no legend: the caption names it
    return {
        "field": "line",
        "type": "nominal",
        "sort": order,
        "scale": {"domain": order, "range": [*COLOURS[: len(order)]]},
        "legend": legend,
    }


def _wholes(answer: Answer, language: str) -> Spec:
    """The whole of each month above its bar, in the answer's own number: nothing is summed here."""
    values: list[dict[str, Any]] = [
        {"month": month_short(month, language), "whole": count, "shown": number_shown(count, answer.unit)}
        for month, count in zip(answer.months, answer.whole.by_month, strict=True)
        if count is not None
    ]
    # twelve numbers of a million and more stand side by side
    size = 8.5 if any(len(value["shown"]) > _LONG_NUMBER for value in values) else 9.5
    return {
        "data": {"values": values},
        "mark": {"type": "text", "baseline": "bottom", "dy": -3, "fontSize": size, "color": GREY},
        "encoding": {
            "x": _months(answer, language),
            "y": {"field": "whole", "type": "quantitative"},
            "text": {"field": "shown", "type": "nominal"},
        },
    }


def _title(answer: Answer, language: str) -> str:
    return say("chart_title", language, {"unit": unit_of(answer, language), "source": source_mark(answer, language)})
