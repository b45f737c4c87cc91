"""Mails that were made to hurt a reader: by parts, depth, length, packing, and by what makes slow expressions slow.

Built in code, since as files they would be large; each is read whole, as at the door ``forward`` unless it says so.
"""

import gzip
import io
import zipfile
from base64 import encodebytes
from collections.abc import Callable

HEAD = b"From: Sato <sato@home.example>\r\nTo: meiwaku@centre.example\r\nSubject: Fwd: bomb\r\nMIME-Version: 1.0\r\n"
ORIGINAL = b"From: a@spam.example\r\nSubject: s\r\nDate: Tue, 3 Mar 2015 12:00:00 +0900\r\nMIME-Version: 1.0\r\n"
MB = 1_000_000


def attached(inner: bytes) -> bytes:
    """A forward with the mail attached."""
    return (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="fw"\r\n\r\n--fw\r\nContent-Type: text/plain\r\n\r\nx\r\n--fw\r\n'
        b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--fw--\r\n"
    )


def text(body: bytes, kind: str = "plain", encoding: str = "8bit", charset: str = "utf-8") -> bytes:
    """A forward that holds a mail of one text part."""
    head = f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return attached(ORIGINAL + head.encode() + body)


def letter(body: str, subject: str = "Fwd: x", kind: str = "plain") -> bytes:
    """A letter of a reporter whose own text is the bomb."""
    head = f"From: Sato <sato@home.example>\r\nSubject: {subject}\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n"
    return (head + body).encode()


def many_parts(count: int = 10_000) -> bytes:
    """Parts of one text each."""
    part = b"--p\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nhello\r\n"
    return attached(ORIGINAL + b'Content-Type: multipart/mixed; boundary="p"\r\n\r\n' + part * count + b"--p--\r\n")


def deep_parts(depth: int = 1_000) -> bytes:
    """A multipart in a multipart in a multipart."""
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="d%d"\r\n\r\n--d%d\r\n' % (each, each) for each in range(depth)
    )
    return attached(ORIGINAL + opened + b"Content-Type: text/plain\r\n\r\ndeep\r\n")


def deep_parts_of_one_boundary(depth: int = 1_000) -> bytes:
    """The same, where every level has the same boundary and a large body to look for it in."""
    opened = b'Content-Type: multipart/mixed; boundary="d"\r\n\r\n--d\r\n' * depth
    return attached(ORIGINAL + opened + b"Content-Type: text/plain\r\n\r\n" + b"deep\r\n" * 500_000)


def deep_mails(depth: int = 1_000) -> bytes:
    """A mail in a mail in a mail."""
    level = (
        ORIGINAL + b'Content-Type: multipart/mixed; boundary="m%d"\r\n\r\n--m%d\r\nContent-Type: message/rfc822\r\n\r\n'
    )
    return attached(b"".join(level % (each, each) for each in range(depth)) + ORIGINAL + b"\r\ndeep\r\n")


def deep_mails_without_multipart(depth: int = 1_000) -> bytes:
    """message/rfc822 whose body is message/rfc822."""
    return attached((ORIGINAL + b"Content-Type: message/rfc822\r\n\r\n") * depth + ORIGINAL + b"\r\ndeep\r\n")


def encoded_mails(depth: int = 12) -> bytes:
    """A mail in base64 in a mail in base64."""
    inner = ORIGINAL + b"\r\n" + b"deep\r\n" * 100_000
    for _ in range(depth):
        inner = (
            ORIGINAL + b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encodebytes(inner)
        )
    return attached(inner)


def zipped(content: bytes, name: str = "spam.eml", copies: int = 1) -> bytes:
    """A forward with a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(copies):
            archive.writestr(f"{number}{name}", content)
    return enclosed(packed.getvalue(), "spam.zip", "application/zip")


def enclosed(content: bytes, name: str, kind: str) -> bytes:
    """A letter with one file."""
    return (
        HEAD + b'Content-Type: multipart/mixed; boundary="z"\r\n\r\n--z\r\nContent-Type: text/plain\r\n\r\nplease\r\n--z\r\n'
        + f"Content-Type: {kind}; name={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
        + encodebytes(content) + b"--z--\r\n"
    )  # fmt: skip


def zip_in_zip(depth: int = 8) -> bytes:
    """An archive of archives of archives."""
    content = b"\0" * 10 * MB
    for level in range(depth):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(4):
                archive.writestr(f"{level}-{number}.zip", content)
        content = packed.getvalue()
    return enclosed(content, "spam.zip", "application/zip")


def zip_of_many_names() -> bytes:
    """A directory of more entries than mails are worth."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.eml", b"")
    return enclosed(packed.getvalue(), "spam.zip", "application/zip")


