"""The provider notice: what is in it, what fits the public schemas, and that the same values are the same bytes."""

import base64
import csv
import email
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
import xarf

from tsuho.referral.documents.provider_notice import Addressee, provider_notice
from tsuho.referral.formats.arf import arf_report
from tsuho.referral.formats.csv_list import csv_list
from tsuho.referral.formats.xarf import xarf_report
from tsuho.referral.leak_check import find_leaks

GOLDEN = Path(__file__).parent / "golden"
DATE = "Tue, 24 Nov 2026 03:00:00 +0000"
ISP = Addressee(
    "見本インターネット", "abuse@mihon-isp.example", "ja", ("xarf", "arf"), "https://www.mihon-isp.example/terms/"
)


@pytest.mark.parametrize("name", ["list.csv", "report.xarf.json", "report.arf.eml", "letter.eml"])
def test_the_bytes_are_the_golden_ones(name, hit, reporter, words):
    made = {
        "list.csv": lambda: csv_list([hit], simulated=True),
        "report.xarf.json": lambda: xarf_report(hit, reporter),
        "report.arf.eml": lambda: arf_report(hit, reporter),
        "letter.eml": lambda: provider_notice("20261124-000001", ISP, [hit], reporter, words, DATE).mail,
    }[name]()
    assert made == (GOLDEN / name).read_bytes()


def test_xarf_is_read_by_the_formats_own_library(hit, reporter):
    parsed = xarf.parse(json.loads(xarf_report(hit, reporter)))
    assert not parsed.errors
    report = parsed.report
    assert (report.source_identifier, report.source_port, report.evidence_source) == ("203.0.113.5", 40211, "spamtrap")
    assert base64.b64decode(report.evidence[0].payload) == hit.redacted.mail


@pytest.mark.parametrize("change", [{"port": None}, {"ip": "2001:db8::5"}])
def test_xarf_fits_its_schema_also_without_a_port(hit, reporter, change):
    value = json.loads(xarf_report(replace(hit, **change), reporter))
    assert value["protocol"] == ("smtp" if change.get("port", 1) else "other")
    assert not xarf.parse(value).errors


@pytest.mark.parametrize(("mail_from", "protocol"), [("a@win.example", "smtp"), ("", "other"), (None, "other")])
def test_the_envelope_is_accused_and_never_the_from_field(hit, reporter, mail_from, protocol):
    changed = replace(hit, mail_from=mail_from, redacted=replace(hit.redacted, sender="victim@bank.example"))
    value = json.loads(xarf_report(changed, reporter))
    assert (value["protocol"], value.get("smtp_from")) == (protocol, mail_from or None)
    assert not xarf.parse(value).errors
    fields = arf_report(changed, reporter).decode()
    assert (f"Original-Mail-From: <{mail_from}>\r\n" in fields) == (mail_from is not None)
    assert "Original-Mail-From: <victim" not in fields


def test_xarf_without_an_origin_is_refused(hit, reporter):
    with pytest.raises(ValueError, match="no origin"):
        xarf_report(replace(hit, ip=""), reporter)


def test_arf_has_its_three_parts_and_exact_fields(hit, reporter):
    report = email.message_from_bytes(arf_report(hit, reporter))
    assert report.get_content_type() == "multipart/report" and report.get_param("report-type") == "feedback-report"
    _text, fields, original = report.get_payload()
    assert [part.get_content_type() for part in report.get_payload()] == [
        "text/plain",
        "message/feedback-report",
        "message/rfc822",
    ]
    found = dict(
        email.message_from_string(
            fields.get_payload()[0].as_string() if fields.is_multipart() else fields.get_payload()
        ).items()
    )
    assert found["Feedback-Type"] == "abuse" and found["Version"] == "1"
    assert (found["Source-IP"], found["Source-Port"]) == ("203.0.113.5", "40211")
    assert found["Arrival-Date"] == "Tue, 10 Mar 2015 03:00:01 +0000"
    assert found["Reported-Domain"] == "win.example"
    assert "Original-Rcpt-To" not in found
    assert original.get_payload()[0]["Subject"]


def test_no_cell_becomes_a_formula(hit):
    for start in "=+-@\t\r＝＋－＠":
        changed = replace(hit, redacted=replace(hit.redacted, subject=f"{start}HYPERLINK(1)"))
        rows = list(csv.reader(io.StringIO(csv_list([changed], simulated=False).decode("utf-8-sig"))))
        assert rows[1][rows[0].index("subject")].startswith("'")
        assert rows[1][3:5] == ["2015-03-10T03:00:01Z", "2015-03-10T12:00:01+09:00"]


def test_the_letter_says_what_it_must_and_asks_for_no_subscriber(hit, reporter, words):
    notice = provider_notice("20261124-000001", ISP, [hit], reporter, words, DATE)
    mail = email.message_from_bytes(notice.mail)
    text = mail.get_payload()[0].get_payload(decode=True).decode()
    assert "SIMULATED 模擬" in notice.subject and "模擬" in text
    assert all("SIMULATED" in content.decode() for _, content in notice.files)
    assert "約款" in text and "第11条" not in text and "https://www.mihon-isp.example/terms/" in text
    for answer in ("suspended", "terminated", "warned", "no_such_customer", "investigating", "cannot_act"):
        assert answer in text
    assert "契約者に関する情報は不要" in text
    assert [name for name, _ in notice.files] == ["list.csv", "a1b2c3d4e5f60718.xarf.json", "a1b2c3d4e5f60718.arf.eml"]
    cited = provider_notice("t", ISP, [replace(hit, provisions=(("V51", "第5条"),))], reporter, words, DATE)
    assert "第11条" in email.message_from_bytes(cited.mail).get_payload()[0].get_payload(decode=True).decode()


def test_a_provider_gets_the_formats_and_language_it_wants(hit, reporter, words):
    notice = provider_notice(
        "t", replace(ISP, formats=("xarf",), language="en"), [hit], replace(reporter, simulated=False), words, DATE
    )
    assert [name.rpartition(".")[2] for name, _ in notice.files] == ["csv", "json"]
    assert notice.subject.startswith("[t] Request for action") and "SIMULATED" not in notice.subject


def test_no_byte_of_a_notice_leads_to_the_monitor(hit, reporter, words):
    notice = provider_notice("t", ISP, [hit], reporter, words, DATE)
    for document in (notice.mail, *(content for _, content in notice.files)):
        assert find_leaks(document, ["kx7trap42q@mobile-a.example"]) == []
