"""Whom a survey asks: settings that could only publish something wrong are refused before anybody is asked."""

from dataclasses import replace

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.settings import SurveySettings
from tsuho.wiring.surveying import gatherer_of, panel_of


@pytest.fixture
def centre(tmp_path, database_template):
    from django.db import connections

    yield open_centre(make_centre(tmp_path / "centre", simulated=True))
    connections.close_all()


def asking(centre, **survey):
    return replace(centre, settings=replace(centre.settings, survey=SurveySettings(**survey)))


@pytest.mark.parametrize(
    ("survey", "said"),
    [
        ({}, "sample centre"),
        ({"resolvers": ("127.0.0.1:5301",), "second_resolvers": ("127.0.0.1:5301",)}, "proves nothing"),
        ({"resolvers": ("name.example",)}, "IP:port"),
        ({"resolvers": ("127.0.0.1",), "question_seconds": 0.0}, "more than nothing"),
        ({"resolvers": ("127.0.0.1",), "at_once": 0}, "more than nothing"),
    ],
)
def test_settings_that_prove_nothing_are_refused(centre, survey, said):
    with pytest.raises(CannotDo, match=said):
        gatherer_of(asking(centre, **survey))


def test_the_gatherer_is_as_the_settings_say(centre):
    made = gatherer_of(
        asking(
            centre,
            resolvers=("127.0.0.1:5301",),
            second_resolvers=("127.0.0.1:5302",),
            question_seconds=1.5,
            deadline_seconds=7,
            at_once=3,
            fetch_policies=True,
        )
    )
    assert made.resolvers == ("127.0.0.1:5301", "127.0.0.1:5302")
    assert (made.at_once, made.deadline_seconds, made.fetches) == (3, 7.0, True)
    assert {each.dns.deadline_seconds for each in made.asks} == {1.5}
    assert not gatherer_of(asking(centre, resolvers=("127.0.0.1:5301",))).fetches


def test_a_round_without_entries_says_so(centre):
    with pytest.raises(CannotDo, match="nothing was surveyed in the round 2015H1; rounds with entries: none"):
        panel_of(centre, "2015H1")
    with pytest.raises(CannotDo, match="no round"):
        panel_of(centre, "2015")
