"""The truth beside each mail is whole, and the mail agrees with it."""

import json
import re
from datetime import date
from email import message_from_bytes

import pytest

from tsuho.simulation.day import invent_day
from tsuho.simulation.partners import sample_doors, sample_monitors, trusted_hosts
from tsuho.words.vocabulary import Door, Form, Outcome

ITEMS = {
    "V41": re.compile(r"(?:発行|送信者|運営会社|販売業者)：[^\s@]+(?![^\n]*@)"),
    "V42": re.compile(r"/unsub\?m=|/off/|stop@"),
    "V44": re.compile(r"例題町\d+-|例題\d条"),
    "V45": re.compile(r"お問い合わせ(?:窓口)?："),
}


def reports_of(day, *forms):
    return [
        (each, report)
        for each in day
        for report in each.truth.reports
        if report.form in forms and len(each.truth.reports) == 1
    ]


def test_truth_is_whole_and_can_be_written_as_json(day):
    for each in day:
        json.dumps(each.truth.as_json())
        if each.truth.kind == "chain_mail":
            assert each.truth.chain_class
            assert each.truth.prefecture
            continue
        assert each.truth.reports
        for report in each.truth.reports:
            assert bool(report.reason) == (report.outcome is Outcome.INCOMPLETE)
            assert (report.outcome is None) == (each.truth.kind == "odd") == bool(each.truth.defect)
            if report.form is not Form.UNRECOVERED:
                assert report.category
                assert report.language
                assert report.campaign
                assert report.sent_from
            if report.outcome is Outcome.VIOLATION:
                assert len(report.rules) >= 2 or report.rules == ("V31",)  # one missing item alone accuses nobody
            if report.outcome in {Outcome.NO_VIOLATION, Outcome.OUT_OF_SCOPE}:
                assert not report.rules


def test_the_display_items_stand_in_the_text_unless_the_truth_says_that_they_are_missing(day, text_of):
    judged = 0
    for each, report in reports_of(day, Form.ATTACHED, Form.INLINE, Form.TYPED_PREAMBLE, Form.DIRECT):
        if report.language == "ja" and report.outcome is Outcome.VIOLATION:
            text = text_of(each.raw).replace("例題町9-9-9", "")  # the reporter's own signature
            for rule, item in ITEMS.items():
                assert bool(item.search(text)) is (rule not in report.rules), (rule, text)
            judged += 1
    assert judged > 1_000


def test_a_monitor_that_was_retired_proves_no_opt_in_breach(day):
    retired = {sheet.address for sheet in sample_monitors() if sheet.retired_at}
    hits = [(each.recipient in retired, each.truth.reports[0]) for each in day if each.door is Door.MONITOR]
    violations = [(is_retired, report) for is_retired, report in hits if report.category == "dating"]
    assert any(is_retired for is_retired, _ in hits)
    assert all(("V31" in report.rules) is not is_retired for is_retired, report in violations)


def test_a_complete_newsletter_at_a_monitor_waits_for_a_person(day):
    newsletters = [
        each.truth.reports[0].outcome
        for each in day
        if each.door is Door.MONITOR
        and set(each.truth.reports[0].rules) <= {"V31"}
        and each.truth.reports[0].category == "newsletter"
    ]
    assert Outcome.HOLD in newsletters
    assert set(newsletters) <= {Outcome.HOLD, Outcome.NO_VIOLATION}


def test_a_business_mail_at_a_monitor_is_a_breach_only_where_it_claims_no_basis(text_of):
    days = [each for number in range(1, 29) for each in invent_day(date(2015, 2, number), seed=7, count=400)]
    found = [each for each in days if each.door is Door.MONITOR and each.truth.reports[0].category == "business"]
    retired = {sheet.address for sheet in sample_monitors() if sheet.retired_at}
    judged = [
        (each.truth.reports[0].outcome, "突然の" in text_of(each.raw))
        for each in found
        if each.recipient not in retired
    ]
    assert {outcome for outcome, _ in judged} == {Outcome.HOLD, Outcome.VIOLATION}
    assert all((outcome is Outcome.VIOLATION) is cold for outcome, cold in judged)


