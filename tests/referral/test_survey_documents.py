"""A round and a comparison as CSV, workbook and paper: a contradiction is shown, nothing becomes a formula, and bytes stay the same."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from tsuho.referral.documents.survey_comparison import COMPARISON_FORMATS
from tsuho.referral.documents.survey_panel import PANEL_FORMATS
from tsuho.referral.survey_tables import Edition
from tsuho.statistics.adoption.panel import build_panel, compare
from tsuho.statistics.adoption.rounds import round_of
from tsuho.words.surveys import (
    AuthFinding,
    DirectMail,
    HitsOfDay,
    Note,
    Presence,
    Published,
    RoundEntry,
    Scope,
    Service,
    SurveyAnswer,
    SurveyRun,
    Technology,
)

AT = datetime(2015, 6, 1, 3, 0, tzinfo=UTC)
SERVICE = Service(
    "a", "見本通信", '=HYPERLINK("http://x.example")', ("a.example",), op25b=Scope.ALL, op25b_since=date(2010, 1, 1)
)
UNKNOWN = Published(Presence.UNKNOWN, why=Note("survey_why_servfail", {"name": "a.example", "kind": "TXT"}))


def panel(label, spf, simulated):
    entries = [
        SurveyRun("auth", AT, AT, (SERVICE,), ("192.0.2.53", "198.51.100.53")),
        AuthFinding("a", "a.example", Technology.SPF, spf),
        SurveyAnswer("a", date(2015, 5, 10), Scope.ALL, date(2012, 1, 1), smtp_auth=True, labelling="received_spf"),
        DirectMail("a", 1, (HitsOfDay(date(2015, 5, 2), "pc", 1_234),)),
    ]
    return build_panel(round_of(label), [RoundEntry(label, each, AT, "見本", simulated) for each in entries])


@pytest.fixture(params=["ja", "en"])
def edition(request):
    return Edition(request.param, ZoneInfo("Asia/Tokyo"), "見本センター", date(2015, 10, 1))


def words_of(suffix, raw):
    """All that is written in it, without blanks."""
    if suffix == ".pdf":
        return re.sub(r"[\s\u200b]", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages))
    if suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            assert not any(b"<f>" in book.read(name) for name in book.namelist()), "no formula"
            raw = book.read("xl/sharedStrings.xml")
    return re.sub(r"\s", "", raw.decode("utf-8-sig"))


@pytest.mark.parametrize("suffix", list(PANEL_FORMATS))
def test_a_contradiction_an_unknown_and_its_reason_are_shown(edition, suffix):
    made = PANEL_FORMATS[suffix](panel("2015H1", UNKNOWN, True), edition)
    assert made == PANEL_FORMATS[suffix](panel("2015H1", UNKNOWN, True), edition)
    text = words_of(suffix, made)
    shown = {
        "ja": ("申告後に1,234通", "調査票の回答と登録簿の申告が異なる", "SERVFAIL", "模擬データ"),
        "en": ("1,234afterthedaydeclared", "theanswerandtheregisterdonotsaythesame", "SERVFAIL", "SIMULATEDDATA"),
    }[edition.language]
    for wanted in (*shown, "192.0.2.53", "198.51.100.53", "2012-01-01"):
        assert wanted in text, wanted


def test_no_cell_of_the_csv_becomes_a_formula_and_a_real_round_is_not_marked_simulated(edition):
    raw = PANEL_FORMATS[".csv"](panel("2015H1", Published(Presence.ABSENT), False), edition)
    head, row = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(head) == len(row) == len(set(head))
    assert not any(cell.startswith(("=", "+", "@")) for cell in row)
    assert row[-1] == ""


@pytest.mark.parametrize("suffix", list(COMPARISON_FORMATS))
def test_two_rounds_beside_each_other(edition, suffix):
    before = panel("2014H1", Published(Presence.ABSENT), True)
    found = compare(before, panel("2015H1", Published(Presence.PRESENT, full=True), False))
    text = words_of(suffix, COMPARISON_FORMATS[suffix](found, edition))
    for wanted in ("2014H1", "2015H1", "SPF", {"ja": "模擬データ", "en": "SIMULATEDDATA"}[edition.language]):
        assert wanted in text, wanted
    if suffix == ".pdf":
        assert "0→1(1)" in text and "1→0(−1)" in text