def of_lines(line: bytes, size: int = 2 * MB) -> bytes:
    """A header of the original filled with one line."""
    return attached(ORIGINAL + line * max(1, size // len(line)) + b"\r\nbody\r\n")


BOMBS: dict[str, Callable[[], bytes]] = {
    "10,000 parts": many_parts,
    "depth 1,000 of parts": deep_parts,
    "depth 1,000 of parts, one boundary, 3 MB": deep_parts_of_one_boundary,
    "depth 1,000 of mails": deep_mails,
    "depth 1,000 of mails without multiparts": deep_mails_without_multipart,
    "depth 12 of mails in base64": encoded_mails,
    "header of 50 MB in one field": lambda: of_lines(b"X-Long: " + b"a" * 50 * MB + b"\r\n", 50 * MB),
    "header of 50 MB in many fields": lambda: of_lines(b"X-Long: " + b"a" * 60 + b"\r\n", 50 * MB),
    "header of 50 MB in one folded field": lambda: attached(ORIGINAL + b"X-Long: a\r\n" + b" aaaaaaaaaaaaaa\r\n" * 3_000_000),
    "header of 50 MB without an end": lambda: HEAD + b"X" * 50 * MB,
    "header of 2 MB of Received lines": lambda: of_lines(b"Received: from a (b.example [203.0.113.5]) by c.example with SMTP id 1; x\r\n"),
    "Received line of 900 kB": lambda: of_lines(b"Received: from " + b"(" * 900_000 + b"\r\n", 900_000),
    "subject of 900 kB of encoded words": lambda: of_lines(b"Subject: " + b"=?utf-8?b?44GC?= " * 52_000 + b"\r\n", 900_000),
    "subject of encoded words that never end": lambda: of_lines(b"Subject: " + b"=?utf-8?q?" * 90_000 + b"\r\n", 900_000),
    "From of 900 kB": lambda: of_lines(b"From: " + b"<a@" * 300_000 + b"\r\n", 900_000),
    "From of 900 kB of quotes": lambda: of_lines(b"From: " + b'"\\' * 450_000 + b"\r\n", 900_000),
    "Date of 900 kB": lambda: of_lines(b"Date: " + b"1 " * 450_000 + b"\r\n", 900_000),
    "Message-ID of 900 kB": lambda: of_lines(b"Message-ID: " + b"<" * 900_000 + b"\r\n", 900_000),
    "Content-Type of 900 kB": lambda: of_lines(b"Content-Type: text/plain" + b"; a*1*=b" * 100_000 + b"\r\n", 900_000),
    "Content-Type of 900 kB of blanks": lambda: of_lines(b"Content-Type: text/plain; a=" + b" " * 900_000 + b"\r\n", 900_000),
    "DKIM-Signature of 900 kB": lambda: of_lines(b"DKIM-Signature: " + b"d=;" * 300_000 + b"\r\n", 900_000),
    "Authentication-Results of 900 kB": lambda: of_lines(b"Authentication-Results: a; " + b"spf=pass (" * 90_000 + b"\r\n", 900_000),
    "quoted-printable line of 64 kB": lambda: text(b"=E3=81=82" * 7_282 + b"\r\n", encoding="quoted-printable"),
    "quoted-printable lines of 10 MB in blanks": lambda: text(b" \t" * 5 * MB + b"x\r\n", encoding="quoted-printable"),
    "base64 of 20 MB": lambda: text(encodebytes(b"hello, world. " * MB), encoding="base64"),
    "uuencode of 10 MB": lambda: text(b"begin 644 a\r\n" + b"#0V%T\r\n" * MB + b"end\r\n", encoding="x-uuencode"),
    "boundaries that only begin alike": lambda: attached(ORIGINAL + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--bX\n" * 5 * MB),
    "zip bomb of 400 MB": lambda: zipped(b"\0" * 100 * MB, copies=4),
    "zip bomb of text": lambda: zipped(ORIGINAL + b"\r\n" + b"a" * 50 * MB, copies=3),
    "zip of 50 mails of 1 MB": lambda: zipped(ORIGINAL + b"\r\n" + bytes(range(32, 127)) * 10_000, copies=50),
    "zip in zip in zip": zip_in_zip,
    "zip of 20,000 names": zip_of_many_names,
    "gzip bomb": lambda: enclosed(gzip.compress(b"\0" * 200 * MB), "spam.eml.gz", "application/gzip"),
    "tar bomb in gzip": lambda: enclosed(gzip.compress(b"a" * 257 + b"ustar" + b"\0" * 100 * MB), "spam.tgz", "application/gzip"),
    "HTML entities of 5 MB": lambda: text(b"&amp;" * MB, "html"),
    "HTML entities without an end": lambda: text(b"&" * 3 * MB, "html"),
    "HTML numbers of 5 MB": lambda: text(b"&#x3042;" * 625_000, "html"),
    "HTML number of a million digits": lambda: text(b"&#" + b"9" * MB + b";", "html"),
    "entities that name entities": lambda: text(
        b'<!DOCTYPE lolz [<!ENTITY lol "lol">' + b"".join(b'<!ENTITY l%d "&l%d;&l%d;&l%d;">' % (n, n - 1, n - 1, n - 1) for n in range(1, 40)) + b"]><p>&l39;</p>" * 1_000, "html"
    ),
    "HTML of 300,000 open tags": lambda: text(b"<div>" * 300_000 + b"x", "html"),
    "HTML of 100,000 open tables": lambda: text(b"<table><tr><td>" * 100_000 + b"x", "html"),
    "HTML tag of 2 MB": lambda: text(b"<a " + b"href=x " * 300_000 + b">x</a>", "html"),
    "HTML comment that never ends": lambda: text(b"<!--" * 500_000, "html"),
    "HTML of 200,000 links": lambda: text(b'<a href="http://a.example/x">y</a> ' * 60_000, "html"),
    "HTML of less-thans": lambda: text(b"<" * 2 * MB, "html"),
    "HTML styles of 2 MB": lambda: text(b"<style>" + b".a{color:#fff}" * 140_000 + b"</style>" + b"<p class=a>x</p>" * 20_000, "html"),
    "HTML style attributes of 2 MB": lambda: text(b'<p style="' + b"color:red;" * 200_000 + b'">x</p>', "html"),
    "ISO-2022-JP escapes of 3 MB": lambda: text(b"\x1b$B$\x22\x1b(B" * 375_000, charset="iso-2022-jp"),
    "bytes of no charset, 3 MB": lambda: text(bytes(range(128, 256)) * 24_000, charset="x-unknown"),
    "text of one letter, 5 MB": lambda: text(b"a" * 5 * MB),
    "text of blanks, 5 MB": lambda: text(b" " * 5 * MB + b"x"),
    "text of full-width blanks, 3 MB": lambda: text("　".encode() * MB + b"x"),
    "text of line ends, 3 MB": lambda: text(b"\r\n" * 1_500_000),
    "text of links, 3 MB": lambda: text(b"http://a.example/ " * 160_000),
    "text of http, 3 MB": lambda: text(b"http://" * 430_000),
    "text of addresses, 3 MB": lambda: text(b"a@b.example " * 250_000),
    "text of at signs, 2 MB": lambda: text(b"a@" * MB),
    "text of dots, 2 MB": lambda: text(b"a." * MB),
    "text of digits, 2 MB": lambda: text(b"0" * 2 * MB),
    "text of phone numbers, 2 MB": lambda: text(b"03-0000-1234 " * 150_000),
    "text of postal marks, 2 MB": lambda: text("〒100-0000 東京都千代田区1-2-3 ".encode() * 45_000),
    "text of names, 3 MB": lambda: text("株式会社見本 代表 山田太郎 ".encode() * 70_000),
    "text of refusals, 3 MB": lambda: text("配信停止はこちら ".encode() * 120_000),
    "text of zero-width letters, 3 MB": lambda: text("\u200b".encode() * MB),
    "text of combining marks, 2 MB": lambda: text("か\u3099".encode() * 330_000 + "\u0300".encode() * 300_000),
    "letter of quote marks, 2 MB": lambda: letter("> " * MB + "\n"),
    "letter of quoted lines, 2 MB": lambda: letter("> > > From: a@spam.example\n" * 75_000),
    "letter of separators, 2 MB": lambda: letter("---------- Forwarded message ---------\n" * 50_000),
    "letter of forwards in forwards": lambda: letter(
        "---------- Forwarded message ---------\nFrom: a@spam.example\nDate: Tue, 3 Mar 2015\nSubject: s\nTo: b\n\nx\n" * 5_000
    ),
    "letter of labels, 2 MB": lambda: letter("差出人: a@spam.example 件名: b 日時: " * 30_000),
    "letter of typed lines, 2 MB": lambda: letter("受信日 2/9 20:15\n送信者アドレス a@spam.example\n" * 25_000, "迷惑メール"),
    "letter of pasted headers, 2 MB": lambda: letter("Received: from a by b; x\n" * 80_000),
    "letter of pasted base64, 2 MB": lambda: letter(
        "Received: from a by b; x\nFrom: a@spam.example\nSubject: s\nContent-Transfer-Encoding: base64\n\n" + ("QUJD" * 18 + "\n") * 27_000
    ),
    "letter of HTML quotes": lambda: letter("<blockquote>" * 100_000 + "x", kind="html"),
    "letter of HTML forwards": lambda: letter('<div class="gmail_quote"><div dir="ltr" class="gmail_attr">From: a@spam.example<br>' * 20_000, kind="html"),
    "letter of table cells": lambda: letter("<table><tr><td>From:</td><td>a@spam.example</td></tr></table>" * 20_000, kind="html"),
    "nothing but NUL, 5 MB": lambda: b"\0" * 5 * MB,
    "nothing but CR, 5 MB": lambda: b"\r" * 5 * MB,
    "nothing but colons, 5 MB": lambda: b":" * 5 * MB,
    "nothing but names without a colon, 5 MB": lambda: b"a" * 5 * MB,
}  # fmt: skip
