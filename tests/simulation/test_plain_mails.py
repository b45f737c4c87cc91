"""Mails for the benches: Japanese, of the size asked for, in a mix of charsets."""

from collections import Counter
from email import message_from_bytes

from tsuho.simulation.plain_mails import plain_mails


def test_sizes_keep_to_what_was_asked_for():
    for size in (3_000, 10_000, 30_000):
        sizes = [len(raw) for raw in plain_mails(60, seed=1, size=size)]
        assert min(sizes) >= size
        assert max(sizes) < size + 3_500


def test_the_mix_holds_the_japanese_charsets_plain_and_html(text_of):
    mails = list(plain_mails(120, seed=1))
    parts = [part for raw in mails for part in message_from_bytes(raw).walk() if not part.is_multipart()]
    charsets = Counter(part.get_content_charset() for part in parts)
    assert all(charsets[charset] >= 5 for charset in ("iso-2022-jp", "utf-8", "shift_jis"))
    assert {part.get_content_type() for part in parts} == {"text/plain", "text/html"}
    for raw in mails:
        text = text_of(raw)
        assert "\N{REPLACEMENT CHARACTER}" not in text
        assert sum("\u3041" <= char <= "\u30fe" for char in text) > 300


def test_the_same_seed_gives_the_same_mails_and_no_two_are_alike():
    first = list(plain_mails(30, seed=4))
    assert first == list(plain_mails(30, seed=4))
    assert len(set(first)) == 30
    assert first != list(plain_mails(30, seed=5))
