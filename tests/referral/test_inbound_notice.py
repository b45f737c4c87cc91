"""The notice of an agency's list: golden bytes, the public schemas, and that it claims nothing of ours."""

import csv
import email
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xarf

from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.documents.inbound_notice import inbound_notice
from tsuho.referral.documents.provider_notice import Addressee
from tsuho.referral.formats.arf import arf_line
from tsuho.referral.formats.csv_list import csv_lines
from tsuho.referral.formats.xarf import xarf_line
from tsuho.referral.reported_line import ReportedBy, ReportedLine

GOLDEN = Path(__file__).parent / "golden"
DATE = "Tue, 24 Nov 2026 03:00:00 +0000"
ISP = Addressee(
    "見本インターネット", "abuse@mihon-isp.example", "ja", ("xarf", "arf"), "https://www.mihon-isp.example/terms/"
)
LINE = ReportedLine("0f1e2d3c4b5a6978", "203.0.113.5", datetime(2015, 3, 10, 3, 0, 1, tzinfo=UTC))
BY = ReportedBy("Korea (Sample Agency)", "Memorandum of 2010, section 3", "not for any court")
WORDS = {language: texts("inbound_notice", language) for language in ("ja", "en")}


def test_the_bytes_are_the_golden_ones(reporter):
    made = inbound_notice("20261124-000002", ISP, [LINE], BY, reporter, WORDS, DATE)
    assert made.mail == (GOLDEN / "inbound_letter.eml").read_bytes()


def text_of(made):
    return email.message_from_bytes(made.mail).get_payload()[0].get_payload(decode=True).decode()


def test_it_finds_nothing_cites_nothing_and_asks_for_no_subscriber(reporter):
    said = text_of(inbound_notice("t", ISP, [LINE], BY, reporter, WORDS, DATE))
    for language in WORDS.values():
        assert not [text for text in language.values() for cited in ("条", "Article", "breach") if cited in text]
    assert "違法性の有無を判断したものではありません" in said and "has not judged whether any law was broken" in said
    assert "約款" in said and "契約者に関する情報は不要" in said
    for answer in ("suspended", "terminated", "warned", "no_such_customer", "investigating", "cannot_act"):
        assert answer in said


def test_who_does_not_want_to_be_named_is_not(reporter):
    made = inbound_notice("t", ISP, [LINE], replace(BY, name="", limits=""), reporter, WORDS, DATE)
    assert "Korea" not in text_of(made) and "海外の迷惑メール執行機関から" in text_of(made)
    assert all(b"Korea" not in content for _, content in made.files) and "使用の制限" not in text_of(made)


def test_xarf_without_evidence_fits_the_schema_and_names_no_source_of_evidence(reporter):
    value = json.loads(xarf_line(LINE, BY, reporter))
    parsed = xarf.parse(value)
    assert not parsed.errors and parsed.report.source_identifier == "203.0.113.5"
    assert "evidence_source" not in value and "evidence" not in value and "Korea" in value["description"]


@pytest.mark.parametrize("simulated", [True, False])
def test_arf_says_that_there_is_no_mail(reporter, simulated):
    report = email.message_from_bytes(arf_line(LINE, BY, replace(reporter, simulated=simulated)))
    assert report.get_content_type() == "multipart/report" and report.get_param("report-type") == "feedback-report"
    kinds = [part.get_content_type() for part in report.get_payload()]
    assert kinds == ["text/plain", "message/feedback-report", "text/rfc822-headers"]
    fields = report.get_payload()[1].as_string()
    assert "Source-IP: 203.0.113.5" in fields and "Original-" not in fields and "Source-Port" not in fields
    assert "no message is held" in report.get_payload()[2].get_payload()
    assert ("SIMULATED" in report["Subject"]) == simulated


def test_no_cell_of_the_list_becomes_a_formula_and_times_are_exact():
    rows = list(
        csv.reader(
            io.StringIO(csv_lines([LINE], replace(BY, name="=HYPERLINK(1)"), simulated=False).decode("utf-8-sig"))
        )
    )
    assert rows[1][1:4] == ["203.0.113.5", "2015-03-10T03:00:01Z", "2015-03-10T12:00:01+09:00"]
    assert rows[1][4].startswith("'=")
