"""What stands in a mail cannot move a cursor, hide, or turn a line around."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tsuho.terminal.harmless import harmless, one_line


def test_the_usual_attacks_are_gone():
    assert harmless("\x1b[2J\x1b]0;title\x07text") == "[2J]0;titletext"
    assert harmless("abc\u202egnp.exe\u202c") == "abcgnp.exe"
    assert harmless("\x9b31mred\u200b\ufeff\U000e0041") == "31mred"
    assert one_line("two\r\nlines\t and  blanks") == "two lines and blanks"
    assert one_line("あいうえお", 3) == "あい…"


@given(st.text(max_size=200))
def test_no_control_or_direction_survives(text):
    found = harmless(text)
    assert not [char for char in found if unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t"]
    assert not set(found) & set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert harmless(found) == found
