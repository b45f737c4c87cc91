"""Hostile mail costs little: each of these is read within two CPU seconds and a bounded number of pieces."""

import time

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.html_out import MAX_RUNS
from tsuho.engine.parse.mime import scan

HEAD = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
SECONDS = 2.0


def html(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + body


def plain(body: bytes, charset: bytes = b"utf-8", encoding: bytes = b"8bit") -> bytes:
    return (
        HEAD
        + b"Content-Type: text/plain; charset="
        + charset
        + b"\r\nContent-Transfer-Encoding: "
        + encoding
        + b"\r\n\r\n"
        + body
    )


BOMBS = {
    "one line of quoted-printable": plain(b"=E3=81=82" * 8_000, b"utf-8", b"quoted-printable"),
    "blanks of quoted-printable": plain((b" " * 100 + b"x") * 15_000 + b" \n", b"utf-8", b"quoted-printable"),
    "entities": html(b"&amp;" * 400_000),
    "numbered entities": html(b"&#x5E83;" * 240_000),
    "a thousand deep": html(b"<div style='color:red'>" * 1_000 + b"x" + b"</div>" * 1_000),
    "a hundred thousand deep": html(b"<font color=red>" * 100_000 + b"x"),
    "end tags of nothing": html(b"<b>" * 2_000 + b"</i>" * 100_000),
    "tags all different": html(b"".join(b'<p id="i%d" style="color:#%06x">x' % (n, n) for n in range(15_000))),
    "megabytes of CSS": html(b"<style>" + b".a{color:red} " * 140_000 + b"</style><p class=a>x"),
    "CSS of ancestors": html(b"<style>" + b"div div div .b{display:none} " * 2_000 + b"</style>" + b"<div>" * 1_000 + b"<p class=b>x" * 40_000),
    "CSS of braces": html(b"<style>" + b"{" * 1_900_000),
    "CSS of comments": html(b"<style>" + b"/*" * 900_000),
    "comments": html(b"<!-- x -->" * 120_000),
    "styles in comments": html((b"<!--" + b"<style" * 3_000 + b"-->") * 100),
    "quotes": html(b'<a href="' * 200_000),
    "less-than signs": html(b"<" * 1_900_000),
    "less-than signs and one end": html(b"<" * 1_900_000 + b">"),
    "titles": html(b"<title>" * 270_000),
    "escapes": plain(b"\x1b$B\x1b(B" * 270_000, b"iso-2022-jp"),
    "shifts": plain(b"\x0e!\x0f" * 300_000, b"iso-2022-jp"),
    "no such characters": plain(b"\x1b$B" + b"~~" * 900_000, b"iso-2022-jp"),
    "web codes": plain(b"\x1b$Gj\x0f" * 200_000, b"shift_jis"),
    "private characters": plain("\ue001".encode() * 600_000),
    "stripped escapes": plain(b"$B9-9p" * 300_000),
    "stripped escapes, doubled": plain(b"$B$B" * 480_000),
    "mojibake lines": plain(("縺" * 5 + "\n").encode() * 110_000),
    "wrong charset": plain(b"\xa4\xb4" * 900_000, b"shift_jis"),
    "quadratic codec": plain(b"a-" + b"b9" * 900_000, b"punycode"),
    "encoded words": HEAD + b"X-A: " + b"=?utf-8?B?5pyq?=\r\n " * 100_000 + b"\r\n\r\nx",
    "empty lines": plain(b"\n" * 1_900_000),
    "zero width": plain("a\u200b".encode() * 400_000),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_within_its_budget(name):
    begun = time.process_time()
    body = read_body(scan(BOMBS[name]))
    if body.text.chars:
        body.text.evidence(len(body.text.chars) // 2, len(body.text.chars) // 2 + 5)
    assert time.process_time() - begun < SECONDS
    assert len(body.text.runs) <= MAX_RUNS
    assert len(body.text.chars) <= len(BOMBS[name])


@pytest.mark.parametrize("name", ["entities", "a hundred thousand deep", "less-than signs", "titles", "comments"])
def test_what_was_not_read_to_its_end_is_not_whole(name):
    body = read_body(scan(BOMBS[name]))
    assert body.text.whole is (name == "a hundred thousand deep")
