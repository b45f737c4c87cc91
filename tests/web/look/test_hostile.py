"""What came from a mail is shown as text: links that cannot be followed, addresses covered, marks where the spans say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.web.look.hostile import cover, defang, line, marked, plain


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://shop.example/a?b=c.d", "hxxp://shop[.]example/a?b=c.d"),
        ("HTTPS://Shop.Example", "hxxps://Shop[.]Example"),
        ("javascript:alert(1)", "javascript[:]alert(1)"),
        (" data:text/html,x", "data[:]text/html,x"),
        ("shop.example/x", "shop[.]example/x"),
    ],
)
def test_a_link_can_be_read_and_not_followed(url, shown):
    assert defang(url) == shown


@given(st.text())
def test_no_link_survives(url):
    shown = defang(url).lower()
    assert "http:" not in shown and "https:" not in shown and not shown.startswith("javascript:")


@pytest.mark.parametrize(
    ("address", "shown"),
    [("taro@mail.example", "t•••@m•••.example"), ("x", "x•••"), ("", ""), ("a@b", "a•••@•••b")],
)
def test_an_address_is_covered(address, shown):
    assert cover(address) == shown


@given(st.emails())
def test_neither_side_of_an_address_can_be_read(address):
    local, _, domain = address.rpartition("@")
    shown = cover(address)
    assert len(local) == 1 or local not in shown
    assert len(domain.rpartition(".")[0]) <= 1 or domain not in shown


spans = st.lists(
    st.tuples(st.integers(-2, 40), st.integers(-2, 40), st.sampled_from("abc")).filter(lambda s: s[0] < s[1])
)


@given(st.text(max_size=30), spans)
def test_the_pieces_of_a_marked_text_are_the_text_and_each_character_has_its_marks(text, found):
    pieces = marked(text, found)
    assert "".join(piece for piece, _ in pieces) == text
    at = 0
    for piece, names in pieces:
        for offset in range(len(piece)):
            assert set(names.split()) == {name for first, last, name in found if first <= at + offset < last}
        at += len(piece)


@given(st.text())
def test_nothing_hides_or_reorders(text):
    for shown in (plain(text), line(text)):
        assert not set(shown) & set("\u202e\u200b\x1b\x00\ufeff")
    assert "\n" not in line(text)
