"""The inspection export (立入検査・監督の資料): a period's books as one sealed package, for the ministry that supervises the centre.

特定電子メール法 第28条第2項. Tables for people, lines for those who compute the chain again, a cover that says what is in it and what
was checked, and a manifest of hashes. No mail is in it, and of a person nothing but who of the staff did what.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tsuho.referral.formats.bagit import bag
from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text
from tsuho.referral.reported_hit import Reporter
from tsuho.words.cells import harmless_csv
from tsuho.words.paper import Heading, Items, Paper, Paragraph, Table

COVER = "cover.pdf"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the package: where it stands, what it holds (a name in the wording), how many rows, and its bytes."""

    path: str
    holds: str
    rows: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was checked while the package was made: a name in the wording, how much was looked at, what is wrong."""

    what: str
    looked_at: int
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is inspected: the days, both of them included, and the day on which the package is made."""

    first_day: date
    last_day: date
    day: date

    @property
    def name(self) -> str:
        """The name of the package, and its number: there is one for a period, however often it is made."""
        return f"inspection-{self.first_day.isoformat()}-{self.last_day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Export:
    """The package, and what of it the leak check looks at: every file, and the cover's text, which a PDF hides in its streams."""

    name: str
    package: bytes
    beneath: tuple[tuple[str, bytes], ...]


def table_part(
    path: str, holds: str, head: Sequence[str], rows: Sequence[Sequence[str | int]], *, simulated: bool
) -> Part:
    """A table as CSV; in a simulated centre every row says so."""
    noted = [(*row, "SIMULATED 模擬") for row in rows] if simulated else rows
    return Part(path, holds, len(rows), harmless_csv((*head, "note") if simulated else head, noted))


def lines_part(path: str, holds: str, lines: Sequence[str]) -> Part:
    """Lines that are hashed as they stand, each without the line end."""
    return Part(path, holds, len(lines), "".join(f"{line}\n" for line in lines).encode())


def values_part(path: str, holds: str, values: Sequence[object]) -> Part:
    """Values as JSON, one form for the same values."""
    text = json.dumps(list(values), ensure_ascii=False, indent=1, sort_keys=True)
    return Part(path, holds, len(values), f"{text}\n".encode())


def inspection_export(
    inspected: Inspected, parts: Sequence[Part], checks: Sequence[Checked], reporter: Reporter, words: Mapping[str, str]
) -> Export:
    """The package; the same values give the same bytes."""
    cover = _cover(inspected, parts, checks, reporter, words)
    payload = {COVER: paper_as_pdf(cover), **{part.path: part.content for part in parts}}
    facts = [
        ("Source-Organization", reporter.name_en),
        ("External-Identifier", inspected.name),
        ("External-Description", f"{inspected.first_day.isoformat()} to {inspected.last_day.isoformat()}"),
        ("Bagging-Date", inspected.day.isoformat()),
        ("Contact-Email", reporter.contact),
        ("Bag-Software-Agent", f"tsuho {reporter.version}"),
        *([("Internal-Sender-Description", "SIMULATED DATA")] if reporter.simulated else []),
    ]
    text = paper_as_text(cover).encode("utf-8", "replace")
    return Export(inspected.name, bag(inspected.name, payload, facts), (("the cover", text), *payload.items()))


def _cover(
    inspected: Inspected, parts: Sequence[Part], checks: Sequence[Checked], reporter: Reporter, words: Mapping[str, str]
) -> Paper:
    first, last = inspected.first_day.isoformat(), inspected.last_day.isoformat()
    files = tuple((part.path, words[part.holds], f"{part.rows:,}") for part in parts)
    results = tuple(
        (words[each.what], f"{each.looked_at:,}", words["wrong"] if each.wrong else words["holds"]) for each in checks
    )
    wrong = tuple(why for each in checks for why in each.wrong)
    return Paper(
        title=words["title"],
        language="ja",
        number=inspected.name,
        day=inspected.day,
        addressee=words["addressee"],
        sender=reporter.name,
        blocks=(
            Paragraph(words["opening"].format(first=first, last=last)),
            Table(words["files"], (words["file"], words["content"], words["rows"]), files, (2,)),
            Table(words["checks"], (words["check"], words["looked_at"], words["result"]), results, (1,)),
            *((Heading(words["faults"]), Items(wrong)) if wrong else ()),
            Heading(words["how_heading"]),
            Paragraph(words["how"]),
            Heading(words["left_out_heading"]),
            Paragraph(words["left_out"]),
        ),
        simulated=reporter.simulated,
    )
