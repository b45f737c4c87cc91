"""Published series on small ledgers whose answers were computed by hand."""

from datetime import date

import pytest

from tsuho.statistics import periods
from tsuho.statistics.answer import Answer, Line, Unit
from tsuho.statistics.answering import answer
from tsuho.statistics.published import Counting, published
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.words.catalogue import messages
from tsuho.words.ledger import LedgerRow
from tsuho.words.statistics import StatisticsSettings
from tsuho.words.vocabulary import Source

FEBRUARY, MARCH = date(2015, 2, 10), date(2015, 3, 10)
YEAR = periods.year("2014")


def row(key, series, day=MARCH, source=Source.COUNTED, **more):
    return LedgerRow(key, series, day, source, **more)


def asked(name, rows, period=YEAR, source=None, counting=None):
    ledger = LedgerInMemory()
    ledger.book(rows)
    return answer(published()[name], ledger, period, source, counting)


def totals(found: Answer):
    return {line.group: line.total for line in found.lines if line.total}


def test_reports_by_outcome():
    found = asked(
        "reports_by_outcome",
        [
            row("1", "report", outcome="violation", count=3),
            row("2", "report", FEBRUARY, outcome="violation", count=2),
            row("3", "report", outcome="incomplete"),
            row("4", "report", source=Source.SIMULATED, outcome="violation", count=100),
            row("5", "association", outcome="violation", count=7),
        ],
        source=Source.COUNTED,
    )
    assert found.months == tuple(
        f"{year}-{month:02}" for year, month in [(2014, n) for n in range(4, 13)] + [(2015, n) for n in (1, 2, 3)]
    )
    assert found.lines == (
        Line(("violation",), (0,) * 10 + (2, 3), 5),
        Line(("hold",), (0,) * 12, 0),
        Line(("no_violation",), (0,) * 12, 0),
        Line(("out_of_scope",), (0,) * 12, 0),
        Line(("incomplete",), (0,) * 11 + (1,), 1),
    )  # fmt: skip
    assert found.whole == Line((), (0,) * 10 + (2, 4), 6)
    assert (found.unit, found.by, found.family) == (Unit.MESSAGES, ("outcome",), Source.COUNTED)
    assert found.sources == {Source.COUNTED: 3}


def test_providers_are_counted_once_in_a_year_and_by_choice_as_often_as_they_come():
    rows = [
        row("1", "provider_notice", FEBRUARY, party="isp-a", count=4),
        row("2", "provider_notice", party="isp-a"),
        row("3", "provider_notice", party="isp-b"),
    ]
    assert asked("providers_noticed", rows).whole == Line((), (0,) * 10 + (1, 2), 2)
    by_month = Counting(StatisticsSettings(parties_over_months="sum_of_months"))
    assert asked("providers_noticed", rows, counting=by_month).whole.total == 3


def test_a_series_is_of_whole_months():
    with pytest.raises(ValueError, match="not whole months"):
        asked("reports_by_outcome", [], periods.day("2015-03-31"))


@pytest.mark.parametrize("name", sorted(published()))
def test_every_series_has_its_words(name):
    series = published()[name]
    wanted = [f"series_{name}", f"series_{name}_meaning", f"unit_{series.unit}", *series.notes]
    assert [key for key in wanted if key not in messages()] == []
