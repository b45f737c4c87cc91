"""One person is one reporter, and nobody can tell who it was."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tsuho.casework.pseudonym import Pseudonyms, normalised

PSEUDONYMS = Pseudonyms(lambda year: b"key of %d" % year, ZoneInfo("Asia/Tokyo"))
MARCH = datetime(2015, 3, 31, 14, 59, 59, tzinfo=UTC)
APRIL = datetime(2015, 3, 31, 15, 0, 0, tzinfo=UTC)


def test_case_and_tags_are_one_person():
    assert normalised(" Taro+spam@Home.example ") == "taro@home.example"
    assert PSEUDONYMS.of("Taro+spam@Home.example", MARCH) == PSEUDONYMS.of("taro@home.example", MARCH)
    assert PSEUDONYMS.of("taro@home.example", MARCH) != PSEUDONYMS.of("jiro@home.example", MARCH)


def test_a_fiscal_year_in_japanese_time_has_its_own_key():
    assert PSEUDONYMS.of("taro@home.example", MARCH) != PSEUDONYMS.of("taro@home.example", APRIL)


def test_no_address_is_in_a_pseudonym_and_odd_bytes_have_one_too():
    assert "taro" not in PSEUDONYMS.of("taro@home.example", MARCH)
    assert len(PSEUDONYMS.of("\udcff@one.example", MARCH)) == 32 + 1 + 12


def test_reporters_of_one_place_share_it_and_a_place_is_no_reporter():
    who, _, where = PSEUDONYMS.of("taro@home.example", MARCH).partition("@")
    assert PSEUDONYMS.of("jiro@HOME.example", MARCH).endswith(f"@{where}")
    assert not PSEUDONYMS.of("taro@other.example", MARCH).endswith(f"@{where}")
    assert not who.startswith(where)
