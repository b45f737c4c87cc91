"""Lines beside one another by their total: horizontal bars, each with its name at its left and its number at its end."""

from typing import Any, Final

from tsuho.statistics.answer import Answer
from tsuho.statistics.charts.theme import COLOURS, INK, Spec, themed
from tsuho.statistics.shown import label_of, number_shown, source_mark, unit_of
from tsuho.words.catalogue import say

MOST_BARS: Final = 25
_BAR, _AROUND = 22, 46


def total_bars(answer: Answer, language: str) -> dict[str, Any]:
    """The first lines in the order of the answer, which is that of its table; a total of nothing, or not shown, has no bar."""
    rows = [
        {"line": label_of(answer, line, language), "count": line.total, "shown": number_shown(line.total, answer.unit)}
        for line in [line for line in answer.lines if line.total][:MOST_BARS]
    ]
    names = [row["line"] for row in rows]
    y = {
        "field": "line",
        "type": "nominal",
        "sort": names,
        "axis": {"labelLimit": 260, "ticks": False, "domain": False},
    }
    x = {"field": "count", "type": "quantitative", "axis": {"tickCount": 5, "labels": False, "ticks": False}}
    layers: list[Spec] = [
        {"mark": {"type": "bar", "color": COLOURS[0], "height": {"band": 0.7}}, "encoding": {"y": y, "x": x}},
        {
            "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11, "color": INK},
            "encoding": {"y": y, "x": x, "text": {"field": "shown", "type": "nominal"}},
        },
    ]
    title = say("chart_title", language, {"unit": unit_of(answer, language), "source": source_mark(answer, language)})
    return themed({"data": {"values": rows}, "layer": layers}, title=title, height=_BAR * max(len(rows), 1) + _AROUND)
