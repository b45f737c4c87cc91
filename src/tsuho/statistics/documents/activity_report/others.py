"""Section 10, その他の業務: the council's secretariat and meetings, questionnaires, and the association."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.shown import is_empty
from tsuho.words.paper import Block, Heading

TITLE = "activity_others"


def blocks(making: Making) -> list[Block]:
    """Meetings by kind, answers to questionnaires, and what was shared with the association's members."""
    return [
        Heading(making.say("activity_others_council"), 2),
        *_meetings(making),
        Heading(making.say("activity_others_questionnaire"), 2),
        *_questionnaires(making),
        Heading(making.say("activity_others_association"), 2),
        *_association(making),
    ]


def _meetings(making: Making) -> list[Block]:
    answer = making.answers[asked.MEETINGS]
    if is_empty(answer):
        return making.nothing(answer)
    text = making.say("activity_others_meetings_text", year=making.year, n=making.number(asked.MEETINGS))
    return [making.sourced(text, asked.MEETINGS), *making.by_total(asked.MEETINGS, chart=False)]


def _questionnaires(making: Making) -> list[Block]:
    answer = making.answers[asked.QUESTIONNAIRES]
    if is_empty(answer):
        return making.nothing(answer)
    n = making.number(asked.QUESTIONNAIRES)
    return [
        making.sourced(making.say("activity_others_questionnaire_text", year=making.year, n=n), asked.QUESTIONNAIRES)
    ]


def _association(making: Making) -> list[Block]:
    answer = making.answers[asked.ASSOCIATION]
    if is_empty(answer):
        return making.nothing(answer)
    total, members = making.total(asked.ASSOCIATION), making.total(asked.MEMBERS)
    text = making.say("activity_others_association_text", total=total, members=members)
    return [making.sourced(text, asked.ASSOCIATION, asked.MEMBERS), *making.by_month(asked.ASSOCIATION)]
