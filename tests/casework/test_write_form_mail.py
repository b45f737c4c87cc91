"""What was filled in is read back by the reading side as a mail by form, and no field can pretend to be another."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.write_form_mail import FilledIn, write_form_mail
from tsuho.engine.read_one import judge, look
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door, Form, Provenance

NOW = datetime(2015, 3, 31, tzinfo=UTC)


def read(raw):
    reading = reading_for("jp", ())
    return judge(look(Arrival(1, Door.API, NOW, raw), reading), NO_FACTS, reading).reports


def test_a_form_is_read_back_as_what_it_was_filled_in_with():
    raw = write_form_mail(
        FilledIn(
            "shop@brand.example", "本日限り\r\n本文：偽", NOW, "", "激安です。\nhttp://brand.example/ 登録", "2015-01"
        ),
        "centre.example",
        NOW,
    )
    (report,) = read(raw)
    assert report.form is Form.FORM_FIELDS
    assert report.message.from_address == "shop@brand.example"
    assert report.message.subject == "本日限り 本文：偽"
    assert "激安です" in report.message.text and "偽" not in report.message.text
    assert report.message.provenance["from"] is Provenance.REPORTED


@given(st.text(max_size=80), st.text(min_size=1, max_size=200))
def test_whatever_is_filled_in_makes_a_letter_of_seven_bit_lines(subject, text):
    raw = write_form_mail(FilledIn("a@b.example", subject, None, "", text), "centre.example", NOW)
    assert raw.isascii() and max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.count(b"\r\n\r\n") >= 1 and raw.startswith(b"From: <form@centre.example>\r\n")
