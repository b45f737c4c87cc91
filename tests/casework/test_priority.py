"""Priority: hand-computed numbers, an order that waiting does not change, and what waits for a person at all."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.priority import comes_back, priority, waits_for_a_person
from tsuho.engine.law.strength import Strength
from tsuho.words.vocabulary import Outcome, Reason

START = datetime(2000, 1, 1, tzinfo=UTC)


def test_by_hand():
    assert priority(1, Strength.E0, START) == 0
    assert priority(8, Strength.E0, START) == 3_000
    assert priority(8, Strength.E2, START) == 5_000
    assert priority(8, Strength.E2, START + timedelta(days=6)) == 7_000
    assert priority(1_000, Strength.E4, START + timedelta(days=3)) == round((9.965784284662087 + 4 + 1) * 1_000)


def test_a_monitor_outweighs_four_times_as_many_reports_and_three_days_halve():
    day = datetime(2015, 3, 10, tzinfo=UTC)
    assert priority(100, Strength.E2, day) == priority(400, Strength.E0, day)
    assert priority(200, Strength.E1, day - timedelta(days=3)) == priority(100, Strength.E1, day)


sizes = st.integers(1, 10**6)
times = st.datetimes(datetime(2015, 1, 1), datetime(2015, 12, 31), timezones=st.just(UTC))


@given(sizes, st.sampled_from(Strength), times, sizes, st.sampled_from(Strength), times)
def test_the_order_is_that_of_the_product_at_any_time(size, grade, last, other_size, other_grade, other_last):
    now = datetime(2016, 2, 1, tzinfo=UTC)

    def product(messages, strength, at):
        return messages * 2 ** list(Strength).index(strength) * 0.5 ** ((now - at) / timedelta(days=3))

    one, other = product(size, grade, last), product(other_size, other_grade, other_last)
    if one > other * 1.01:  # closer than a thousandth of a doubling is a tie
        assert priority(size, grade, last) > priority(other_size, other_grade, other_last)


def test_what_waits_for_a_person():
    assert waits_for_a_person(Outcome.HOLD, "")
    assert waits_for_a_person(Outcome.INCOMPLETE, Reason.MOJIBAKE)
    assert waits_for_a_person(Outcome.INCOMPLETE, Reason.ORIGINAL_NOT_RECOVERED)
    assert not waits_for_a_person(Outcome.INCOMPLETE, Reason.DUPLICATE)
    assert not waits_for_a_person(Outcome.INCOMPLETE, Reason.VIRUS)
    assert not waits_for_a_person(Outcome.VIOLATION, "")


def test_a_finished_item_comes_back_twice_as_large_or_graver():
    assert not comes_back(10, Strength.E1, 19, Strength.E1)
    assert comes_back(10, Strength.E1, 20, Strength.E1)
    assert comes_back(10, Strength.E1, 11, Strength.E2)
    assert not comes_back(10, Strength.E2, 11, Strength.E1)
