"""Every part is a byte range of what arrived, and no bytes make the scanner raise."""

from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.mime import MAX_DEPTH, MAX_FIELDS, MAX_HEADER, MAX_LOOKALIKES, MAX_PARTS, Mail, scan

TWO_PARTS = (
    b'From: a@one.example\r\nSubject: two\r\n folded\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n'
    b"preamble\r\n--b1\r\nContent-Type: text/plain\r\n\r\nfirst\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\n"
    b"From: inner@two.example\r\nSubject: inner\r\n\r\nbody of inner\r\n--b1--\r\nepilogue\r\n"
)


def test_inner_mail_is_a_slice_of_the_arrival():
    mail = scan(TWO_PARTS)
    assert [part.type.full for part in mail.parts] == ["multipart/mixed", "text/plain", "message/rfc822"]
    inner = mail.parts[2].inner_mail
    assert inner.raw == b"From: inner@two.example\r\nSubject: inner\r\n\r\nbody of inner"
    at = TWO_PARTS.index(b"From: inner")
    assert inner.root.source is TWO_PARTS
    assert (inner.root.start, inner.root.end) == (at, at + len(inner.raw))


def test_field_ranges_hold_the_folded_value():
    field = scan(TWO_PARTS).root.fields[1]
    assert field.name == "subject"
    assert TWO_PARTS[field.value_start : field.end] == b" two\r\n folded"
    assert TWO_PARTS[field.start : field.end].startswith(b"Subject:")


def test_base64_inner_mail_is_a_slice_of_the_decoded_part():
    raw = (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        b"RnJvbTogYUBiLmV4YW1wbGUKClRleHQK\n--x--\n"
    )
    part = scan(raw).parts[1]
    assert part.body == b"From: a@b.example\n\nText\n"
    assert part.inner_mail.raw == part.body


def test_a_boundary_that_begins_another_is_told_apart():
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=b2\n\n"
        b"--b2\n\none\n--b2\n\ntwo\n--b2--\n--b\n\nthree\n--b--\n"
    )
    texts = [part.raw_body for part in scan(raw).parts if not part.children]
    assert texts == [b"one", b"two", b"three"]


def test_a_missing_close_delimiter_costs_nothing():
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo"
    assert [part.raw_body for part in scan(raw).root.children] == [b"one", b"two"]


def test_mail_of_old_line_ends_keeps_its_offsets():
    raw = b"Subject: cr\rFrom: a@b.example\r\rbody\rline"
    mail = scan(raw)
    assert mail.root.value("subject") == b"cr"
    assert mail.root.raw_body == b"body\rline"


def test_the_line_of_an_mbox_is_no_part_of_the_mail():
    assert scan(b"From someone Thu Jan  1\nSubject: s\n\nb").raw == b"Subject: s\n\nb"


def test_caps_hold_before_memory_does():
    wide = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * (MAX_PARTS + 50)
    mail = scan(wide)
    assert len(mail.parts) == MAX_PARTS and mail.capped == "parts"
    deep = b""
    for level in range(MAX_DEPTH + 5):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
    assert scan(deep).capped == "depth"
    long = b"X: " + b"a" * (MAX_HEADER + 10) + b"\n\nbody"
    assert scan(long).capped == "header"


def test_what_is_left_of_a_header_that_is_too_long_is_no_text():
    for end in (b"\n\n", b"\r\n\r\n"):
        long = scan(b"X: " + b"a" * (MAX_HEADER + 10) + end + b"body")
        assert (long.root.raw_body, long.capped) == (b"body", "header")
        many = scan(b"X: a\n" * (MAX_FIELDS + 3) + b"X: b" + end + b"body\n\n")
        assert (many.root.raw_body, many.capped, len(many.root.fields)) == (b"body\n\n", "header", MAX_FIELDS)
    just = scan(b"X: a\n" * MAX_FIELDS + b"\nbody\n\nmore")
    assert just.root.raw_body == b"body\n\nmore"
    assert scan(b"X: " + b"a" * MAX_HEADER * 2).root.raw_body == b""


def test_a_header_ends_where_something_stands_that_is_no_field():
    junk = scan(b"A: 1\nno field at all\nB: 2\n\nbody")
    assert [field.name for field in junk.root.fields] == ["a"]
    assert junk.root.raw_body == b"no field at all\nB: 2\n\nbody"
    nothing = scan(b"just text: with a colon\nB: 2\n")
    assert nothing.root.fields == () and nothing.root.raw_body == b"just text: with a colon\nB: 2\n"


def test_lines_that_only_begin_like_a_delimiter_end_the_search_some_time():
    head = b"Content-Type: multipart/mixed; boundary=b\n\n"
    few = scan(head + b"--bX\n" * 1_000 + b"--b\n\none\n--b--\n")
    assert [part.raw_body for part in few.root.children] == [b"one"]
    assert not scan(head + b"--bX\n" * MAX_LOOKALIKES + b"--b\n\none\n--b--\n").root.children


def _ranges_nest(mail: Mail, size: int) -> None:
    for part in mail.parts:
        assert 0 <= part.start <= part.body_start <= part.end <= size
        for field in part.fields:
            assert part.start <= field.start < field.value_start <= field.end <= part.body_start
        for child in part.children:
            assert part.body_start <= child.start <= child.end <= part.end


PIECES = st.sampled_from(
    [b"--b\n", b"--b--\n", b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: message/rfc822\n", b"\n", b"\r\n", b"\r",
     b"Content-Transfer-Encoding: base64\n", b"From: x\n", b"text\n", b" folded\n", b":", b"\x00\xff", b"=?x?b?x?=", b"From a b\n"]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=30).map(b"".join)))
def test_any_bytes_are_scanned_and_every_range_nests(raw):
    mail = scan(raw)
    _ranges_nest(mail, len(raw))
    for part in mail.parts:
        _ = part.body
        if part.type.full == "message/rfc822" and part.inner_mail:
            inner = part.inner_mail
            _ranges_nest(inner, len(inner.root.source))
