"""D10, the withdrawal (撤回): to each who got it, that what we said was wrong, which lines of it, and why.

A rule was mended, a prefix belonged to somebody else, a monitor proved contaminated, a network table was corrected. It repeats
the references of the first document and nothing else of it, so that a wrong accusation is not said twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tsuho.referral.reported_hit import Reporter
from tsuho.words.paper import Paper, Paragraph, Table

REASONS = ("rule_fixed", "prefix_reassigned", "monitor_contaminated", "table_corrected")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One line that is taken back: its reference in the first document, and one of REASONS."""

    reference: str
    reason: str


def withdrawal(
    number: str, addressee: str, ticket: str, said_on: date, lines: Sequence[Withdrawn], reporter: Reporter,
    words: Mapping[str, str], *, language: str, day: date,
) -> Paper:  # fmt: skip
    """The withdrawal as a paper, in the language of the first document."""
    rows = tuple((line.reference, words[f"why_{line.reason}"]) for line in lines)
    return Paper(
        title=words["title"],
        language=language,
        number=number,
        day=day,
        addressee=f"{addressee} 御中" if language == "ja" else f"To {addressee}",
        sender=reporter.name if language == "ja" else reporter.name_en,
        blocks=(
            Paragraph(words["opening"].format(ticket=ticket, day=said_on.isoformat())),
            Table(words["caption"], (words["reference"], words["why"]), rows),
            Paragraph(words["ending"]),
        ),
        simulated=reporter.simulated,
    )
