"""Forwards look as their programs write them, and originals that are attached survive byte for byte."""

from base64 import b64encode
from email import message_from_bytes
from random import Random

import pytest

from tsuho.simulation.attached import attached
from tsuho.simulation.campaigns import campaigns_of
from tsuho.simulation.inline import inline
from tsuho.simulation.originals import compose, write
from tsuho.simulation.parameters import dice, parameters
from tsuho.simulation.received import delivered
from tsuho.simulation.reporters import crowd
from tsuho.simulation.typed_preamble import typed_preamble
from tsuho.words.vocabulary import Door

CLIENTS = sorted(parameters("forward_clients")["clients"])


@pytest.fixture(scope="module")
def forwarded(day):
    at = day[-1].received_at
    reporter = crowd(7, mobile=False)[0][5]
    campaign = next(each for each in campaigns_of(at.date(), 7) if each.kind == "no_violation")
    return reporter, compose(campaign, reporter.address, at, Random(1)), at


@pytest.mark.parametrize("client", CLIENTS)
def test_an_inline_forward_names_the_original_and_quotes_all_of_it(client, forwarded, text_of, header_text):
    reporter, message, at = forwarded
    raw = inline(reporter, "meiwaku@centre.example", message, client, at, Random(3))
    text = text_of(raw)
    assert message.from_address in text
    assert reporter.address in text
    assert message.subject in text
    for line in filter(None, message.text.split("\n")):
        assert line in text
    subject = header_text(message_from_bytes(raw), "Subject")
    assert subject == parameters("forward_clients")["clients"][client]["prefix"] + message.subject


@pytest.mark.parametrize(
    "client", [each for each in CLIENTS if parameters("forward_clients")["clients"][each].get("quote")]
)
def test_a_quoting_program_marks_every_line_of_the_original(client, forwarded, text_of):
    reporter, message, at = forwarded
    text = text_of(inline(reporter, "meiwaku@centre.example", message, client, at, Random(3))).split("\n")
    for line in filter(None, message.text.split("\n")):
        assert f"> {line}" in text


def test_attached_originals_are_the_very_bytes(forwarded, mails_in):
    reporter, message, at = forwarded
    original = write(message, Random(2), delivered(message, reporter.provider, Random(2)))
    as_it_is = 0
    for number in range(40):
        raw = attached(reporter, "plugin@centre.example", [original] * 3, "x", at, dice(number))
        found = mails_in(raw)[1:]
        assert len(found) == 3
        assert {mail["Message-ID"] for mail in found} == {message.message_id}
        encoded = sum(b"".join(b64encode(original).split())[:60] in part for part in raw.split(b"------=_Part_"))
        as_it_is += raw.count(original)
        assert raw.count(original) + encoded == 3
    assert 0 < as_it_is < 120  # some as they are, some transfer-encoded


def test_a_phone_types_day_and_sender_above_an_untouched_body(forwarded, text_of):
    reporter, message, at = forwarded
    for number in range(12):
        text = text_of(typed_preamble(reporter, "meiwaku@centre.example", message, at, dice(number), cut=False))
        first, second, blank, rest = text.split("\n", 3)
        assert "3" in first
        assert "日" in first or "/" in first
        assert message.from_address in second
        assert blank == ""
        assert rest == message.text


def test_programs_for_phones_are_used_by_people_on_phones(day):
    clients = parameters("forward_clients")["clients"]
    used = {
        (each.truth.client, each.mail_from.split("@")[1].startswith("mobile-")) for each in day if each.truth.client
    }
    assert {client for client, _ in used} == set(clients)
    assert all((clients[client]["device"] == "mobile") is mobile for client, mobile in used)


def test_plugin_reports_come_to_their_own_door(day):
    fifty = next(each for each in day if len(each.truth.reports) == 50)
    assert fifty.door is Door.PLUGIN
