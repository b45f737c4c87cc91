"""Absent only where two resolvers deny it: every mixture of answers, told out."""

from datetime import UTC, datetime
from itertools import product

import pytest

from tsuho.statistics.adoption.agreement import agreed
from tsuho.words.surveys import Presence, Said, Saying

AT = datetime(2015, 6, 1, 3, 0, tzinfo=UTC)
SAYS = {
    "shows": (Said.ANSWERED, ("v=x",), ""),
    "shows_another": (Said.ANSWERED, ("v=y",), ""),
    "empty": (Said.ANSWERED, (), ""),
    "no_name": (Said.NO_SUCH_NAME, (), ""),
    "silent": (Said.NOTHING, (), "timeout"),
    "fails": (Said.NOTHING, (), "servfail"),
}


def asked(*says, resolvers=("one", "two")):
    return {
        ("a.example", "TXT"): tuple(
            Saying("a.example", "TXT", name, AT, SAYS[say][0], SAYS[say][1], why=SAYS[say][2])
            for name, say in zip(resolvers, says, strict=False)
        )
    }


@pytest.mark.parametrize("says", list(product(SAYS, repeat=2)), ids=" ".join)
def test_every_mixture(says):
    found = agreed(asked(*says), "A.example", "TXT")
    denials, shows = {"empty", "no_name"}, {"shows", "shows_another"}
    if set(says) <= denials:
        assert found.presence is Presence.ABSENT
        assert found.no_such_name == (set(says) == {"no_name"})
    elif set(says) & denials or set(says) >= shows or not set(says) & shows:
        assert (found.presence, found.records) == (Presence.UNKNOWN, ())
    else:
        assert found.presence is Presence.PRESENT
    assert (found.why is None) == (found.presence is Presence.PRESENT)


@pytest.mark.parametrize("say", list(SAYS))
def test_one_resolver_alone_never_makes_absent(say):
    assert agreed(asked(say), "a.example", "TXT").presence is not Presence.ABSENT
    assert agreed(asked(say, say, resolvers=("one", "one")), "a.example", "TXT").presence is not Presence.ABSENT


def test_nobody_asked_is_unknown():
    found = agreed({}, "a.example", "TXT")
    assert (found.presence, found.why.key) == (Presence.UNKNOWN, "survey_why_not_asked")


def test_another_record_at_the_same_name_is_none():
    found = agreed(asked("shows", "shows"), "a.example", "TXT", lambda record: record == "v=z")
    assert found.presence is Presence.ABSENT


def test_the_order_of_records_is_no_difference():
    one, two = (
        Saying("a.example", "TXT", name, AT, Said.ANSWERED, records)
        for name, records in (("one", ("x", "y")), ("two", ("y", "x")))
    )
    assert agreed({("a.example", "TXT"): (one, two)}, "a.example", "TXT").presence is Presence.PRESENT
