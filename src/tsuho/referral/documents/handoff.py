"""Hand-offs (引継ぎ): lists to the phishing council, the consumer centre, the police and the window of 特定商取引法.

Each body has its own columns, in one table: what it can act on, and nothing it must not see. No judgement of illegality is
stated, since the centre judges one Act only.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tsuho.referral.reported_hit import Reporter
from tsuho.words.cells import harmless_cell
from tsuho.words.paper import Paper, Paragraph, Table
from tsuho.words.referrals import HandoffTo


@dataclass(frozen=True, slots=True)
class HandedOff:
    """One campaign, or one mail of none, as handed off: masked and defanged already."""

    day: str
    category: str
    subject: str
    shown: str
    links: str
    contacts: str
    amount: str
    origin: str
    campaign: str
    count: str


COLUMNS: Mapping[HandoffTo, tuple[str, ...]] = {
    HandoffTo.PHISHING_COUNCIL: ("day", "subject", "shown", "links", "origin", "count"),
    HandoffTo.CONSUMER_CENTRE: ("day", "category", "subject", "shown", "contacts", "amount", "links", "count"),
    HandoffTo.POLICE: ("day", "category", "subject", "shown", "links", "contacts", "amount", "origin", "campaign", "count"),
    HandoffTo.SPECIFIED_COMMERCIAL: ("day", "category", "subject", "shown", "links", "contacts", "campaign", "count"),
}  # fmt: skip


def handoff_list(to: HandoffTo, lines: Sequence[HandedOff], words: Mapping[str, str], *, simulated: bool) -> bytes:
    """The same lines as CSV, to be worked with: UTF-8 with its mark, cells that no spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(words[column] for column in COLUMNS[to]), "SIMULATED 模擬" if simulated else ""])
    for line in lines:
        writer.writerow([harmless_cell(str(getattr(line, column))) for column in COLUMNS[to]])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def handoff(
    number: str, to: HandoffTo, addressee: str, lines: Sequence[HandedOff], reporter: Reporter, words: Mapping[str, str],
    *, language: str, day: date, first_day: date, last_day: date,
) -> Paper:  # fmt: skip
    """The list as a paper with the columns of that body."""
    columns = COLUMNS[to]
    rows = tuple(tuple(str(getattr(line, column)) for column in columns) for line in lines)
    return Paper(
        title=words[f"title_{to}"],
        language=language,
        number=number,
        day=day,
        addressee=f"{addressee} 御中" if language == "ja" else f"To {addressee}",
        sender=reporter.name if language == "ja" else reporter.name_en,
        blocks=(
            Paragraph(words["opening"].format(first=first_day.isoformat(), last=last_day.isoformat())),
            Table(words["caption"], tuple(words[column] for column in columns), rows, numbers=(len(columns) - 1,)),
            Paragraph(words["ending"]),
        ),
        simulated=reporter.simulated,
    )
