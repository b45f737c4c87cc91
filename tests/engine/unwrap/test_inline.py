"""Inline forwards: what makes one, at which door, whose text it is, and that it leads back to its bytes."""

import pytest

from tsuho.engine.unwrap.inline import inline
from tsuho.words.vocabulary import Door, Form

BLOCK = "From: Shop <shop@spam.example>\nDate: 2015/3/9\nTo: sato@home.example\nSubject: SALE\n\nbuy now\n"
FORWARD = f"---------- Forwarded message ---------\n{BLOCK}"
ORIGINAL = f"-----Original Message-----\n{BLOCK}"
# (text, subject, found in a letter that a reporter wrote, found elsewhere)
CASES = [
    (FORWARD, "迷惑メール", True, True),
    (ORIGINAL, "Fwd: SALE", True, True),
    (ORIGINAL, "迷惑メール", True, False),
    (ORIGINAL, "Re: SALE", False, False),
    (BLOCK, "FW: SALE", True, True),
    (BLOCK, "迷惑メール", True, False),
    ("From: shop@spam.example\nSubject: SALE\n\nbuy now\n", "Fwd: SALE", True, False),
    ("Subject: SALE\nTo: you@home.example\nDate: today\n\nbuy now\n", "Fwd: SALE", False, False),
    ("On 2015/03/09 20:15, Shop <shop@spam.example> wrote:\n> buy now\n", "Fwd: SALE", True, True),
    ("On 2015/03/09 20:15, Shop <shop@spam.example> wrote:\n> buy now\n", "SALE", False, False),
]


@pytest.mark.parametrize(("text", "subject", "by_reporter", "elsewhere"), CASES)
def test_a_quoted_header_is_a_forward_only_where_something_says_so(letter, text, subject, by_reporter, elsewhere):
    for door, expected in ((Door.FORWARD, by_reporter), (Door.BULK, elsewhere), (Door.API, elsewhere)):
        found = [each for each in inline(*letter(text, subject), door) if each.form is Form.INLINE]
        assert bool(found) is expected, door
        assert [each.text.chars.strip() for each in found] == ["buy now"] * expected


def test_what_is_redirected_is_read_as_strictly_as_at_the_bulk_door(letter):
    redirected = letter(ORIGINAL, "SALE", header="Resent-From: sato@home.example\r\n")
    assert inline(*redirected, Door.FORWARD) == ()


def test_the_reporters_words_are_kept_apart(letter):
    (original,) = inline(*letter(f"Please stop this.\n\n{FORWARD}"), Door.FORWARD)
    assert original.comment == "Please stop this."
    assert "stop" not in original.text.chars
    assert original.reported == {
        "from": "shop@spam.example",
        "from_name": "Shop",
        "subject": "SALE",
        "date": "2015/3/9",
        "to_present": "yes",
    }


def test_recovered_text_leads_back_to_its_bytes(letter):
    quoted = "".join(
        f"> {line}\n" for line in ["From: a@spam.example", "Subject: x", "", "配信停止は", "http://spam.example/"]
    )
    mail, body = letter(f"Begin forwarded message:\n\n{quoted}\n以上")
    (original,) = inline(mail, body, Door.FORWARD)
    at = original.text.chars.index("http")
    evidence = original.text.evidence(at, at + 20)
    assert evidence.where == "part:0"
    assert mail.parts[0].body[slice(*evidence.span)].decode() == "http://spam.example/"
    assert [link.url for link in body.of_cut(original.text).links] == ["http://spam.example/"]


def test_links_of_the_reporter_are_not_the_originals(letter):
    page = (
        '<a href="http://home.example/me">me</a><div class="gmail_quote">---------- Forwarded message ---------<br>'
        'From: shop@spam.example<br>Subject: SALE<br><br><a href="http://spam.example/">buy now</a></div>'
        '<a href="http://home.example/sig">my page</a>'
    )
    mail, body = letter(page, sub="html")
    (original,) = inline(mail, body, Door.FORWARD)
    assert original.text.chars.strip() == "buy now"
    assert [link.url for link in body.of_cut(original.text).links] == ["http://spam.example/"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("困っています", "only_comment"),
        ("今だけ無料 " * 60, "forward_without_header"),
        ("見てください http://spam.example/", "forward_without_header"),
        ("---------- Forwarded message ---------\n\n", "empty_forward"),
        ("---------- Forwarded message ---------\nFrom: a@spam.example\nSubject: b\n\n", "nothing_below_header"),
        (f"Received: from x.example by y.example\nMIME-Version: 1.0\n{BLOCK}", "pasted_source"),
    ],
)
def test_a_forward_without_an_original_says_why(letter, text, why):
    subject = "" if why == "empty_forward" else "Fw: x"
    (original,) = inline(*letter(text, subject), Door.FORWARD)
    assert (original.form, original.why_unrecovered) == (Form.UNRECOVERED, why)
    assert original.text is None
    assert inline(*letter(text, subject), Door.BULK) == () or why == "nothing_below_header"


def test_a_thread_below_a_reply_is_not_followed_but_a_forward_inside_a_forward_is(letter):
    def nested(subject: str) -> str:
        return f"-----Original Message-----\nFrom: hana@family.example\nSent: 3/10\nTo: x\nSubject: {subject}\n\n{ORIGINAL}"

    (reply,) = inline(*letter(nested("Re: SALE")), Door.FORWARD)
    (forward,) = inline(*letter(nested("Fwd: SALE")), Door.FORWARD)
    assert (reply.depth, reply.reported["from"]) == (1, "hana@family.example")
    assert (forward.depth, forward.reported["from"]) == (2, "shop@spam.example")
    assert forward.text.chars.strip() == "buy now"


def test_a_forward_far_below_is_the_originals_own_text(letter):
    far = "line\n" * 40
    text = f"-----Original Message-----\nFrom: a@spam.example\nSent: 3/10\nTo: x\nSubject: Fwd: x\n\n{far}{ORIGINAL}"
    (original,) = inline(*letter(text), Door.FORWARD)
    assert (original.depth, original.reported["from"]) == (1, "a@spam.example")
    assert original.text.chars.rstrip().endswith("buy now")
