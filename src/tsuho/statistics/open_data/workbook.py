"""All series as one workbook (XLSX): a sheet each, numbers typed as numbers, source mark and notes on the sheet itself."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

import xlsxwriter

from tsuho.statistics.answer import Answer, Line, Unit
from tsuho.statistics.fiscal_year import month_named
from tsuho.statistics.shown import (
    NO_NUMBER,
    is_empty,
    label_of,
    meaning_of,
    notes_of,
    source_mark,
    title_of,
    unit_of,
)
from tsuho.words.catalogue import say

_LONGEST_NAME: Final = 31  # of a sheet, by the format
_FIRST_COLUMN, _OTHER_COLUMNS = 22, 16
# nothing in a cell may run or lead away, whatever a provider or campaign is called
_SAFE: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(answers: Sequence[Answer], *, title: str, sender: str, language: str, day: date) -> bytes:
    """The workbook's bytes, the same for the same answers and day."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        book.set_properties({"title": title, "author": sender, "created": datetime.combine(day, time())})
        looks = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bg_color": "#e8f1fe", "border": 1, "text_wrap": True}),
            "cell": book.add_format({"border": 1}),
            "count": book.add_format({"border": 1, "num_format": "#,##0"}),
            "share": book.add_format({"border": 1, "num_format": "0.0%"}),
            "total": book.add_format({"border": 1, "bold": True}),
        }
        names = _sheet_names(answers)
        _contents(book.add_worksheet(say("open_data_contents", language)), answers, names, title, language, looks)
        for answer, name in zip(answers, names, strict=True):
            _sheet(book.add_worksheet(name), answer, language, looks)
    return out.getvalue()


def _sheet_names(answers: Sequence[Answer]) -> list[str]:
    names: list[str] = []
    for answer in answers:
        name, number = answer.series[:_LONGEST_NAME], 2
        while name in names:
            ending = f"_{number}"
            name, number = answer.series[: _LONGEST_NAME - len(ending)] + ending, number + 1
        names.append(name)
    return names


def _contents(
    sheet: Any, answers: Sequence[Answer], names: Sequence[str], title: str, language: str, looks: dict[str, Any]
) -> None:
    sheet.set_column(0, 0, _LONGEST_NAME)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 2, 12)
    sheet.set_column(3, 3, 30)
    sheet.write_string(0, 0, title, looks["title"])
    keys = ("open_data_sheet", "activity_annex_series", "table_unit", "flow_source")
    for column, key in enumerate(keys):
        sheet.write_string(2, column, say(key, language), looks["head"])
    for row, (answer, name) in enumerate(zip(answers, names, strict=True), 3):
        cells = (name, title_of(answer, language), unit_of(answer, language), source_mark(answer, language))
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, looks["cell"])


def _sheet(sheet: Any, answer: Answer, language: str, looks: dict[str, Any]) -> None:
    """Title, meaning and marks; then a row a month and a column a line; then the notes."""
    lines = (*answer.lines, answer.whole)
    sheet.set_column(0, 0, _FIRST_COLUMN)
    sheet.set_column(1, len(lines), _OTHER_COLUMNS)
    sheet.write_string(0, 0, title_of(answer, language), looks["title"])
    sheet.write_string(1, 0, meaning_of(answer, language))
    marks = {"unit": unit_of(answer, language), "source": source_mark(answer, language)}
    sheet.write_string(2, 0, say("chart_title", language, marks))
    sheet.write_string(4, 0, say("table_month", language), looks["head"])
    for column, line in enumerate(lines, 1):
        sheet.write_string(4, column, label_of(answer, line, language), looks["head"])
    sheet.freeze_panes(5, 1)
    for row, month in enumerate(answer.months, 5):
        sheet.write_string(row, 0, month_named(month, language), looks["cell"])
        for column, line in enumerate(lines, 1):
            _number(sheet, row, column, line.by_month[row - 5], answer, looks)
    last = 5 + len(answer.months)
    sheet.write_string(last, 0, say("table_year_total", language), looks["total"])
    _totals(sheet, last, lines, answer, looks)
    below = list(notes_of(answer, language))
    if is_empty(answer):
        below.append(say("activity_nothing", language, {"title": title_of(answer, language)}))
    for row, note in enumerate(below, last + 2):
        sheet.write_string(row, 0, note)


def _totals(sheet: Any, row: int, lines: Sequence[Line], answer: Answer, looks: dict[str, Any]) -> None:
    for column, line in enumerate(lines, 1):
        _number(sheet, row, column, line.total, answer, looks)


def _number(sheet: Any, row: int, column: int, value: int | None, answer: Answer, looks: dict[str, Any]) -> None:
    if value is None:
        sheet.write_string(row, column, NO_NUMBER, looks["cell"])
    elif answer.unit is Unit.SHARE:
        sheet.write_number(row, column, value / 1_000, looks["share"])  # kept in thousandths
    else:
        sheet.write_number(row, column, value, looks["count"])
