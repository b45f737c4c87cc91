"""Evidence strength: every grade at its edge, and counts that cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.law.strength import Strength, strength_of


@pytest.mark.parametrize(
    ("reporters", "domains", "monitors", "went_on", "grade"),
    [
        (1, 1, 0, False, "E0"),
        (0, 0, 0, False, "E0"),
        (2, 1, 0, False, "E0"),  # two people at one provider may be one household
        (2, 2, 0, False, "E1"),
        (500, 40, 0, True, "E1"),  # reports alone never carry a warning, nor what came after one
        (0, 0, 1, False, "E2"),
        (9, 3, 1, True, "E2"),
        (10, 1, 1, False, "E3"),
        (0, 0, 2, False, "E3"),
        (0, 0, 2, True, "E4"),
        (10, 4, 1, True, "E4"),
    ],
)
def test_the_grades(reporters, domains, monitors, went_on, grade):
    found = strength_of(reporters=reporters, reporter_domains=domains, monitors=monitors, went_on_after_warning=went_on)
    assert found == grade


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 5), st.booleans())
def test_another_witness_never_weakens(reporters, domains, monitors, went_on):
    domains = min(domains, reporters)
    order = list(Strength)

    def grade(**more):
        counts = {"reporters": reporters, "reporter_domains": domains, "monitors": monitors}
        return order.index(
            strength_of(
                **{name: count + more.get(name, 0) for name, count in counts.items()}, went_on_after_warning=went_on
            )
        )

    assert grade() <= grade(reporters=1) <= grade(reporters=1, reporter_domains=1)
    assert grade() <= grade(monitors=1)


@pytest.mark.parametrize("counts", [(-1, 0, 0), (0, 0, -1), (1, 2, 0)])
def test_counts_that_do_not_fit_one_another(counts):
    reporters, domains, monitors = counts
    with pytest.raises(ValueError, match="query"):
        strength_of(reporters=reporters, reporter_domains=domains, monitors=monitors, went_on_after_warning=False)
