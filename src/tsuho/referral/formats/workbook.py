"""Tables as an XLSX workbook, one sheet a table: every cell is text or a number, and none becomes a formula or a link."""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

from tsuho.words.paper import Table

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_NUMBER = re.compile(r"[-−]?\d{1,3}(?:,\d{3})+|[-−]?\d{1,15}")
_LONGEST = 32_767  # characters of a cell, as XLSX has it
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def tables_as_workbook(sheets: Sequence[tuple[str, Table]], title: str, made_at: datetime) -> bytes:
    """The workbook of (sheet name, table); dated with ``made_at``, so that the same tables give the same bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**_OPTIONS, "in_memory": True}) as book:
        book.set_properties({"title": title, "created": made_at.astimezone(UTC).replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        caption = book.add_format({"bold": True})
        for name, table in sheets:
            sheet = book.add_worksheet(_sheet_name(name))
            sheet.write_string(0, 0, table.caption[:_LONGEST], caption)
            for column, text in enumerate(table.head):
                sheet.write_string(1, column, text[:_LONGEST], bold)
                sheet.set_column(column, column, _width(table, column))
            for number, row in enumerate(table.rows, 2):
                for column, text in enumerate(row):
                    if column in table.numbers and _NUMBER.fullmatch(text):
                        sheet.write_number(number, column, int(text.replace(",", "").replace("−", "-")), plain)
                    else:
                        sheet.write_string(number, column, text[:_LONGEST], plain)
            sheet.freeze_panes(2, 0)
            sheet.repeat_rows(1)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", name)[:31]


def _width(table: Table, column: int) -> float:
    """Wide enough for its longest cell, in widths of a digit; a Japanese character takes two."""
    cells = (table.head[column], *(row[column] for row in table.rows))
    return min(60.0, max(sum(2 if ord(letter) > 0x2E80 else 1 for letter in cell) for cell in cells) + 2.0)
