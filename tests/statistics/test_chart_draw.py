"""Specifications become SVG: readable text, our own font, patterns over colours, always the same, nothing from outside."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from tsuho.statistics.charts.draw import draw
from tsuho.statistics.charts.monthly import monthly_bars, monthly_line
from tsuho.statistics.charts.theme import WIDTH
from tsuho.statistics.charts.totals import total_bars
from tsuho.statistics.documents import asked

from .sample_year import made, sample_year


def texts(svg):
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@pytest.fixture(scope="module")
def drawn():
    return draw(monthly_bars(sample_year()[asked.REPORTS], "ja"))


def test_months_numbers_and_legend_are_text_in_the_drawing(drawn):
    answer, said = sample_year()[asked.REPORTS], texts(drawn)
    assert {"4月", "3月", "違反", f"{answer.whole.by_month[0]:,}"} <= set(said)
    assert any("出所：実績" in each for each in said)
    assert "Noto Sans CJK JP" in drawn


def test_the_same_specification_gives_the_same_characters(drawn):
    assert drawn == draw(monthly_bars(sample_year()[asked.REPORTS], "ja"))


def test_fills_have_patterns_and_the_patterns_keep_their_own_colour(drawn):
    used = set(re.findall(r'fill="url\(#(fill-\d+)\)"', drawn))
    defined = dict(re.findall(r'<pattern id="(fill-\d+)".*?<rect [^>]*fill="([^"]+)"', drawn))
    assert used == set(defined) and len(used) >= 3
    assert all(colour.startswith("#") for colour in defined.values())


def test_it_is_as_wide_as_the_text_of_a_page(drawn):
    assert float(ET.fromstring(drawn).get("width")) == pytest.approx(WIDTH, abs=12)


def test_nothing_is_fetched_and_nothing_runs(drawn):
    assert "<script" not in drawn and "href" not in drawn
    hostile = made("x", {'<script>alert(1)</script>"&': [1] * 12, "https://tracker.example/x.png": [2] * 12})
    for spec in (monthly_bars(hostile, "ja"), monthly_line(hostile, "ja"), total_bars(hostile, "ja")):
        svg = draw(spec)
        assert "<script" not in svg and "<image" not in svg
        ET.fromstring(svg)


def test_a_specification_is_plain_json_that_a_page_can_take():
    spec = monthly_line(sample_year()[asked.PROVIDERS], "en")
    assert json.loads(json.dumps(spec)) == spec
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
