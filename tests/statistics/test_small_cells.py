"""Small cells: whoever knows the whole and every count that is shown cannot work out a count of one to four."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.statistics.answer import Line
from tsuho.statistics.small_cells import LEAST, hide_small, is_small, shown

COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 30), max_size=10)


def test_a_small_count_is_hidden_and_the_next_one_with_it():
    assert shown({"a": 3, "b": 9, "c": 40}) == {"a": None, "b": None, "c": 40}


def test_two_small_counts_that_are_no_small_count_together_hide_nobody_else():
    assert shown({"a": 3, "b": 4, "c": 9}) == {"a": None, "b": None, "c": 9}
    assert shown({"a": 1, "b": 2, "c": 9, "d": 7}) == {"a": None, "b": None, "c": 9, "d": None}


def test_nought_is_shown_and_hides_nobody():
    assert shown({"a": 0, "b": 5}) == {"a": 0, "b": 5}
    assert shown({}) == {}


@given(COUNTS)
def test_what_is_left_of_the_whole_gives_no_small_count_away(counts):
    told = shown(counts)
    assert set(told) == set(counts)
    assert all(count is None or count == counts[name] for name, count in told.items())
    assert all(told[name] is None for name, count in counts.items() if 0 < count < LEAST)
    hidden = [counts[name] for name, count in told.items() if count is None]
    if not hidden:
        return
    whole_is_told = not is_small(sum(counts.values()))
    assert not whole_is_told or (len(hidden) >= 2 and sum(hidden) >= LEAST)


@given(COUNTS)
def test_no_more_is_hidden_than_must_be(counts):
    told = shown(counts)
    small = [count for count in counts.values() if 0 < count < LEAST]
    hidden = [counts[name] for name, count in told.items() if count is None]
    assert bool(hidden) == bool(small)
    beside = sorted(count for count in hidden if count >= LEAST)
    assert len(beside) <= 1, "one of five or more beside a small one is enough for both conditions"


TABLES = st.integers(1, 6).flatmap(
    lambda months: st.lists(
        st.lists(st.integers(0, 9), min_size=months, max_size=months), min_size=1, max_size=5
    )
)  # fmt: skip


def table_of(numbers):
    return [Line((str(row),), tuple(months), sum(months)) for row, months in enumerate(numbers)]


def ways_to_fill(numbers, told):
    """For each hidden month: the values it may have, by trying every table that fits what is shown and the known sums."""
    rows, months = len(numbers), len(numbers[0])
    columns = [sum(row[month] for row in numbers) for month in range(months)]
    cells = [(row, month) for row in range(rows) for month in range(months) if told[row].by_month[month] is None]
    found = {cell: set() for cell in cells}
    filled = [list(line.by_month) for line in told]

    def fits():
        sums = [sum(row) for row in filled]
        return all(line.total in {None, sums[row]} for row, line in enumerate(told))

    def fill(place):
        if place == len(cells):
            if fits():
                for row, month in cells:
                    found[row, month].add(filled[row][month])
            return
        row, month = cells[place]
        others = [filled[other][month] or 0 for other in range(rows) if (other, month) not in cells[place:]]
        left = columns[month] - sum(others)
        last = not any(later == month for _, later in cells[place + 1 :])
        for value in [left] if last else range(left + 1):
            filled[row][month] = value
            fill(place + 1)
        filled[row][month] = None

    fill(0)
    return found


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=4), st.booleans())
def test_from_everything_that_is_shown_no_small_month_can_be_worked_out(numbers, totals_stand):
    told = hide_small(table_of(numbers), LEAST, totals_stand=totals_stand)
    for line, row in zip(told, numbers, strict=True):
        assert all(value is None or value == number for value, number in zip(line.by_month, row, strict=True))
        assert all(value is None for value, number in zip(line.by_month, row, strict=True) if 0 < number < LEAST)
    fits = ways_to_fill(numbers, told)
    for month in range(2):
        hidden = [row for row in range(len(numbers)) if told[row].by_month[month] is None]
        if len(hidden) > 1 and sum(1 for row in numbers if row[month]) > 1:
            assert all(len(fits[row, month]) > 1 for row in hidden)


@given(TABLES)
def test_a_month_hides_the_same_cells_in_its_own_table_and_in_that_of_its_year(numbers):
    year = hide_small(table_of(numbers), LEAST)
    for month in range(len(numbers[0])):
        alone = hide_small(table_of([[row[month]] for row in numbers]), LEAST)
        assert [line.by_month[0] for line in alone] == [line.by_month[month] for line in year]
        assert [line.total for line in alone] == [line.by_month[0] for line in alone]
