"""Line beside line: headers meet by their name whatever their order, and what is masked for the provider is covered for us too."""

from tsuho.casework.preview_notice import COVERED, lines_beside
from tsuho.referral.mask import Mask

MONITOR = "zq7monitor@monitors.example"
HELD = (
    f"Received: from a.example by b.example; Tue, 10 Mar 2015 00:53:52 +0900\r\nFrom: risa@waru.example\r\nTo: {MONITOR}\r\n"
    "Subject: muryou\r\nX-Mailer: M 1\r\n\r\nfirst\r\nsecond\r\n"
).encode()
SHOWN = (
    b"Received: from bot.example by [receiving side]\r\nReceived: from a.example by b.example; Tue, 10 Mar 2015 00:53:52 +0900\r\n"
    b"X-Mailer: M 1\r\nSubject: muryou\r\nFrom: risa@waru.example\r\nX-Redacted: yes\r\n\r\nfirst\r\nsecond\r\n"
)


def beside():
    return lines_beside(HELD, SHOWN, Mask(b"k" * 32, monitors=[MONITOR]))


def test_headers_in_another_order_are_the_same_headers():
    kept = {each.held for each in beside() if each.how == "kept"}
    assert {"from: risa@waru.example", "subject: muryou", "x-mailer: M 1"} <= kept
    assert any(each.startswith("received: from a.example") for each in kept)


def test_what_the_provider_does_not_see_and_what_was_added_say_so():
    how = {each.held or each.shown: each.how for each in beside()}
    assert how[f"to: {COVERED}"] == "dropped"
    assert how["received: from bot.example by [receiving side]"] == "added" and how["x-redacted: yes"] == "added"
    assert MONITOR not in repr(beside())


def test_a_header_that_was_written_anew_stands_beside_the_old_one():
    anew = SHOWN.replace(b"Subject: muryou", b"Subject: [masked]")
    (one,) = (
        each
        for each in lines_beside(HELD, anew, Mask(b"k" * 32, monitors=[MONITOR]))
        if each.held.startswith("subject:")
    )
    assert (one.shown, one.how) == ("subject: [masked]", "masked")


def test_the_text_follows_behind_one_empty_line():
    lines = [(each.held, each.shown, each.how) for each in beside()]
    assert lines[-3:] == [("", "", "kept"), ("first", "first", "kept"), ("second", "second", "kept")]
