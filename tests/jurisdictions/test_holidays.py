"""Japan's holidays: the days that everybody can look up, the law's own rules, and the business days of fiscal year 2014."""

import csv
from datetime import date, timedelta
from importlib.resources import files

import pytest

from tsuho.jurisdictions.jp.holidays import business_days, holiday, is_business_day, years

ALL = [
    day
    for year in years()
    for number in range(366)
    if (day := date(year, 1, 1) + timedelta(days=number)).year == year and holiday(day)
]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2014-05-06", "振替休日"),  # the 4th was a Sunday, and the 5th a holiday of its own
        ("2014-09-23", "秋分の日"),
        ("2014-12-23", "天皇誕生日"),
        ("2015-09-22", "国民の休日"),
        ("2016-03-21", "振替休日"),
        ("2016-08-11", "山の日"),
        ("2015-08-11", ""),
        ("2019-04-30", "国民の休日"),
        ("2019-05-01", "天皇の即位の日"),
        ("2019-10-22", "即位礼正殿の儀の行われる日"),
        ("2019-12-23", ""),
        ("2020-02-24", "振替休日"),
        ("2020-07-24", "スポーツの日"),
        ("2021-07-22", "海の日"),
        ("2021-08-09", "振替休日"),
        ("2021-10-11", ""),
        ("2026-09-22", "国民の休日"),
        ("2027-03-22", "振替休日"),
    ],
)
def test_days_that_can_be_looked_up(day, name):
    assert holiday(date.fromisoformat(day)) == name


def test_a_holiday_on_a_sunday_is_made_up_for_on_the_next_day_that_is_none():
    own = [day for day in ALL if holiday(day) not in {"振替休日", "国民の休日"}]
    assert {year: sum(day.year == year for day in own) for year in (2014, 2016, 2019, 2027)} == {
        2014: 15, 2016: 16, 2019: 17, 2027: 16,
    }  # fmt: skip
    sundays = [day for day in own if day.weekday() == 6]
    substitutes = []
    for sunday in sundays:
        day = sunday
        while day in own:
            day += timedelta(days=1)
        substitutes.append(day)
    assert substitutes == [day for day in ALL if holiday(day) == "振替休日"]


def test_a_day_between_two_holidays_is_one():
    between = [day for day in ALL if holiday(day) == "国民の休日"]
    assert between
    assert all(holiday(day - timedelta(days=1)) and holiday(day + timedelta(days=1)) for day in between)


def test_fiscal_year_2014_has_244_business_days_month_by_month():
    table = files("tsuho.simulation").joinpath("data", "h26_months.csv").read_text("utf-8")
    wanted = {row["month"]: int(row["bizdays"]) for row in csv.DictReader(table.splitlines())}
    assert wanted.pop("total") == 244 == len(business_days(date(2014, 4, 1), date(2015, 4, 1)))
    for month, count in wanted.items():
        since = date.fromisoformat(f"{month}-01")
        until = (since + timedelta(days=32)).replace(day=1)
        assert len(business_days(since, until)) == count, month


def test_the_desk_is_closed_at_the_years_end_and_open_on_the_fourth():
    assert not any(is_business_day(date(2014, 12, day)) for day in (29, 30, 31))
    assert not is_business_day(date(2015, 1, 2))
    assert not is_business_day(date(2016, 1, 3))
    assert is_business_day(date(2016, 1, 4))
    assert business_days(date(2015, 1, 5), date(2015, 1, 5)) == ()


def test_a_year_that_is_not_entered_is_said():
    assert years() == tuple(range(2014, 2028))
    with pytest.raises(ValueError, match=r"holidays\.yaml"):
        business_days(date(2028, 1, 4), date(2028, 1, 5))
