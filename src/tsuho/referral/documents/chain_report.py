"""D6, the fortnightly report on chain mail (チェーンメールの転送状況): how many were handed on to us, of which kind, and what to do.

It is drafted for the public, so it holds counts and the titles of our own list, and not a word of any letter: nobody can hand a
letter on by quoting it. Counts so small that they may point at a person come in as None, and are shown as hidden.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tsuho.referral.reported_hit import Reporter
from tsuho.words.cells import harmless_cell
from tsuho.words.paper import Block, Heading, Items, Paper, Paragraph, Table

COLUMNS = ("table", "name", "count", "note")
_HIDDEN = "－"
_ADVICE = ("advice_delete", "advice_nothing_happens", "advice_tell_nobody", "advice_forward_here")

Cells = Sequence[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class ChainCounts:
    """What one half month counted; None is a count that may not be shown.

    ``before`` is the half month before, ``of_year`` the fiscal year up to this half. ``classes`` and ``media`` are in the order
    shown, ``prefectures`` the most first; ``titles`` are (id of chain_mail.yaml, its name, count), the most first. Of prefectures
    that are hidden ``other_prefectures`` is the sum.
    """

    first: date
    last: date
    total: int | None
    before: int | None
    of_year: int | None
    classes: Cells
    media: Cells
    prefectures: Cells
    other_prefectures: int
    titles: Sequence[tuple[str, str, int]]


def chain_report(
    number: str, counts: ChainCounts, reporter: Reporter, words: Mapping[str, str], *, day: date, draft: bool
) -> Paper:
    """The report as a paper in Japanese; ``words`` is the jurisdiction's wording."""
    return Paper(
        title=words["title"].format(period=_period(counts, words)),
        language="ja",
        number=number,
        day=day,
        addressee=words["addressee"],
        sender=reporter.name,
        blocks=(
            Paragraph(words["opening"].format(period=_period(counts, words), total=_number(counts.total))),
            Heading(words["advice_heading"]),
            Items(tuple(words[name] for name in _ADVICE)),
            Heading(words["counts_heading"]),
            *_tables(counts, words),
            Paragraph(words["notes"].format(source=words["simulated" if reporter.simulated else "counted"])),
        ),
        draft=words["draft_mark"] if draft else "",
        simulated=reporter.simulated,
    )


def chain_list(counts: ChainCounts, words: Mapping[str, str], *, simulated: bool) -> bytes:
    """The same counts as CSV, in UTF-8 with a byte order mark for spreadsheets; a hidden count is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rows: list[tuple[str, str, int | None]] = [
        ("total", f"{counts.first}/{counts.last}", counts.total),
        ("total", words["before"], counts.before),
        ("total", words["of_year"], counts.of_year),
        *(("class", words[f"class_{name}"], count) for name, count in counts.classes),
        *(("medium", words[f"medium_{name}"], count) for name, count in counts.media),
        *(("prefecture", name or words["no_prefecture"], count) for name, count in _by_prefecture(counts, words)),
        *(("title", identifier, count) for identifier, _, count in counts.titles),
    ]
    for table, name, count in rows:
        cells = (table, name, "" if count is None else str(count), "SIMULATED 模擬" if simulated else "")
        writer.writerow([harmless_cell(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _tables(counts: ChainCounts, words: Mapping[str, str]) -> list[Block]:
    totals = ((words["this"], counts.total), (words["before"], counts.before), (words["of_year"], counts.of_year))
    found = [
        _table("totals", words["what"], totals, words),
        _table("classes", words["class"], [(words[f"class_{name}"], count) for name, count in counts.classes], words),
        _table("media", words["medium"], [(words[f"medium_{name}"], count) for name, count in counts.media], words),
    ]
    prefectures = [(name or words["no_prefecture"], count) for name, count in _by_prefecture(counts, words)]
    if prefectures:
        found.append(_table("prefectures", words["prefecture"], prefectures, words))
    titles = tuple(
        (str(place), name, identifier, f"{count:,}") for place, (identifier, name, count) in enumerate(counts.titles, 1)
    )
    if titles:
        head = (words["place"], words["name"], words["identifier"], words["count"])
        found.append(Table(words["titles_caption"], head, titles, (0, 3)))
    else:
        found.append(Paragraph(words["no_titles"]))
    return found


def _by_prefecture(counts: ChainCounts, words: Mapping[str, str]) -> list[tuple[str, int | None]]:
    """Those shown, then all hidden ones as one: a name with a hidden count would still say that there was one."""
    seen: list[tuple[str, int | None]] = [(name, count) for name, count in counts.prefectures if count is not None]
    return [*seen, (words["other_prefectures"], counts.other_prefectures)] if counts.other_prefectures else seen


def _table(name: str, head: str, cells: Cells, words: Mapping[str, str]) -> Block:
    rows = tuple((what, _number(count)) for what, count in cells)
    return Table(words[f"{name}_caption"], (head, words["count"]), rows, (1,))


def _number(count: int | None) -> str:
    return _HIDDEN if count is None else f"{count:,}"


def _period(counts: ChainCounts, words: Mapping[str, str]) -> str:
    first, last = counts.first, counts.last
    return words["period"].format(year=first.year, month=first.month, first=first.day, last=last.day)
