"""The monthly dossier of campaigns for the ministry (送信者群の月次調書): whom to look at, how strong the evidence is, and how much.

It is no figure for publication: the monthly report (D2) is a document of its own, and its counts come from the ledger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tsuho.referral.reported_hit import Reporter
from tsuho.words.cells import harmless_csv
from tsuho.words.paper import Heading, Paper, Paragraph, Table

COLUMNS = (
    "campaign", "grade", "sender", "messages", "reports", "reporters", "monitor_hits", "first_day", "last_day", "rules",
    "confirmed", "warned_on", "keys", "note",
)  # fmt: skip
_IN_PAPER = ("campaign", "grade", "sender", "messages", "reporters", "monitor_hits", "rules", "confirmed")


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One campaign in the period: distinct messages and reporters, hits at monitors, and the grade of the evidence (E0 to E4).

    ``sender`` is the verified identity, empty while nobody is identified; a name that mails display is never put here.
    ``rules`` are (rule, members in breach), ``confirmed`` those that an official confirmed, ``keys`` what joins it, defanged.
    """

    campaign: int
    grade: str
    sender: str
    messages: int
    reports: int
    reporters: int
    monitor_hits: int
    first_day: date
    last_day: date
    rules: tuple[tuple[str, int], ...]
    confirmed: tuple[str, ...]
    warned_on: tuple[date, ...] = ()
    keys: tuple[str, ...] = ()


def ministry_dossier(
    number: str,
    lines: Sequence[DossierLine],
    reporter: Reporter,
    words: Mapping[str, str],
    *,
    language: str,
    day: date,
    first_day: date,
    last_day: date,
    draft: bool,
) -> Paper:
    """The dossier as a paper, strongest evidence first; ``words`` is the jurisdiction's wording in ``language``."""
    rows = tuple(tuple(_cell(line, column) for column in _IN_PAPER) for line in in_order(lines))
    grades = tuple(
        (grade, words[f"grade_{grade}"], str(_count(lines, grade))) for grade in ("E4", "E3", "E2", "E1", "E0")
    )
    opening = words["opening"].format(first=first_day.isoformat(), last=last_day.isoformat(), count=len(lines))
    return Paper(
        title=words["title"],
        language=language,
        number=number,
        day=day,
        addressee=words["addressee"],
        sender=reporter.name if language == "ja" else reporter.name_en,
        blocks=(
            Paragraph(opening),
            Table(words["grades_caption"], (words["grade"], words["meaning"], words["campaigns"]), grades, (2,)),
            Heading(words["list_heading"]),
            Table(words["list_caption"], tuple(words[column] for column in _IN_PAPER), rows, (3, 4, 5)),
            Paragraph(words["ending"]),
        ),
        draft=words["draft_mark"] if draft else "",
        simulated=reporter.simulated,
    )


def dossier_list(lines: Sequence[DossierLine], *, simulated: bool) -> bytes:
    """The same as CSV with every column, in UTF-8 with a byte order mark for spreadsheets."""
    mark = "SIMULATED 模擬" if simulated else ""
    return harmless_csv(
        COLUMNS, ((*(_cell(line, column) for column in COLUMNS[:-1]), mark) for line in in_order(lines))
    )


def in_order(lines: Sequence[DossierLine]) -> list[DossierLine]:
    """The strongest evidence first, then the most monitors hit, then the most reporters; numbers decide a tie."""
    return sorted(lines, key=lambda each: (_down(each.grade), -each.monitor_hits, -each.reporters, each.campaign))


def _down(grade: str) -> int:
    return -int(grade.removeprefix("E"))


def _count(lines: Sequence[DossierLine], grade: str) -> int:
    return sum(1 for line in lines if line.grade == grade)


def _cell(line: DossierLine, column: str) -> str:
    value = getattr(line, column)
    if column == "rules":
        return " ".join(f"{rule}×{count}" for rule, count in line.rules)
    if isinstance(value, tuple):
        return " ".join(str(each) for each in value)
    return str(value) if value != "" else "–"
