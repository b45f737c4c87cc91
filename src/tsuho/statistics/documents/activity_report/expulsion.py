"""Section 6, 迷惑メール追放支援プロジェクト: notices to providers by message (件) and by provider (社), and what was answered."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.shown import is_empty
from tsuho.words.paper import Block, Heading, Paragraph

TITLE = "activity_expulsion"


def blocks(making: Making) -> list[Block]:
    """What the project does, the last month and the year, both counts by month, and the answers of providers."""
    opening = Paragraph(making.say("activity_expulsion_text"))
    answer = making.answers[asked.NOTICES]
    if is_empty(answer):
        return [opening, *making.nothing(answer)]
    figures = making.say(
        "activity_expulsion_figures",
        month=making.last_month,
        month_count=making.last(asked.NOTICES),
        month_parties=making.last(asked.PROVIDERS),
        total=making.total(asked.NOTICES),
        parties=making.total(asked.PROVIDERS),
    )
    return [
        opening,
        making.sourced(figures, asked.NOTICES, asked.PROVIDERS),
        *making.count_and_parties(asked.NOTICES, asked.PROVIDERS),
        Heading(making.say("activity_expulsion_answers"), 2),
        *making.by_total(asked.PROVIDER_ANSWERS),
    ]
