"""The conclusion says what was found, what it can carry and where it leads, in both languages, for every outcome."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tsuho.engine.read_one import judge, look
from tsuho.terminal.explain_conclusion import conclusion
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival, Envelope, MonitorSheet, Peer
from tsuho.words.catalogue import messages
from tsuho.words.displayed import Involvement, Item, Mode
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door, Medium, Outcome

MAILS = Path(__file__).parents[1] / "mail"
AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
READING = reading_for("jp", [])
SPAM = MAILS / "law" / "001-dating-no-display.eml"
SHEET = MonitorSheet("trap7@monitors.example", Medium.PC, "", datetime(2005, 1, 1, tzinfo=UTC))


def report_of(raw, door=Door.BULK, peer=None):
    sheet = SHEET if door is Door.MONITOR else None
    arrival = Arrival(1, door, AT, raw, peer, Envelope("x@bulk.example", ("trap7@monitors.example",)), sheet)
    return judge(look(arrival, READING), NO_FACTS, READING).reports[0]


def said(report, language="en"):
    return " ".join(conclusion(report, language))


def test_a_monitors_violation_names_provisions_standing_and_origin():
    report = report_of(SPAM.read_bytes(), Door.MONITOR, Peer("203.0.113.5", 4711, "bulk.example"))
    assert report.outcome is Outcome.VIOLATION
    text = said(report)
    assert "V31 第3条第1項" in text and "V44" in text
    assert "seen at a monitor" in text
    assert "203.0.113.5" in text and "our own session" in text
    assert "自らの受信で観測した" in said(report, "ja")


def test_a_reports_violation_carries_no_notice():
    report = report_of(
        b"From: r@home.example\r\nContent-Type: message/rfc822\r\n\r\n" + SPAM.read_bytes(), Door.FORWARD
    )
    assert report.outcome is Outcome.VIOLATION
    assert "needs a monitor hit or a person's check" in said(report)
    assert "unknown" in said(report)
    assert "seen at a monitor" not in said(report)


def test_each_outcome_has_its_sentence():
    report = report_of(SPAM.read_bytes(), Door.MONITOR)
    single = [each for each in report.findings if each.rule == "V44"]
    assert "single item" in said(replace(report, outcome=Outcome.HOLD, findings=tuple(single)))
    assert "whether this is advertising" in said(replace(report, outcome=Outcome.HOLD, findings=()))
    assert "cannot be judged: mojibake" in said(replace(report, outcome=Outcome.INCOMPLETE, reasons=("I2",)))
    assert "Not specified electronic mail (" in said(replace(report, outcome=Outcome.OUT_OF_SCOPE))
    assert "No breach is found" in said(replace(report, outcome=Outcome.NO_VIOLATION))


def test_repair_and_hidden_text_are_warned_of():
    report = report_of(SPAM.read_bytes())
    changed = replace(report, message=replace(report.message, repaired="utf-8 read as shift_jis", hidden_text="x"))
    assert "Mojibake was repaired (utf-8 read as shift_jis)" in said(changed)
    assert "no reader sees" in said(changed)


@pytest.mark.parametrize(
    "key",
    [
        *(f"item_{item}" for item in Item),
        *(f"mode_{mode}" for mode in Mode),
        *(f"party_{involvement}" for involvement in Involvement),
    ],
)
def test_every_word_of_the_display_is_said(key):
    assert key in messages()
