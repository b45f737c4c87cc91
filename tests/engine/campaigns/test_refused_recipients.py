"""Runs of refused recipients: a generator's order is seen, people's names are not one, and no address comes out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.campaigns.refused_recipients import Assigned, Refused, pattern_of, runs_of
from tsuho.engine.law.campaign_case import Pattern

AT = datetime(2015, 2, 10, 3, 0, tzinfo=UTC)
DICTIONARY = ["abe", "aoki", "arai", "baba", "chiba", "doi", "endo", "fujii", "goto", "hara", "imai", "kato", "mori"]
PEOPLE = ["t.yamada", "suzuki", "info", "keiko0412", "mori", "abe.s", "hanako", "taro_k", "naka", "ito", "yuki", "ken1"]
LETTERS = [
    "xkqz7rtp",
    "bd3hqwlm",
    "zzkptr9w",
    "q8vnmxkd",
    "hj2kdwpt",
    "wqrtzkpl",
    "mn7bvcxq",
    "p0okjhgf",
    "t4rfvcde",
    "kd93jqwx",
]


@pytest.mark.parametrize(
    ("names", "pattern"),
    [
        (DICTIONARY, Pattern.ALPHABETICAL),
        ([name.upper() for name in DICTIONARY], Pattern.ALPHABETICAL),
        ([f"taro{number}" for number in range(20)], Pattern.COUNTING),
        ([f"090{number:08d}" for number in range(100, 400, 3)], Pattern.COUNTING),
        (LETTERS, Pattern.RANDOM),
        (PEOPLE, Pattern.NONE),
        ([f"user{number}" for number in (5, 900, 17, 44, 2, 801, 6, 75, 31, 12)], Pattern.NONE),
        (DICTIONARY[:9], Pattern.NONE),
        (list(reversed(DICTIONARY)), Pattern.NONE),
        (["tanaka01"] * 12, Pattern.NONE),
    ],
)
def test_the_pattern_of_local_parts(names, pattern):
    assert pattern_of(names) is pattern


def test_ten_minutes_without_a_refusal_end_a_run_and_counts_say_who_had_them():
    rows = [Refused(AT + timedelta(seconds=i), name, Assigned.NEVER) for i, name in enumerate(DICTIONARY)]
    rows += [Refused(AT + timedelta(minutes=30 + i), "x", Assigned.FORMERLY) for i in range(3)]
    rows.append(Refused(AT + timedelta(minutes=33), "y", Assigned.UNKNOWN))
    first, second = runs_of(reversed(rows))
    assert (first.refused, first.never_assigned, first.pattern) == (13, 13, Pattern.ALPHABETICAL)
    assert first.window == timedelta(seconds=12)
    assert (second.refused, second.never_assigned, second.formerly_used, second.pattern) == (4, 0, 3, Pattern.NONE)


def test_former_users_do_not_lend_their_order_to_a_run():
    rows = [Refused(AT + timedelta(seconds=i), name, Assigned.FORMERLY) for i, name in enumerate(DICTIONARY)]
    assert runs_of(rows)[0].pattern is Pattern.NONE


@given(st.lists(st.tuples(st.integers(0, 10**5), st.text(max_size=80), st.sampled_from(Assigned)), max_size=80))
def test_every_recipient_is_in_exactly_one_run(rows):
    runs = runs_of(Refused(AT + timedelta(seconds=second), name, assigned) for second, name, assigned in rows)
    assert sum(run.refused for run in runs) == len(rows)
    assert all(run.never_assigned + run.formerly_used <= run.refused and run.window >= timedelta(0) for run in runs)


def test_a_long_list_is_cut():
    assert runs_of(Refused(AT, "a", Assigned.NEVER) for _ in range(100_500))[0].refused == 100_000
