"""Open data: the answers' own numbers as CSV, workbook and JSON, and no cell that runs."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.statistics.answer import Line, Unit
from tsuho.statistics.documents import asked
from tsuho.statistics.open_data.files import open_data
from tsuho.statistics.open_data.series_csv import series_csv
from tsuho.statistics.open_data.series_json import series_json
from tsuho.statistics.open_data.workbook import workbook

from .sample_year import made, sample_year, whole

DAY = date(2015, 4, 30)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows(answer):
    return list(csv.DictReader(io.StringIO(series_csv(answer).decode("utf-8-sig"))))


def sheets(content):
    """Sheet name → {cell: text or number}, read from the file's own XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        shared = [
            "".join(each.itertext()) for each in ET.fromstring(package.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
        ]
        names = [each.get("name") for each in ET.fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        found = {}
        for number, name in enumerate(names, 1):
            root = ET.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(root.iter(f"{MAIN}f")), "a formula"
            found[name] = {
                cell.get("r"): shared[int(cell.find(f"{MAIN}v").text)]
                if cell.get("t") == "s"
                else float(cell.find(f"{MAIN}v").text)
                for cell in root.iter(f"{MAIN}c")
                if cell.find(f"{MAIN}v") is not None
            }
    return found


def book(*answers, language="ja"):
    return workbook(answers, title="見本", sender="見本センター", language=language, day=DAY)


def test_csv_has_every_number_of_the_answer_once_and_plain():
    answer = sample_year()[asked.CONSULTATIONS]
    got = rows(answer)
    assert len(got) == 4 * 13
    law = [int(row["value"]) for row in got if row["kind"] == "law"]
    assert law == [*answer.lines[0].by_month, answer.lines[0].total]
    assert got[-1]["month"] == "year" and int(got[-1]["value"]) == answer.whole.total
    assert {row["source"] for row in got} == {"counted"} and got[0]["label_en"] and got[0]["label_ja"]
    assert series_csv(answer).startswith(b"\xef\xbb\xbf")


def test_a_cell_that_is_not_shown_is_empty_and_says_so():
    answer = replace(made("x", {"a": [1] * 12}), lines=(Line(("a",), (None,) * 12, 0),))
    hidden = [row for row in rows(answer) if row["kind"] == "a"]
    assert [(row["value"], row["status"]) for row in hidden] == [("", "not_shown")] * 12 + [("0", "shown")]


@given(st.text(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_no_value_of_a_line_can_become_a_formula(value):
    clean = value.encode("utf-8", "replace").decode()
    got = rows(made("x", {clean: [1] * 12}))
    assert all(row["kind"][:1] not in set("=+-@\t\r＝＋－＠") for row in got)


def test_the_workbook_has_a_sheet_each_with_typed_numbers_marks_and_notes():
    answer = sample_year()[asked.PROVIDERS]
    found = sheets(book(answer, sample_year()[asked.REPORTS]))
    assert list(found) == ["目次", "providers_noticed", "reports_by_outcome"]
    sheet = found["providers_noticed"]
    assert sheet["B6"] == float(answer.whole.by_month[0]) and sheet["B18"] == float(answer.whole.total)
    assert sheet["A6"] == "平成26年4月" and "実績" in sheet["A3"] and "社" in sheet["A3"]
    assert any("重複" in str(cell) for cell in sheet.values()), "its notes"


def test_hostile_words_stay_words_and_shares_become_shares():
    hostile = made(
        asked.MONITORS_BY_CARRIER, {'=HYPERLINK("http://a.example")': [1] * 12, "http://a.example": [2] * 12}
    )
    sheet = sheets(book(hostile))[asked.MONITORS_BY_CARRIER]
    assert sheet["B5"].startswith("=HYPERLINK") and sheet["C5"] == "http://a.example"
    share = whole(asked.RELAPSES, [727] * 12, 727, Unit.SHARE)
    assert sheets(book(share))[asked.RELAPSES]["B6"] == pytest.approx(0.727)


def test_sheet_names_are_short_and_never_the_same():
    answer = sample_year()[asked.CONSULTATIONS_PER_DAY]
    names = list(sheets(book(answer, answer, answer)))
    assert names[1:] == [
        "consultations_per_business_day", "consultations_per_business_da_2", "consultations_per_business_da_3",
    ]  # fmt: skip


def test_the_same_answers_and_day_give_the_same_workbook():
    answer = sample_year()[asked.REPORTS]
    assert book(answer) == book(answer)


def test_json_holds_each_series_with_its_definition_in_both_languages():
    answer = sample_year()[asked.REPORTS]
    (got,) = json.loads(series_json([answer]))["series"]
    assert got["whole"]["by_month"] == list(answer.whole.by_month) and got["whole"]["total"] == answer.whole.total
    assert [line["group"] for line in got["lines"]] == [list(line.group) for line in answer.lines]
    assert set(got["title"]) == set(got["meaning"]) == {"ja", "en"}
    assert got["sources"] == {"counted": 12} and got["family"] == "counted"


def test_a_years_files_are_one_csv_a_series_two_workbooks_and_one_json():
    answers = sample_year()
    files = open_data(answers.__getitem__, list(answers), senders={"ja": "見本", "en": "Sample"}, day=DAY)
    assert {f"csv/{name}.csv" for name in answers} < set(files)
    assert set(files) - {f"csv/{name}.csv" for name in answers} == {"tables-ja.xlsx", "tables-en.xlsx", "series.json"}
    assert "平成26年度" in sheets(files["tables-ja.xlsx"])["目次"]["A1"]
    assert "FY2014" in sheets(files["tables-en.xlsx"])["Contents"]["A1"]
