"""The time of a Received line: the right second of the right zone, or none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.origin.received_date import received_date

AT = datetime(2015, 3, 3, 3, 34, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 3 Mar 2015 12:34:56 +0900 (JST)",
        " Tue, 03 Mar 2015 12:34:56 +0900",
        "3 Mar 2015 03:34:56 -0000",
        "Tue, 3 Mar 2015 12:34:56 JST",
        "Tue, 3 Mar 2015 03:34:56 GMT",
        "Mon, 2 Mar 2015 19:34:56 -0800 (PST)",
        "Mon, 2 Mar 2015 22:34:56 EST",
        "Tue, 3 Mar 15 12:34:56 +0900",
        "Tue, 3 Mar 2015 12:34:56.789 +0900",
        "Tuesday, 3 March 2015 12:34:56 +0900",
        "Tue (火), 3 Mar (3月) 2015 12:34:56 +0900",
    ],
)
def test_the_second_is_read_with_its_zone(text):
    assert received_date(text) == AT


def test_seconds_may_be_missing_and_a_leap_second_is_the_last_of_its_minute():
    assert received_date("Tue, 3 Mar 2015 12:34 +0900") == AT.replace(second=0)
    assert received_date("Wed, 1 Jul 2015 08:59:60 +0900") == datetime(2015, 6, 30, 23, 59, 59, tzinfo=UTC)


def test_years_of_two_and_three_digits():
    assert received_date("1 Jan 99 00:00:00 GMT") == datetime(1999, 1, 1, tzinfo=UTC)
    assert received_date("1 Jan 102 00:00:00 GMT") == datetime(2002, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tue, 3 Mar 2015 12:34:56",
        "Tue Mar  3 12:34:56 2015",
        "Tue, 3 Mar 2015 12:34:56 CST",
        "Tue, 3 Mar 2015 12:34:56 +2400",
        "Tue, 31 Feb 2015 12:34:56 +0900",
        "Tue, 3 Foo 2015 12:34:56 +0900",
        "Tue, 3 Mar 2015 25:34:56 +0900",
        "Tue, 3 Mar 0000 00:00:00 +0900",
        "Fri, 1 Jan 0001 00:00:00 +0900",
        "id 0000000000001234",
    ],
)
def test_no_time_rather_than_a_wrong_one(text):
    assert received_date(text) is None


@given(st.text(max_size=80))
def test_no_text_raises(text):
    assert received_date(text) is None or received_date(text).tzinfo is UTC
