"""Months, fiscal years and eras as a reader writes them."""

from datetime import date

import pytest

from tsuho.statistics.fiscal_year import (
    day_named,
    fiscal_year_named,
    fiscal_year_of,
    month_named,
    month_short,
    year_in_era,
)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(1989, 1, 7), "昭和64年"),
        (date(1989, 1, 8), "平成元年"),
        (date(2014, 4, 1), "平成26年"),
        (date(2019, 4, 30), "平成31年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2026, 3, 31), "令和8年"),
    ],
)
def test_a_year_goes_by_the_era_of_its_day(day, said):
    assert year_in_era(day) == said


def test_a_day_before_the_eras_known_here_is_an_error_that_says_so():
    with pytest.raises(ValueError, match="add its era"):
        year_in_era(date(1900, 1, 1))


@pytest.mark.parametrize(
    ("month", "year"), [("2014-03", 2013), ("2014-04", 2014), ("2014-12", 2014), ("2015-03", 2014), ("2015-04", 2015)]
)
def test_a_fiscal_year_runs_from_april_to_march(month, year):
    assert fiscal_year_of(month) == year


def test_names_in_both_languages():
    assert (fiscal_year_named(2014, "ja"), fiscal_year_named(2014, "en")) == ("平成26年度", "FY2014")
    assert fiscal_year_named(2019, "ja") == "令和元年度", "the year in which the era changed goes by the new one"
    assert (month_short("2015-03", "ja"), month_short("2015-03", "en")) == ("3月", "Mar")
    assert (month_named("2015-03", "ja"), month_named("2015-03", "en")) == ("平成27年3月", "March 2015")
    assert (day_named(date(2015, 4, 30), "ja"), day_named(date(2015, 4, 30), "en")) == (
        "平成27年4月30日",
        "30 April 2015",
    )
