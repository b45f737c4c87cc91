"""Horizontal bars: in the order of the table, only of what there is."""

from tsuho.statistics.charts.totals import MOST_BARS, total_bars

from .sample_year import made


def test_bars_stand_in_the_order_of_the_table_with_their_numbers():
    spec = total_bars(made("x", {"a": [1] * 12, "b": [300] * 12}), "ja")
    assert [(row["line"], row["shown"]) for row in spec["data"]["values"]] == [("a", "12"), ("b", "3,600")]
    assert spec["layer"][0]["encoding"]["y"]["sort"] == ["a", "b"]


def test_nothing_has_no_bar_and_there_are_never_too_many():
    spec = total_bars(made("x", {"none": [0] * 12, **{str(number): [1] * 12 for number in range(40)}}), "ja")
    assert len(spec["data"]["values"]) == MOST_BARS
    assert "none" not in {row["line"] for row in spec["data"]["values"]}
    assert total_bars(made("x", {}), "ja")["data"]["values"] == []
