"""A paper or a publication as PDF/A-2a, tagged (PDF/UA-1): what a ministry can file, a screen reader can read, and a machine can search.

typst sets it; the same paper gives the same bytes. Fonts come with the package, so that no machine sets it differently.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import typst

from tsuho.words.paper import Block, Heading, Items, Paper, Paragraph, Picture, Publication, Table

_STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
_LEAST, _PADDING, _PAGE = (
    6,
    2,
    104,
)  # halves of a Japanese character in a cell; _PAGE: so many stand in one line of a table


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
    return _typeset("paper.typ", {"paper": value})


def publication_as_pdf(publication: Publication) -> bytes:
    """The PDF of a publication: title page, contents, sections, dated with its own day."""
    value = {
        "title": publication.title,
        "period": publication.period,
        "language": publication.language,
        "year": publication.day.year,
        "month": publication.day.month,
        "day": publication.day.day,
        "shown_day": publication.shown_day,
        "sender": publication.sender,
        "contents": publication.contents,
        "about": list(publication.about),
        "mark": publication.mark,
        "simulated": publication.simulated,
        "blocks": [_block(block) for block in publication.blocks],
    }
    return _typeset("publication.typ", {"publication": value})


def _typeset(name: str, inputs: Mapping[str, object]) -> bytes:
    """A PDF from a typst template, how blocks are set put before it; each input reaches it as JSON in ``sys.inputs``."""
    folder = files("tsuho.referral.formats")
    template = b"\n".join(folder.joinpath(file).read_bytes() for file in ("blocks.typ", name))
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
        case Picture(caption, svg, alt, notes):
            return {"kind": "picture", "caption": caption, "svg": svg, "alt": alt, "notes": list(notes)}
        case Table(caption, head, rows, numbers, notes, totals):
            if any(len(row) != len(head) for row in rows):
                raise ValueError(f"the table {caption!r} has a row that is not as long as its head")
            return {
                "kind": "table",
                "caption": caption,
                "head": list(head),
                "rows": [list(row) for row in rows],
                "numbers": list(numbers),
                "notes": list(notes),
                "totals": totals,
                "widths": _widths(head, rows, numbers),
            }


def _widths(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], numbers: tuple[int, ...]) -> list[int]:
    """How wide each column is, by its longest line; columns of numbers are all as wide as the widest.

    What is too much for the page is taken from the widest column, whose text then breaks, and never from a narrow one.
    """
    longest = [max(map(_set_width, column)) + _PADDING for column in zip(head, *rows, strict=True)]
    widest_number = max((longest[at] for at in numbers), default=0)
    widths = [widest_number if at in numbers else width for at, width in enumerate(longest)]
    widths = [max(_LEAST, min(_PAGE, width)) for width in widths]
    while (over := sum(widths) - _PAGE) > 0 and (widest := max(widths)) > _LEAST:
        following = max((width for width in widths if width < widest), default=_LEAST)
        among = [at for at, width in enumerate(widths) if width == widest]
        off = max(1, min(widest - following, over // len(among)))
        for at in among:
            widths[at] -= off
    return widths


def _set_width(cell: str) -> int:
    """How wide the widest line of a cell is set, in halves of a Japanese character."""
    return max(
        sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
        for line in cell.split("\n")
    )
