"""What a part says of itself, as mailers really say it: RFC 2231, RFC 2047 against the rule, raw bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.content_type import content_type

NAME = "請求書見本.pdf"


def percent(raw: bytes) -> bytes:
    return b"".join(b"%%%02X" % byte for byte in raw)


UTF8 = NAME.encode()


@pytest.mark.parametrize(
    "disposition",
    [
        b"attachment; filename*=utf-8''" + percent(UTF8),
        b"attachment; filename*=Shift_JIS'ja'" + percent(NAME.encode("cp932")) + b"; filename=x.pdf",
        b"attachment; filename=x.pdf; filename*=iso-2022-jp''" + percent(NAME.encode("iso2022_jp")),
        b"attachment; filename*0*=utf-8''" + percent(UTF8[:4]) + b"; filename*1*=" + percent(UTF8[4:]),
        b"attachment; filename*1*=" + percent(UTF8[4:15]) + b"; filename*0*=utf-8''" + percent(UTF8[:4]) + b'; filename*2=".pdf"',
        b"attachment; filename*0*=utf-8''" + percent(UTF8[:6]) + b"; filename*1=" + percent(UTF8[6:]),
        b'attachment; filename="=?utf-8?B?6KuL5rGC5pu4?= =?utf-8?B?6KaL5pysLnBkZg==?="',
        b'attachment; filename="' + NAME.encode("cp932") + b'"',
        b'attachment; filename="' + NAME.encode("iso2022_jp") + b'"',
        b"attachment; filename=" + UTF8,
    ],
)  # fmt: skip
def test_one_file_name_in_ten_spellings(disposition):
    assert content_type(b"application/pdf", disposition).file_name == NAME


def test_the_name_may_stand_in_the_type_alone():
    assert content_type(b'application/pdf; name="' + NAME.encode("euc_jp") + b'"').file_name == NAME


@pytest.mark.parametrize(
    ("value", "charset"),
    [
        (b'text/plain; charset="ISO-2022-JP" (Japanese)', "ISO-2022-JP"),
        (b"text/plain; charset=Shift_JIS; format=flowed", "Shift_JIS"),
        (b"text/plain; charset*=us-ascii'en'utf-8", "utf-8"),
        (b'text/plain; charset = "utf-8"', "utf-8"),
        (b"text/plain", ""),
        (b"text/plain; charset", ""),
    ],
)
def test_the_charset_label(value, charset):
    assert content_type(value).charset == charset


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_say_something(value, disposition):
    found = content_type(value, disposition)
    assert found.full.count("/") >= 1 and len(found.file_name) <= 255


def test_a_hundred_thousand_pieces_are_not_put_together():
    value = b"text/plain; " + b"; ".join(b"a*%d*=%%41" % number for number in range(100_000))
    assert len(content_type(value).parameters["a"]) <= 200
