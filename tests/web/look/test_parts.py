"""The parts that pages are built from: tags, the chart, the pager, the unmasking."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.web.look.chart import bar_chart
from tsuho.web.look.dates import day_text, time_text
from tsuho.web.look.paging import page_of


def shown(template, **context):
    from django.template import Context, Template
    from django.test import RequestFactory

    context = {
        "language": "ja",
        "calendar": "seireki",
        "request": RequestFactory().get("/x?sort=name&after=z"),
        **context,
    }
    return Template(template).render(Context(context))


def test_a_mail_with_scripts_is_text_with_its_marks(centre):
    text = "<script>alert(1)</script> 入会金 \u202e無料"
    html = shown("{% text_with_marks text spans %}", text=text, spans=[(26, 29, 'V41"><b>')])
    assert "<script>" not in html and "&lt;script&gt;" in html and "\u202e" not in html
    assert '<mark title="V41&quot;&gt;&lt;b&gt;" tabindex="0">入会金</mark>' in html


def test_a_link_is_no_link(centre):
    html = shown("{% defanged url %}", url='http://shop.example/"><img src=x>')
    assert "<img" not in html and "href" not in html and "hxxp://shop[.]example/" in html


def test_a_badge_says_its_state_in_words_and_has_a_tone(centre):
    assert (
        shown('{% badge "outcome" "hold" "warn" %}')
        == '<span class="badge badge-warn">' + _say("outcome_hold") + "</span>"
    )


def test_a_column_sorts_and_sorts_back(centre):
    once = shown('{% column "sign_in_name" "name" %}')
    assert 'aria-sort="ascending"' in once and "sort=-name" in once and "after" not in once
    assert 'aria-sort="none"' in shown('{% column "sign_in_name" "other" %}')


def test_an_unknown_time_says_nothing_and_a_known_one_has_its_utc(centre):
    assert "–" in shown("{% time at %}", at=None)
    html = shown("{% time at %}", at=datetime(2015, 3, 31, 15, 30, 5, tzinfo=UTC))
    assert "2015年4月1日 00:30" in html and "2015-03-31 15:30:05 UTC" in html


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
        (date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
        (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
        (date(1989, 1, 8), "平成元年1月8日", "H1.1.8"),
        (date(1926, 12, 24), "1926年12月24日", "1926-12-24"),
    ],
)
def test_eras_change_on_their_day(day, ja, en):
    assert (day_text(day, "wareki", "ja"), day_text(day, "wareki", "en")) == (ja, en)


def test_a_time_is_the_centres_own():
    at = datetime(2015, 3, 31, 15, 0, tzinfo=UTC)
    assert time_text(at, ZoneInfo("Asia/Tokyo"), "wareki", "ja") == "平成27年4月1日 00:00"


def test_bars_are_as_tall_as_their_numbers_and_the_table_says_the_same():
    chart = bar_chart("c", "hour", ["0", "1", "2"], [("today", [0, 5, 10]), ("before", [10, 2, 0])])
    tall = {(bar.series, bar.label): bar.height for bar in chart.bars}
    assert tall[0, "2"] == tall[1, "0"] and tall[0, "1"] * 2 == tall[0, "2"] and tall[0, "0"] == 0
    assert chart.rows == [("0", [0, 10]), ("1", [5, 2]), ("2", [10, 0])]
    assert [tick.text for tick in chart.across] == ["0", "5", "10"]
    assert all(bar.x >= 0 and bar.x + bar.width <= chart.width and bar.y >= 0 for bar in chart.bars)


@pytest.mark.parametrize("highest", [0, 1, 2, 3, 5, 11, 19, 21, 99, 101, 12_345])
def test_no_bar_is_taller_than_the_chart_and_half_of_its_top_is_whole(highest):
    chart = bar_chart("c", "h", ["a"], [("s", [highest])])
    assert chart.bars[0].height <= chart.ground
    top = int(chart.across[2].text.replace(",", ""))
    assert top >= highest and int(chart.across[1].text.replace(",", "")) * 2 == top


@pytest.mark.parametrize("groups", [1, 8, 24, 31])
def test_a_label_has_room_on_both_sides(groups):
    labels = [f"03-{number:02}" for number in range(groups)]
    chart = bar_chart("c", "day", labels, [("s", [1] * groups)])
    half = (
        11 * len(labels[0]) / 4
    )  # a digit is half as wide as the text is high, and half of the label lies on each side
    assert all(half <= tick.at <= chart.width - half for tick in chart.below)


def test_a_chart_is_drawn_without_style_and_with_its_table(centre):
    html = shown('{% include "look/chart.html" %}', chart=bar_chart("c", "h", ["a"], [("s", [1_234])]))
    assert "style=" not in html and "<table>" in html and "1,234" in html and 'role="img"' in html


def test_the_row_too_many_says_only_that_there_are_more():
    page = page_of(list(range(1, 5)), lambda row: row, "", size=3)
    assert (page.rows, page.after, page.first) == ((1, 2, 3), "3", True)
    last = page_of([4], lambda row: row, "3", size=3)
    assert (last.rows, last.after, last.first) == ((4,), "", False)


def test_who_looks_at_a_covered_address_says_why_and_it_is_written_before(as_, centre):
    from tsuho.store.records.models import AuditEntry, Monitor
    from tsuho.words.arrival import Medium, MonitorSheet

    sheet = MonitorSheet("secret@monitor.example", Medium.PC, "some carrier", datetime(2014, 4, 1, tzinfo=UTC))
    centre.records.register_monitors([sheet])
    number = Monitor.objects.get().pk
    own = as_("one-analyst")
    asked = own.get(f"/console/unmask/monitor/{number}/")
    assert "secret@" not in asked.content.decode()
    assert "secret@" not in own.post(f"/console/unmask/monitor/{number}/", {"reason": " "}).content.decode()
    assert not AuditEntry.objects.filter(act="unmask").exists()
    seen = own.post(f"/console/unmask/monitor/{number}/", {"reason": "警告の照合"}, headers={"HX-Request": "true"})
    assert "secret@monitor.example" in seen.content.decode() and "<html" not in seen.content.decode()
    entry = AuditEntry.objects.get(act="unmask")
    assert (entry.by, entry.subject, entry.details["reason"]) == ("one-analyst", f"monitor {number}", "警告の照合")
    assert own.post("/console/unmask/monitor/999/", {"reason": "警告の照合"}).status_code == 404
    assert own.post("/console/unmask/elsewhere/1/", {"reason": "警告の照合"}).status_code == 404
    assert as_("one-consultant").get(f"/console/unmask/monitor/{number}/").status_code == 403


def _say(key):
    from tsuho.words.catalogue import say

    return say(key, "ja")
