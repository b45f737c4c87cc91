"""Japanese charsets as real mailers write them, and the way back from a character to its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.charsets import decode

SENTENCE = "①㈱みほん商店 高橋の広告です。ｶﾅもABCも123も"


@pytest.mark.parametrize(
    ("label", "raw", "text"),
    [
        ("iso-2022-jp", b"\x1b$B-!9-9p\x1b(B!", "①広告!"),  # NEC row 13, which no Python codec of that name reads
        (
            "iso-2022-jp",
            b"\x1b(I6E\x1b(B\x1b$B9-9p\x1b(B",
            "ｶﾅ広告",
        ),  # half-width kana, an escape right after an escape
        ("iso-2022-jp", "森鷗外の広告".encode("iso2022_jp_2"), "森鷗外の広告"),  # JIS X 0212
        ("shift_jis", "①㈱髙".encode("cp932"), "①㈱髙"),
        ("euc-jp", "広告のメール".encode("euc-jp"), "広告のメール"),
        ("utf-8", "広告".encode(), "広告"),
        ("", "配信停止はこちらからお願いします".encode("euc-jp"), "配信停止はこちらからお願いします"),
        ("iso-2022-jp", "ラベルと中身が違うメールです".encode("cp932"), "ラベルと中身が違うメールです"),
        ("us-ascii", "ラベルなしの日本語メール".encode(), "ラベルなしの日本語メール"),
        ("no-such-charset", b"plain", "plain"),
    ],
)
def test_the_label_first_the_bytes_second(label, raw, text):
    decoded = decode(raw, label)
    assert decoded.text == text
    assert not decoded.lossy


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc-jp", "iso2022_jp", "gb18030"])
def test_a_character_leads_back_to_its_bytes(codec):
    text = (
        "abc広告のお知らせ、配信停止はこちら\r\n二行目のカナ" if codec != "gb18030" else "abc广告通知,退订请点\n第二行"
    )
    raw = text.encode(codec)
    decoded = decode(raw, {"cp932": "shift_jis", "iso2022_jp": "iso-2022-jp"}.get(codec, codec))
    assert decoded.text == text
    for start in range(len(text)):
        for end in (start + 1, min(start + 4, len(text))):
            a, b = decoded.byte_span(start, end)
            piece = raw[a:b]
            if codec == "iso2022_jp":
                assert 0 <= a < b <= len(raw)
                continue
            assert piece.decode(codec) == text[start:end]


def test_jis_spans_point_at_the_two_bytes_of_a_character():
    raw = b"ab\x1b$B9-9p\x1b(Bcd"
    decoded = decode(raw, "iso-2022-jp")
    assert raw[slice(*decoded.byte_span(3, 4))][:2] == b"9p"
    assert raw[slice(*decoded.byte_span(2, 3))] == b"\x1b$B9-", (
        "the first one brings its escape, so that it can be read"
    )
    assert raw[decoded.byte_span(4, 5)[0] :] == b"cd"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "iso-2022-jp", "shift_jis", "euc-jp", "gb2312", "x", "utf-7", "utf-16"]),
)
def test_any_bytes_decode_and_spans_stay_inside(raw, label):
    decoded = decode(raw, label)
    for start in range(0, len(decoded.text), 7):
        a, b = decoded.byte_span(start, start + 3)
        assert 0 <= a <= b <= len(raw)


@given(st.text(alphabet="広告配信停止メール株式会社abc123。、\n", min_size=1, max_size=60))
def test_what_a_mailer_wrote_is_what_we_read(text):
    assert decode(text.encode("iso2022_jp"), "iso-2022-jp").text == text
    assert decode(text.encode("cp932"), "shift_jis").text == text


LABELS = [
    "",
    "utf-8",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "us-ascii",
    "iso-8859-1",
    "windows-1252",
    "gb2312",
    "big5",
    "euc-kr",
    "koi8-r",
    "x-bogus",
]
MAIL = "ご登録ありがとうございます。配信停止はこちらからお願いします。株式会社みほん商店"


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "gb18030"])
def test_japanese_reads_under_any_label(codec, label):
    raw = MAIL.encode(codec)
    decoded = decode(raw, label)
    assert decoded.text == MAIL
    assert not decoded.lossy
    assert decoded.label == label
    assert decoded.guess == {"cp932": "shift_jis", "euc_jp": "euc-jp", "iso2022_jp": "iso-2022-jp"}.get(codec, codec)
    for index in range(len(MAIL)):
        a, b = decoded.byte_span(index, index + 1)
        assert (
            raw[a:b].endswith(MAIL[index].encode(codec).removeprefix(b"\x1b$B").removesuffix(b"\x1b(B"))
            or codec == "iso2022_jp"
        )


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("Découvrez nos offres spéciales", "latin-1", "us-ascii"),
        ("Привет, это письмо о скидках", "cp1251", "windows-1251"),
        ("Προσφορές για σένα", "iso-8859-7", "iso-8859-7"),
        ("我们公司提供各种服务", "gb18030", "gb2312"),
        ("무료 회원 가입", "euc_kr", "ks_c_5601-1987"),
        ("“quoted” – it’s", "cp1252", "iso-8859-1"),
    ],
)
def test_other_languages_keep_their_charset(text, codec, label):
    assert decode(text.encode(codec), label).text == text


@pytest.mark.parametrize("name", ["shift_jis_2004", "euc_jis_2004"])
def test_jis_x_0213_under_its_own_name_and_under_the_family(name):
    text = "俱楽部の剝製と𠮟責、ご案内ください"
    for label in (name.replace("_", "-"), {"shift_jis_2004": "shift_jis", "euc_jis_2004": "euc-jp"}[name]):
        decoded = decode(text.encode(name), label)
        assert decoded.text == text
        a, b = decoded.byte_span(6, 7)
        assert decoded.raw[a:b].decode(name) == text[6]


def test_a_label_that_names_a_codec_but_no_charset():
    for label in ("punycode", "idna", "unicode_escape", "rot13", "zip", "undefined", "a" * 10_000):
        assert decode("広告です".encode(), label).text == "広告です"


def test_bytes_of_a_cut_utf_16_mail_keep_their_places():
    raw = b"\xff\xfe" + "広告です".encode("utf-16-le")
    decoded = decode(raw, "")
    assert decoded.text == "広告です"
    assert decoded.byte_span(1, 2) == (4, 6)
