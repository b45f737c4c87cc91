"""Lists that open in a spreadsheet: what a mail or a partner wrote stays text there and never runs."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = frozenset("=+-@\t\r＝＋－＠")  # a Japanese spreadsheet takes the full-width ones as well


def harmless_cell(text: str) -> str:
    """A cell that a spreadsheet shows and never runs."""
    return f"'{text}" if text[:1] in _FORMULA else text


def harmless_csv(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """CSV in UTF-8 with the byte order mark that spreadsheets look for; a number stays a number."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) else harmless_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
