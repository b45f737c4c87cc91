"""Days, months and fiscal years, as people write them."""

from datetime import date

import pytest

from tsuho.statistics.periods import Period, period


def test_a_day_a_month_and_a_year_of_april_to_march():
    assert period(day_text="2015-03-31") == Period(date(2015, 3, 31), date(2015, 4, 1), "2015-03-31")
    assert period(month_text="2015-12") == Period(date(2015, 12, 1), date(2016, 1, 1), "2015-12")
    assert period(month_text="2016-02") == Period(date(2016, 2, 1), date(2016, 3, 1), "2016-02")
    assert period(year_text="2014") == Period(date(2014, 4, 1), date(2015, 4, 1), "2014")


@pytest.mark.parametrize(
    "asked",
    [
        {"day_text": "2015-3-1"}, {"day_text": "2015-02-30"}, {"day_text": "20150301"}, {"month_text": "2015-13"}, {"month_text": "2015"},
        {"year_text": "H26"}, {"year_text": "9999"}, {"year_text": "0000"}, {"day_text": "9999-12-32"}, {},
        {"day_text": "2015-03-01", "month_text": "2015-03"},
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_words(asked):
    with pytest.raises(ValueError):
        period(**asked)
