"""Section 8, チェーンメール転送受付状況: chain mail by class and by medium."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.shown import is_empty
from tsuho.words.paper import Block, Heading

TITLE = "activity_chain_mail"


def blocks(making: Making) -> list[Block]:
    """The year in words, the months by class, the months by medium."""
    answer = making.answers[asked.CHAIN_MAIL]
    if is_empty(answer):
        return making.nothing(answer)
    total = making.total(asked.CHAIN_MAIL)
    said = making.say("activity_chain_mail_text", year=making.year, total=total, **making.extremes(answer))
    return [
        making.sourced(making.sentences([said, making.say("activity_chain_mail_trend")]), asked.CHAIN_MAIL),
        *making.by_month(asked.CHAIN_MAIL),
        Heading(making.say("activity_chain_mail_medium"), 2),
        *making.by_month(asked.CHAIN_MAIL_BY_MEDIUM),
    ]
