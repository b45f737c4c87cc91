"""Cells of a list that opens in a spreadsheet: what a mail or a partner wrote stays text there and never runs."""

_FORMULA = frozenset("=+-@\t\r＝＋－＠")  # a Japanese spreadsheet takes the full-width ones as well


def harmless_cell(text: str) -> str:
    """A cell that a spreadsheet shows and never runs."""
    return f"'{text}" if text[:1] in _FORMULA else text
