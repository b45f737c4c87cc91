"""Evidence stands: the bytes that a finding points at are the words that it quotes, also years later."""

import html
import re
from datetime import date

import pytest

from tsuho.engine.parse.charsets import decode
from tsuho.engine.parse.folded import fold
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import scan
from tsuho.engine.read_one import judge, look
from tsuho.simulation.day import invent_day
from tsuho.simulation.partners import sample_monitors, trusted_hosts
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival, Envelope
from tsuho.words.facts import NO_FACTS

READING = reading_for("jp", trusted_hosts())
SHEETS = {sheet.address: sheet for sheet in sample_monitors()}


def bones(text: str) -> str:
    return re.sub(r"\W+", "", fold(html.unescape(re.sub(r"<[^<>]*>", "", text))).text)


def read_up_to(evidence, mail, charset: str) -> str:
    """What stands in the evidence's place up to the end of its span, read in its charset."""
    kind, _, number = evidence.where.partition(":")
    start, end = evidence.span
    if kind == "header":
        field = mail.root.fields[int(number)]
        return header_text(mail.root.source[field.start : field.end][start:end])
    body = mail.parts[int(number)].body
    assert 0 <= start < end <= len(body)
    return decode(body[:end], charset).text


@pytest.mark.parametrize("seed", [1, 2])
def test_every_quotation_is_found_at_its_bytes(seed):
    checked = 0
    for number, invented in enumerate(invent_day(date(2015, 3, 10), seed=seed, count=300)):
        envelope = Envelope(invented.mail_from, (invented.recipient,))
        arrival = Arrival(
            number,
            invented.door,
            invented.received_at,
            invented.raw,
            invented.peer,
            envelope,
            SHEETS.get(invented.recipient),
        )
        seen = look(arrival, READING)
        for report, judged in zip(seen.reports, judge(seen, NO_FACTS, READING).reports, strict=True):
            # text that survives only inside a letter points into the letter's parts
            mail = report.original.mail or report.original.carrier
            for finding in judged.findings:
                for evidence in finding.evidence:
                    if evidence.where == "arrival" or "…" in evidence.text:
                        continue
                    text = bones(read_up_to(evidence, mail, report.body.text.charset_used))
                    assert text.endswith(bones(evidence.text)[-15:]), evidence
                    checked += 1
    assert checked > 300


def test_the_same_bytes_and_facts_give_the_same_findings():
    for number, invented in enumerate(invent_day(date(2015, 3, 10), seed=5, count=60)):
        arrival = Arrival(number, invented.door, invented.received_at, invented.raw, invented.peer)
        once = judge(look(arrival, READING), NO_FACTS, READING)
        assert once == judge(
            look(
                Arrival(number, invented.door, invented.received_at, bytes(bytearray(invented.raw)), invented.peer),
                READING,
            ),
            NO_FACTS,
            READING,
        )
        assert scan(invented.raw).raw == invented.raw