def test_at_a_monitor_the_peer_is_the_origin(day):
    for each in day:
        if each.door is Door.MONITOR:
            (report,) = each.truth.reports
            assert report.origin_ip == report.sent_from == each.peer.ip
            assert 1024 < each.peer.port < 65536


def test_a_carried_origin_stands_in_the_line_that_a_trusted_host_wrote(day, mails_in):
    named = 0
    for each, report in reports_of(day, Form.ATTACHED, Form.SERVER_FORWARD):
        mail = mails_in(each.raw)[-1]
        boundary = next(
            line for line in mail.get_all("Received") if "(Postfix) with ESMTP id" in line and "by mx1.mail." in line
        )
        assert f"[{report.sent_from}]" in boundary or f"[IPv6:{report.sent_from}]" in boundary
        by = re.search(r"by mx1(\.mail\.\S+)", boundary)[1]
        assert (report.origin_ip == report.sent_from) is (by in trusted_hosts())
        named += report.origin_ip is not None
    assert named > 100


def test_no_origin_is_named_where_the_header_did_not_survive(day):
    for _, report in reports_of(day, Form.INLINE, Form.TYPED_PREAMBLE, Form.UNRECOVERED):
        assert report.origin_ip is None


@pytest.mark.parametrize(
    ("reason", "holds"),
    [
        ("I4e", lambda each, text: re.search("省略|以下略|削除されました", text)),
        ("I4g", lambda each, text: "http" not in text and "転送" not in text),
        ("I4h", lambda each, text: b"image/png" in each.raw and not text.strip()),
        ("I9a", lambda each, text: not text.strip()),
    ],
)
def test_what_is_wrong_with_an_incomplete_report_is_in_the_mail(day, text_of, reason, holds):
    found = [each for each in day for report in each.truth.reports if report.reason == reason]
    assert found
    assert all(holds(each, text_of(each.raw)) for each in found)


def test_infected_originals_hold_the_test_file_and_nothing_else_does(day, mails_in):
    known = b"".join((b"EICAR-STANDARD", b"-ANTIVIRUS-TEST-FILE"))
    for each in day:
        bodies = [
            payload
            for mail in mails_in(each.raw)
            for part in mail.walk()
            if isinstance(payload := part.get_payload(decode=True), bytes)
        ]
        infected = any(report.reason == "I3" for report in each.truth.reports)
        assert any(known in body for body in bodies) is infected


def test_garbled_reports_cannot_be_read_in_any_japanese_charset(day, mails_in):
    found = 0
    for each, report in reports_of(day, Form.ATTACHED):
        if report.reason == "I2":
            body = mails_in(each.raw)[-1].get_payload(decode=True)
            readings = [body.decode(charset, "replace") for charset in ("utf-8", "cp932", "euc_jp", "iso-2022-jp")]
            assert min(text.count("\N{REPLACEMENT CHARACTER}") / len(text) for text in readings) > 0.02
            found += 1
    assert found


def test_the_reporter_is_the_recipient_of_the_original(day, mails_in):
    for each, _ in reports_of(day, Form.ATTACHED):
        assert mails_in(each.raw)[-1]["To"] == each.mail_from


def test_chain_mail_names_its_prefecture_first_and_spreads_itself(day, text_of):
    classes = set()
    for each in day:
        if each.door is Door.CHAIN:
            text = text_of(each.raw)
            assert text.split("\n")[0] == each.truth.prefecture
            assert each.recipient in sample_doors()["chain"]
            classes.add(each.truth.chain_class)
    assert {"fortune", "advertising"} <= classes <= {"fortune", "advertising", "appeal", "slander", "other"}


def test_every_defect_occurs_and_is_a_defect(day):
    broken = {each.truth.defect: message_from_bytes(each.raw) for each in day if each.truth.kind == "odd"}
    assert len(broken) == 14
    assert broken["no_header"].keys() == []
    assert broken["boundary_missing"].defects
    assert len(broken["impossible_date"].get_all("Date")) == 2
    assert "\x00" in broken["nul_bytes"].as_string() or b"\x00" in broken["nul_bytes"].get_payload(decode=True)
