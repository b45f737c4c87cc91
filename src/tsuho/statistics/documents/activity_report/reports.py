"""Section 4, 情報提供受付: reports by what they ended in, and why some could not be judged."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.documents.saying import line_of
from tsuho.statistics.shown import is_empty
from tsuho.words.paper import Block, Heading
from tsuho.words.vocabulary import Outcome

TITLE = "activity_reports"


def blocks(making: Making) -> list[Block]:
    """The year in words, the months by outcome, and the reasons of the incomplete ones."""
    answer = making.answers[asked.REPORTS]
    if is_empty(answer):
        return making.nothing(answer)
    violation = line_of(answer, Outcome.VIOLATION)
    opening = making.say(
        "activity_reports_text",
        year=making.year,
        total=making.total(asked.REPORTS),
        violation=making.counted(violation.total if violation else 0, answer),
        **making.extremes(answer),
    )
    return [
        making.sourced(opening, asked.REPORTS),
        *making.by_month(asked.REPORTS),
        Heading(making.say("activity_reports_incomplete"), 2),
        *making.by_total(asked.REPORTS_BY_REASON, making.say("activity_reports_note")),
    ]
