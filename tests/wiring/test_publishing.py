"""Publishing asks the ledger: each series of one family, business days by the calendar, no party in open data."""

from datetime import date
from types import SimpleNamespace

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.statistics.documents import asked
from tsuho.statistics.published import published
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.wiring.publishing import ask_of, figures_of, open_series
from tsuho.words.ledger import LedgerRow
from tsuho.words.statistics import StatisticsSettings
from tsuho.words.vocabulary import Source

APRIL, MARCH = date(2014, 4, 1), date(2015, 3, 31)


def centre(*rows, simulated=False):
    ledger = LedgerInMemory()
    ledger.book(rows)
    return SimpleNamespace(
        ledger=ledger,
        settings=SimpleNamespace(statistics=StatisticsSettings(), centre=SimpleNamespace(simulated=simulated)),
    )


def calls(key, source, count):
    return LedgerRow(key, "consultation", date(2015, 3, 10), source, count, kind="law")


def meetings(source, count=2):
    return LedgerRow(f"meeting {source}", "meeting", date(2015, 3, 10), source, count, kind="council")


def test_every_series_that_a_document_asks_for_is_published():
    assert {*asked.IN_ACTIVITY_REPORT, *asked.IN_MINISTRY_REPORT} <= set(published())


def test_a_name_that_no_series_has_is_an_error_and_never_an_empty_section():
    with pytest.raises(KeyError, match="add its file"):
        ask_of(centre(), APRIL, MARCH)("consultation")


def test_each_series_is_of_the_first_source_that_it_has_and_never_of_two():
    of = centre(calls("1", Source.SEEDED, 361), calls("2", Source.SIMULATED, 5), meetings(Source.SIMULATED))
    ask = ask_of(of, APRIL, MARCH, [Source.SEEDED, Source.SIMULATED])
    assert (ask(asked.CONSULTATIONS).whole.total, ask(asked.CONSULTATIONS).family) == (361, Source.SEEDED)
    assert (ask(asked.MEETINGS).whole.total, ask(asked.MEETINGS).family) == (2, Source.SIMULATED)
    assert ask(asked.PAGES).family is Source.SEEDED, "what nobody has is nothing of the first"
    only = ask_of(of, APRIL, MARCH, [Source.SIMULATED])
    assert only(asked.CONSULTATIONS).whole.total == 5


def test_which_source_is_asked_for_where_it_is_left_open():
    both = centre(calls("1", Source.SEEDED, 361), calls("2", Source.SIMULATED, 5))
    with pytest.raises(CannotDo, match="seeded, simulated; name which"):
        ask_of(both, APRIL, MARCH)
    assert ask_of(centre(calls("1", Source.SEEDED, 361)), APRIL, MARCH)(asked.CONSULTATIONS).whole.total == 361
    counted = centre(calls("1", Source.SEEDED, 361), calls("2", Source.COUNTED, 7))
    assert ask_of(counted, APRIL, MARCH)(asked.CONSULTATIONS).whole.total == 7


def test_business_days_go_by_the_calendar_where_its_holidays_are_entered():
    per_day = ask_of(centre(calls("1", Source.COUNTED, 352)), date(2015, 3, 1), MARCH)(asked.CONSULTATIONS_PER_DAY)
    assert (per_day.whole.total, per_day.notes) == (16, ()), "352 calls on the 22 business days of March 2015"
    late = ask_of(centre(), date(2199, 4, 1), date(2200, 3, 31))(asked.CONSULTATIONS_PER_DAY)
    assert "note_weekdays_only" in late.notes


def test_a_letter_states_what_the_centre_counted_itself():
    rows = (calls("1", Source.SEEDED, 361), calls("2", Source.SIMULATED, 5), calls("3", Source.COUNTED, 7))
    for simulated, own in ((True, 5), (False, 7)):
        figures = figures_of(centre(*rows, simulated=simulated))
        assert figures.ask(APRIL, MARCH)(asked.CONSULTATIONS).whole.total == own
        assert not figures.closed(date(2015, 3, 1))


def test_open_data_names_no_party():
    split_by_party = {name for name, series in published().items() if "party" in series.by}
    assert split_by_party & set(open_series()) == {"campaigns_top"}, "campaigns are numbers, and nobody's name"
    assert len(open_series()) == len(published()) - 4
