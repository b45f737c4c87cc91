"""Is the text whole, and does it hide in plain sight?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.text import plain_text
from tsuho.engine.parse.whole import _CUES, _CUES_ASCII, _CUT_MARKS, concealments, cut_mark


@pytest.mark.parametrize(
    "end",
    [
        "以下省略", "（以下略）", "つづく", "本文の続きを受信できません", "このメールは一部しか受信していません", "メッセージの一部が表示されていません",
        "サイズ制限のため本文を切り捨てました", "残り 1200バイト", "残りを受信する", "メッセージ全体を表示", "メールの一部のみ表示しています",
        "文字数オーバーのため以降は削除されました", "[Message clipped]  View entire message", "This message was truncated",
        "[truncated]", "[...snip]", "This message has been partially downloaded", "Download the rest of this message",
        "message exceeds the size limit",
    ],
)  # fmt: skip
def test_marks_of_a_cut(end):
    assert cut_mark(plain_text("見本です。" * 50 + "\n" + end)) == "cut_mark"


@pytest.mark.parametrize(
    "end",
    [
        "配信停止はこちら", "続きはサイトで http://a.example/", "以下のURLからお手続きください", "受信できない方はこちら", "残り3日！お急ぎください",
        "本文は以上です", "Read the rest on our site: http://a.example/", "limited offer", "一部の店舗を除きます", "メールを受信しない",
    ],
)  # fmt: skip
def test_what_only_sounds_like_one(end):
    assert cut_mark(plain_text("見本です。" * 50 + "\n" + end)) == ""


@given(st.from_regex(_CUT_MARKS, fullmatch=True))
def test_every_mark_holds_a_cue(written):
    """Where no cue stands, no mark is looked for; so a mark without one would never be found."""
    assert any(cue in written for cue in (_CUES_ASCII if written.isascii() else _CUES))


def test_a_mark_far_above_the_end_says_nothing():
    assert cut_mark(plain_text("以下省略\n" + "見本です。" * 200)) == ""


def test_concealments():
    assert concealments("a\n" + "\r\n" * 70 + "b") == ("far_below",)
    assert concealments("a\n" + " \u3000\n" * 70) == (), "nothing stands below"
    assert concealments("a\n\n" * 70) == ()
    assert concealments("配\u200b信\u200b停\u200b止") == ("zero_width",)
    assert concealments("\ufeff本文です\u200b。") == ()
