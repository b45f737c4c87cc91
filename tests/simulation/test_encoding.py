"""What is written into mail is read back as it was."""

from email import message_from_bytes
from email.header import decode_header, make_header

from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.simulation.encoding import header, text_part, words

JAPANESE = st.text(st.sampled_from("迷惑メール情報提供あいうアイウ★♪ABC 123%（）"), min_size=1, max_size=60)
CHARSETS = st.sampled_from(["iso-2022-jp", "shift_jis", "utf-8"])


@settings(max_examples=60)
@given(JAPANESE, CHARSETS)
def test_encoded_words_read_back_and_fit_their_limit(text, charset):
    written = words(text, charset)
    assert str(make_header(decode_header(written))) == text
    if not text.isascii():
        assert all(len(word) <= 75 for word in written.split("\r\n "))


@settings(max_examples=60)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n"), max_size=80),
    CHARSETS,
    st.sampled_from(["base64", "quoted-printable"]),
)
def test_a_text_part_reads_back_whatever_it_holds(text, charset, transfer):
    part = message_from_bytes(text_part(text, charset, transfer))
    read = part.get_payload(decode=True).decode(part.get_content_charset())
    assert read.replace("\r\n", "\n") == text


def test_a_charset_that_lacks_a_character_gives_way_to_utf_8():
    assert b'charset="UTF-8"' in text_part("简体字", "iso-2022-jp", "7bit")
    assert header("Subject", "简体字", "shift_jis").startswith(b"Subject: =?UTF-8?B?")
