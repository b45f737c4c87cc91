"""A paper as PDF/A-2a, tagged (PDF/UA-1): what a ministry can file, a screen reader can read, and a machine can search.

typst sets it; the same paper gives the same bytes. Fonts come with the package, so that no machine sets it differently.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import typst

from tsuho.words.paper import Block, Heading, Items, Paper, Paragraph, Table

_STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
_WIDEST = 5  # a column is at most so many times as wide as another


def paper_as_pdf(paper: Paper) -> bytes:
    """The PDF of a paper, dated with the paper's own day."""
    value = {
        "title": paper.title,
        "language": paper.language,
        "number": paper.number,
        "year": paper.day.year,
        "month": paper.day.month,
        "day": paper.day.day,
        "shown_day": _shown_day(paper),
        "addressee": paper.addressee,
        "sender": paper.sender,
        "draft": paper.draft,
        "simulated": paper.simulated,
        "blocks": [_block(block) for block in paper.blocks],
    }
    return typeset(files("tsuho.referral.formats").joinpath("paper.typ").read_bytes(), {"paper": value})


def typeset(template: bytes, inputs: Mapping[str, object]) -> bytes:
    """A PDF from a typst template; each input reaches it as JSON in ``sys.inputs``."""
    written = {name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()}
    compiler = typst.Compiler(template, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=written)
    made = compiler.compile(format="pdf", pdf_standards=[*_STANDARDS])
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF; see its version in the lock")
    return made


@cache
def _fonts() -> typst.Fonts:
    """The Japanese fonts that every paper is set in, and typst's own for formulas; none of the machine's."""
    packages = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(files(package)) for package in packages])


def _shown_day(paper: Paper) -> str:
    day = paper.day
    return f"{day.year}年{day.month}月{day.day}日" if paper.language == "ja" else f"{day:%d %B %Y}"


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Items(items, numbered):
            return {"kind": "items", "items": list(items), "numbered": numbered}
        case Table(caption, head, rows, numbers):
            if any(len(row) != len(head) for row in rows):
                raise ValueError(f"the table {caption!r} has a row that is not as long as its head")
            return {
                "kind": "table",
                "caption": caption,
                "head": list(head),
                "rows": [list(row) for row in rows],
                "numbers": list(numbers),
                "widths": _widths(head, rows),
            }


def _widths(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[int]:
    """How wide each column is beside the others, by its longest cell."""
    longest = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    least = max(1, min(longest))
    return [min(_WIDEST, max(1, round(length / least))) for length in longest]
