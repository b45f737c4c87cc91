"""Section 7, 海外執行機関への情報提供: what was given to foreign agencies, by country and region."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.shown import is_empty, label_of
from tsuho.words.paper import Block

TITLE = "activity_agencies"


def blocks(making: Making) -> list[Block]:
    """Only countries that were given something in the period are named and counted."""
    answer = making.answers[asked.AGENCIES]
    if is_empty(answer):
        return making.nothing(answer)
    given = [label_of(answer, line, making.language) for line in answer.lines if line.total]
    opening = making.say(
        "activity_agencies_text",
        year=making.year,
        countries=making.say("list_and").join(given),
        number=str(len(given)),
        total=making.total(asked.AGENCIES),
        month=making.last_month,
        month_count=making.last(asked.AGENCIES),
    )
    return [making.sourced(opening, asked.AGENCIES), *making.by_month(asked.AGENCIES)]
