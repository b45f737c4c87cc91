"""A pattern set finds what ``re`` finds, where it stands, also in a text too long to be seen whole and after a fork."""

import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.law.patterns import HEAD, MAX_CUES, TAIL, PatternSet, Reach

WORDS = PatternSet(
    {
        "stop": re.compile(r"配信(?:の)?停止(?!中)"),
        "line": re.compile(r"^返信", re.MULTILINE),
        "caseless": re.compile(r"unsubscribe", re.IGNORECASE),
        "named": re.compile(r"(?P<who>[A-Z][a-z]{1,20}) Inc"),
    },
    cues={"named": "Inc"},
)


def test_offsets_are_those_of_the_text():
    hits = WORDS.on("本日は配信停止、次回は配信の停止です。UNSUBSCRIBE")
    assert [match.span() for match in hits.all("stop")] == [(3, 7), (11, 16)]
    assert hits.first("caseless").group() == "UNSUBSCRIBE"
    assert not hits.has("line")
    assert WORDS.on("a\n返信").first("line").start() == 2


def test_what_the_first_look_lets_through_is_confirmed():
    assert not WORDS.on("配信停止中").has("stop")
    assert not WORDS.on("Increase").has("named")
    assert WORDS.on("Mihon Inc").first("named")["who"] == "Mihon"


def test_a_name_that_is_not_in_the_set_is_an_error():
    with pytest.raises(KeyError, match="no pattern 'STOP'"):
        WORDS.on("配信停止").has("STOP")


def test_a_long_text_is_seen_at_both_ends_and_says_so():
    long = "あ" * (HEAD + TAIL) + "配信停止"
    assert WORDS.on("あ" * (HEAD + TAIL)).saw_all
    assert not WORDS.on(long).saw_all
    assert WORDS.on(long).first("stop").start() == HEAD + TAIL
    middle = "あ" * HEAD + "配信停止" + "あ" * TAIL * 2
    assert not WORDS.on(middle).has("stop")


@given(st.text(alphabet="配信の停止中\n返unsUBcribeMihon I\ud800", max_size=60))
@settings(max_examples=150)
def test_it_agrees_with_re_on_any_text(text):
    hits = WORDS.on(text)
    for name, pattern in WORDS.patterns.items():
        assert [match.span() for match in hits.all(name)] == [match.span() for match in pattern.finditer(text)]


NEAR = PatternSet(
    {"stop": re.compile(r"(?:配信|受信).{0,6}?停止(?!中)"), "line": re.compile(r"^\s?返信.{0,3}", re.MULTILINE)},
    cues={"stop": "停止", "line": "返信"},
    reaches={"stop": Reach(before=12, behind=0, ahead=2), "line": Reach(before=4, behind=4)},
)


@given(st.lists(st.sampled_from(["配信", "受信", "停止", "中", "は", "\n", "返信", " ", "x", "\ud800"]), max_size=60))
@settings(max_examples=300)
def test_looking_near_the_cues_finds_the_same_matches(pieces):
    text = "".join(pieces)
    hits = NEAR.on(text)
    for name, pattern in NEAR.patterns.items():
        assert [match.span() for match in hits.all(name)] == [match.span() for match in pattern.finditer(text)][:200]


def test_cues_at_both_ends_of_a_long_text_and_across_its_gap():
    for gap in (1, 5, 5_000):
        text = "あ" * (HEAD - 3) + "配信を" + "い" * gap + "停止" + "あ" * (TAIL - 6) + "受信停止"
        hits = NEAR.on(text)
        assert not hits.saw_all
        assert [match.span() for match in hits.all("stop")] == [(len(text) - 4, len(text))]
    begins = "配信停止" + "あ" * (HEAD + TAIL)
    assert [match.span() for match in NEAR.on(begins).all("stop")] == [(0, 4)]


def test_what_a_finder_made_of_a_text_is_found_once():
    asked = []
    hits = WORDS.on("本日は配信停止")

    def find():
        asked.append(1)
        return len(asked)

    one, other = (1,), (2,)
    assert [hits.once("stops", each, find) for each in (one, one, other, one)] == [1, 1, 2, 1]
    assert hits.once("others", one, find) == 3


def test_where_too_many_cues_stand_the_whole_text_is_looked_at():
    text = "停止" * MAX_CUES + "配信停止"
    assert NEAR.on(text).first("stop").start() == 2 * MAX_CUES


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_builds_its_own_database():
    assert WORDS.on("配信停止 親").has("stop")
    child = os.fork()
    if child == 0:
        os._exit(0 if WORDS.on("配信停止 子").has("stop") else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
