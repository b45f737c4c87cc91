"""Whatever arrives: no wrapping raises, what is lifted out stands in the letter, and the reporter is never the sender."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.unwrap.lines import lines_of
from tsuho.engine.unwrap.table import unwrap
from tsuho.words.vocabulary import Door

REPORTER = "sato@home.example"
PIECES = [
    "From: ", "差出人：", "To: ", "Date: ", "件名: ", "*Subject:* ", "De : ", "X-Mailer: ", "受信日：", "送信者アドレス ",
    "---------- Forwarded message ---------", "-----Original Message-----", "転送されたメッセージ:", "-- ", "----", "____________",
    "Original Message Ends", "On 2015/3/9 20:15, A <a@spam.example> wrote:", "Received: from a by b", "MIME-Version: 1.0",
    REPORTER, f"Sato <{REPORTER}>", "a@spam.example", "<", ">", "> ", ">> ", "| ", "[mailto:", "2/9 20:15", "Fwd: ", "Re: ",
    "=?UTF-8?B?", "?=", "\n", "\r\n", "\n\n", "\r", " ", "\t", "　", "\ufeff", "\u202e", "\x0b", "\u2028", "\x00", "本文です", "x" * 70,
    "<div class=gmail_quote>", "</div>", "<blockquote>", "<br>", "<img>", "&nbsp;",
]  # fmt: skip
letters = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60).map("".join)


def check(raw: bytes) -> None:
    mail = scan(raw)
    body = read_body(mail)
    for door in (Door.FORWARD, Door.BULK):
        originals = unwrap(mail, body, door)
        assert 1 <= len(originals) <= 50
        for original in originals:
            held = [original.mail is not None, original.text is not None, bool(original.why_unrecovered)]
            assert sum(held) == 1
            for key in ("from", "sender_address"):
                assert original.reported.get(key, "").casefold() != REPORTER
            if original.text is not None:
                check_text(original.text, body.text.chars)


def check_text(text, carrier: str) -> None:
    assert len(text.chars) <= len(carrier)
    end = 0
    for run in text.runs:
        assert end <= run.start <= run.end <= len(text.chars)
        assert 0 <= run.source_start <= run.source_end <= len(run.source.text)
        end = run.end
    rest = iter(carrier)
    assert all(char in rest for char in text.chars)  # the original is the letter with parts left out, in order


@settings(max_examples=200, deadline=None)
@given(letters, st.sampled_from(["Fwd: x", "Re: x", "迷惑メール", ""]), st.sampled_from(["plain", "html"]))
def test_letters_made_of_the_pieces_of_forwards(text, subject, sub):
    head = f"From: Sato <{REPORTER}>\nSubject: {subject}\nContent-Type: text/{sub}; charset=utf-8\n\n"
    check((head + text).encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"From: Sato <sato@home.example>\nSubject: Fwd: x\n\n"]))
def test_any_bytes(raw, head):
    check(head + raw)


@given(st.text())
def test_lines_are_the_text(text):
    lines = lines_of(text)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.start <= line.begin(depth) <= line.end for line in lines for depth in range(4))


@pytest.mark.parametrize(
    "line", ["From: a@spam.example\n", "> " * 30 + "\n", "-- \nx\n", "----- Forwarded message -----\n", "To: a\n b\n"]
)
def test_a_line_repeated_for_ever_is_read_in_one_go(line):
    check(f"From: {REPORTER}\nSubject: Fwd: x\n\n{line * 20_000}".encode())
