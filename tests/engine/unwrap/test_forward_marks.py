"""The prefix that forwarding puts before a subject, and what only looks like one."""

import pytest

from tsuho.engine.unwrap.forward_marks import says_reply, without_forward_prefix


@pytest.mark.parametrize(
    ("subject", "rest"),
    [
        ("Fwd: 当選", "当選"),
        ("Fw:当選", "当選"),
        ("FW: Fwd: RV: 当選", "当選"),
        ("転送：当選", "当選"),
        ("ＦＷ：当選", "当選"),
        ("[Fwd: 当選]", "当選"),
        ("TR : promo", "promo"),
        ("Fw: Re: 当選", "Re: 当選"),
        ("Fw:", ""),
    ],
)
def test_prefixes_are_taken_off(subject, rest):
    assert without_forward_prefix(subject) == (rest, True)


@pytest.mark.parametrize("subject", ["", "当選", "Re: Fwd: x", "forward: x", "12:00 開始", "[緊急] Fwd: x", ": x"])
def test_other_subjects_are_left_alone(subject):
    assert without_forward_prefix(subject) == (subject, False)


def test_an_endless_row_of_prefixes_is_cut_off():
    rest, forwarded = without_forward_prefix("Fw: " * 1000 + "x")
    assert forwarded
    assert rest.startswith("Fw:")


def test_replies_are_known():
    assert says_reply("Re: x")
    assert says_reply("返信：x")
    assert not says_reply("Fwd: Re: x")
