"""Section 10, その他の業務: the council's secretariat and meetings, questionnaires, and the association."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.shown import is_empty
from tsuho.words.paper import Block, Heading, Items, Paragraph

TITLE = "activity_others"


def blocks(making: Making) -> list[Block]:
    """Meetings by kind, and what was shared with the association's members."""
    meetings, shared = making.answers[asked.MEETINGS], making.answers[asked.ASSOCIATION]
    made: list[Block] = [
        Items((making.say("activity_others_council"), making.say("activity_others_questionnaire"))),
    ]
    if is_empty(meetings):
        made += making.nothing(meetings)
    else:
        made += [
            Paragraph(making.say("activity_others_meetings_text", year=making.year, n=making.number(asked.MEETINGS)))
        ]
        made += making.by_total(asked.MEETINGS, chart=False)
    made.append(Heading(making.say("activity_others_association"), 2))
    if is_empty(shared):
        return [*made, *making.nothing(shared)]
    text = making.say(
        "activity_others_association_text", total=making.total(asked.ASSOCIATION), members=making.total(asked.MEMBERS)
    )
    return [*made, Paragraph(text), *making.by_month(asked.ASSOCIATION)]
