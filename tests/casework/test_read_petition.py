"""A petition's file is read whole or refused, and a refusal never repeats what stands in it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.errors import CannotDo
from tsuho.casework.read_petition import read_petition
from tsuho.referral.documents.petition_file import Applicant

WRITTEN = 'name = "見本花子"\naddress = "見本県1"\nreceived_on = {day}\nwish = """一行目\n二行目"""\n'
EXPECTED = Applicant("見本花子", "見本県1", date(2015, 3, 11), "一行目\n二行目")


@pytest.mark.parametrize("day", ["2015-03-11", '"2015-03-11"'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_read(day, encoding):
    assert read_petition(WRITTEN.format(day=day).encode(encoding), "p.toml") == EXPECTED


@pytest.mark.parametrize(
    "written",
    [
        b"",
        WRITTEN.format(day="2015-03-11").encode("shift_jis"),
        WRITTEN.format(day="2015-03-32").encode(),
        WRITTEN.format(day='"yesterday"').encode(),
        WRITTEN.format(day="2015-03-11T10:00:00Z").encode(),
        WRITTEN.format(day="2015-03-11").replace("見本花子", "").encode(),
        WRITTEN.format(day="2015-03-11").replace('"見本県1"', "7").encode(),
        WRITTEN.format(day="2015-03-11").replace("wish", "wunsch").encode(),
    ],
)
def test_what_is_none_is_refused_without_a_word_of_it(written):
    with pytest.raises(CannotDo) as refused:
        read_petition(written, "p.toml")
    assert refused.value.words.key == "cannot_petition_unread"
    for language in ("ja", "en"):
        said = refused.value.said_in(language)
        assert "p.toml" in said and "見本" not in said and "yesterday" not in said
    assert refused.value.__context__ is None or refused.value.__suppress_context__, (
        "a traceback would hold the file's text"
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_a_petition_or_a_refusal(written):
    with suppress(CannotDo):
        assert isinstance(read_petition(written, "p"), Applicant)


_TEXT = st.text(st.characters(categories=("L", "N"), include_characters="-、 "), min_size=1, max_size=40)


@given(_TEXT, _TEXT, _TEXT, st.dates(date(2002, 7, 1)))
def test_what_is_written_is_what_is_read(name, address, wish, day):
    written = f'name = "{name}"\naddress = "{address}"\nreceived_on = {day.isoformat()}\nwish = "{wish}"\n'
    assert read_petition(written.encode(), "p") == Applicant(name, address, day, wish)
