"""`tsuho publish` on a sample centre: the reports and open data that its ledger gives, through the command line."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date

import pytest
from pypdf import PdfReader

from tsuho.casework.errors import CannotDo
from tsuho.terminal.publish import publish_activity_report, publish_ministry_report, publish_open_data
from tsuho.wiring.open import open_centre
from tsuho.wiring.publications import Wanted
from tsuho.wiring.settings import read_settings
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

TSUHO = [sys.executable, "-m", "tsuho"]


def run(centre, *command, expect=0):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run(
        [*TSUHO, "--lang", "ja", "--centre", str(centre), *command],
        capture_output=True, check=False, timeout=180, env=environment | {"COLUMNS": "240"},
    )  # fmt: skip
    assert done.returncode == expect, done.stdout.decode()[-2000:] + done.stderr.decode()[-2000:]
    return done.stdout.decode() if expect == 0 else done.stderr.decode()


def row(key, series, day, count, **more):
    return LedgerRow(key, series, day, Source.SEEDED, count, **more)


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """A sample centre whose ledger has a few rows with numbers that nothing else could say."""
    folder = tmp_path_factory.mktemp("publish") / "centre"
    run(folder, "init", str(folder), "--simulated")
    march, may = date(2015, 3, 10), date(2014, 5, 1)
    rows = [
        row("a", "report", may, 1_234_567, outcome="violation", door="forward"),
        row("b", "report", march, 7_654_321, outcome="incomplete", door="plugin", reason="I1"),
        row("c", "consultation", march, 361, kind="law"),
        row("d", "provider_notice", march, 1_692, party="isp-a"),
    ]
    open_centre(read_settings(folder)).ledger.book(rows)
    return folder


def text_of(pdf):
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def test_the_activity_report_says_what_the_ledger_says_in_both_languages(centre, tmp_path):
    for language, said in (("ja", "出典掲載値"), ("en", "seeded")):
        out = tmp_path / f"{language}.pdf"
        run(
            centre,
            "publish",
            "activity-report",
            "--year",
            "2014",
            "--lang",
            language,
            "--dated",
            "2015-04-30",
            "--out",
            str(out),
        )
        text = text_of(out.read_bytes())
        assert "8,888,888" in text and "1,234,567" in text and "1,692" in text and said in text


def test_the_ministrys_report_has_the_month_beside_the_year(centre, tmp_path):
    out = tmp_path / "month.pdf"
    run(centre, "publish", "ministry-report", "--month", "2015-03", "--out", str(out))
    text = text_of(out.read_bytes())
    assert "7,654,321" in text and "8,888,888" in text and "平成27年3月" in text and "案" in text


def test_open_data_is_a_folder_of_files(centre, tmp_path):
    run(centre, "publish", "open-data", "--year", "2014", "--out", str(tmp_path))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv/reports_by_outcome.csv").read_text("utf-8-sig"))))
    assert [row["value"] for row in rows if row["month"] == "year" and not row["outcome"]] == ["8888888"]
    names = {series["name"] for series in json.loads((tmp_path / "series.json").read_text())["series"]}
    assert {path.stem for path in (tmp_path / "csv").iterdir()} == names and "provider_notices_by_provider" not in names
    assert (tmp_path / "tables-ja.xlsx").read_bytes()[:2] == b"PK"


def test_what_was_asked_for_wrongly_is_said(centre, tmp_path):
    opened, out = open_centre(read_settings(centre)), tmp_path / "x.pdf"
    with pytest.raises(CannotDo, match="no source 'guessed'"):
        publish_activity_report(opened, 2014, Wanted("ja", "seeded,guessed"), out)
    with pytest.raises(CannotDo, match="not a fiscal year"):
        publish_activity_report(opened, 99999, Wanted("ja"), out)
    with pytest.raises(CannotDo, match="not a day"):
        publish_open_data(opened, 2014, Wanted("ja", dated="soon"), tmp_path)
    with pytest.raises(CannotDo, match="2015-03"):
        publish_ministry_report(opened, "March", Wanted("ja"), out)
    out.write_text("")
    with pytest.raises(CannotDo, match=r"cannot be written .* --out"):
        publish_open_data(opened, 2014, Wanted("ja"), out / "below")


def test_a_month_must_be_closed_before_its_report_is_due(centre):
    said = run(centre, "refer", "ministry_report", "--month", "2015-03", "--dry-run")
    assert "2015-03" in said and "close-month" in said
