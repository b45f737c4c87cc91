"""Read a table (CSV or YAML) into entries; one bad row costs one row, and is named by its place and what is wrong."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import yaml

from tsuho.casework.errors import CannotDo
from tsuho.casework.table_cells import WrongCell, clean
from tsuho.words.catalogue import Words, as_written

Row = TypeVar("Row")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,49}")
_BROKEN = frozenset({"row_more_cells", "row_no_mapping"})  # what the readers below say of a row
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no entry: its place in the table (line of a CSV, number of a YAML item), its code if it has one, and why."""

    place: int
    code: str
    why: Words


def read_rows(
    raw: bytes, form: str, columns: Mapping[str, bool], build: Callable[[Mapping[str, str]], Row]
) -> tuple[list[Row], list[BadRow]]:
    """The entries of a table (``form`` csv or yaml), and what is none. ``columns`` says of each whether every row needs it.

    ``build`` raises ValueError for a row that is no entry. Raises CannotDo where the whole is no table, or lacks a column.
    """
    if len(raw) > _MOST_BYTES:
        raise CannotDo("cannot_read_large_table", most=f"{_MOST_BYTES:,}")
    rows = {"csv": _csv_rows, "yaml": _yaml_rows}[form](raw, columns)
    entries: dict[str, Row] = {}
    bad: list[BadRow] = []
    for place, row in rows:
        code = row.get("code", "").strip()
        try:
            _checked_row(row, columns, known=code in entries)
            entries[row["code"]] = build(row)
        except ValueError as error:
            bad.append(BadRow(place, code, error.words if isinstance(error, WrongCell) else as_written(str(error))))
    return list(entries.values()), bad


def _csv_rows(raw: bytes, columns: Mapping[str, bool]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(_text(raw), newline=""), restkey="", strict=True)
    try:
        named = reader.fieldnames or ()
    except csv.Error as error:
        raise CannotDo("cannot_read_first_line", error=error) from None
    missing = [name for name, needed in columns.items() if needed and name not in named]
    if missing:
        raise CannotDo("cannot_find_column", column=missing[0])
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise CannotDo("cannot_read_line", line=reader.line_num, error=error) from None
        if row is None:
            return
        if "" in row:
            row[""] = "row_more_cells"
        yield reader.line_num, {str(name): value or "" for name, value in row.items()}


def _yaml_rows(raw: bytes, _columns: Mapping[str, bool]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        found = yaml.load(_text(raw), yaml.BaseLoader)  # noqa: S506  # the base loader makes strings and nothing else
    except (yaml.YAMLError, RecursionError) as error:
        raise CannotDo("cannot_read_yaml", error=error) from None
    if not isinstance(found, list):
        raise CannotDo("cannot_read_no_list")
    for place, item in enumerate(found, 1):
        if isinstance(item, dict):
            yield place, {str(name): _joined(value) for name, value in item.items()}
        else:
            yield place, {"": "row_no_mapping"}


def _joined(value: object) -> str:
    return "; ".join(str(each) for each in value) if isinstance(value, list) else str(value)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotDo("cannot_read_not_utf8", place=error.start) from None


def _checked_row(row: dict[str, str], columns: Mapping[str, bool], *, known: bool) -> None:
    if known:
        raise WrongCell("row_code_twice")
    if row.get("") in _BROKEN:  # a table may have a column without a name, whose text is anybody's
        raise WrongCell(row[""])
    if unknown := set(row) - set(columns):
        raise WrongCell("row_unknown_column", column=repr(min(unknown)), known=", ".join(columns))
    row |= {name: clean(text) for name, text in row.items()}
    for name, needed in columns.items():
        if needed and not row.get(name):
            raise WrongCell("cell_empty", what=name)
    if not _CODE.fullmatch(row["code"]):
        raise WrongCell("row_code")
