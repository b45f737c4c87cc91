"""A refusal set is put together with its gaps named, its times from the evidence, and nobody's address in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.case_ports import FiledMail
from tsuho.casework.errors import CannotDo
from tsuho.casework.examine import examine
from tsuho.casework.note_refusal import Noting, Part, Stated, note_refusal
from tsuho.engine.law.campaign_case import RefusalWay
from tsuho.words.arrival import Envelope, Letter
from tsuho.words.vocabulary import Advertising, Door

NOW = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
HER = "Hanako+tag@home.example"
MAIL = (
    "From: hanako@home.example\r\nTo: report@desk.example\r\nSubject: Fwd: sale\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n'
    "From: shop@mihon-shoten.example\r\nTo: hanako@home.example\r\nDate: {date}\r\nSubject: 10%OFF\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n本日限り10%OFF https://mihon-shoten.example/w\r\n--b--\r\n"
)
FIRST = Part(1)
WHOLE = Stated(FIRST, NOW - timedelta(days=30), RefusalWay.LINK, HER, (Part(2),))


@pytest.fixture
def noting(examiner, cases, audit):
    """Two mails of one reporter, taken in and judged."""
    dates = ("Tue, 20 Jan 2015 10:00:00 +0900", "Tue, 3 Mar 2015 09:00:00 +0900")
    letters = [
        Letter(Door.FORWARD, NOW, MAIL.format(date=date).encode(), envelope=Envelope("hanako@home.example", ("report@desk.example",)))
        for date in dates
    ]  # fmt: skip
    numbers = examiner.spool.put(letters)
    examine(examiner.spool.take("w", NOW, 60.0), examiner)
    for number in numbers:
        reporter = examiner.records.reporters[number]
        cases.mails[number, 0] = FiledMail(number, 0, NOW, reporter, 7)
    assert numbers == [1, 2]
    return Noting(cases, examiner.lake, audit, examiner.pseudonyms)


def note(noting, stated):
    return note_refusal(noting, stated, by="analyst", reason="form C4", at=NOW)


def test_a_complete_set_has_no_gaps_and_takes_its_times_from_the_mails(noting, cases, audit):
    noted = note(noting, WHOLE)
    assert (noted.campaign, noted.gaps) == (7, ())
    (kept,) = cases.sets
    assert kept.first.sent_at == datetime(2015, 1, 20, 1, 0, tzinfo=UTC)
    assert [mail.sent_at for mail in kept.later] == [datetime(2015, 3, 3, 0, 0, tzinfo=UTC)]
    assert kept.later[0].advertising is Advertising.YES
    assert kept.same_recipient is True, "the reporter of both mails is who refused"
    assert "hanako" not in repr(cases.sets).lower()
    assert "hanako" not in repr(audit.entries).lower()
    assert audit.entries[0][:3] == ("analyst", "note_refusal", "campaign 7")


def test_who_reports_for_another_must_have_compared(noting, cases):
    other = replace(WHOLE, recipient="taro@home.example")
    assert note(noting, other).gaps == ("refusal_gap_compared",)
    assert note(noting, replace(other, same_recipient=True)).gaps == ()
    assert note(noting, replace(other, same_recipient=False)).gaps == ()
    assert [each.same_recipient for each in cases.sets] == [None, True, False]


def test_a_refusal_that_names_no_address_is_of_nobody(noting, cases):
    noted = note(noting, replace(WHOLE, recipient="", same_recipient=True))
    assert noted.gaps == ("refusal_gap_recipient", "refusal_gap_compared")
    assert cases.sets[0].same_recipient is None and not cases.sets[0].recipient


def test_every_gap_is_named_and_the_set_is_kept_all_the_same(noting, cases):
    noted = note(noting, Stated(None, None, None, HER, (Part(2),)))
    assert noted.gaps == ("refusal_gap_first", "refusal_gap_refusal")
    assert note(noting, replace(WHOLE, later=())).gaps == ("refusal_gap_later",)
    assert len(cases.sets) == 2


def test_a_stated_time_goes_before_the_mails_own(noting, cases):
    note(noting, replace(WHOLE, later=(Part(2, sent_at=NOW),)))
    assert cases.sets[0].later[0].sent_at == NOW


def test_without_a_campaign_a_name_or_the_report_nothing_is_noted(noting, cases):
    with pytest.raises(CannotDo, match="no report 5/0"):
        note(noting, replace(WHOLE, first=Part(5)))
    with pytest.raises(CannotDo, match="needs a name"):
        note_refusal(noting, WHOLE, by=" ", reason="r", at=NOW)
    cases.mails = {key: replace(mail, campaign=None) for key, mail in cases.mails.items()}
    with pytest.raises(CannotDo, match="no mail of the set is in a campaign"):
        note(noting, WHOLE)
    assert cases.sets == []
