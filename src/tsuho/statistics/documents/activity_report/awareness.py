"""Section 9, 周知・啓発活動: pages of the web site, materials dispatched, studies, exhibitions."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.documents.saying import line_of
from tsuho.statistics.shown import is_empty, number_shown
from tsuho.words.paper import Block, Heading, Items, Paragraph

TITLE = "activity_awareness"
_EXHIBITION = "exhibition"


def blocks(making: Making) -> list[Block]:
    """Each kind of work with its own figures; one that left nothing in the ledger says so."""
    return [
        Heading(making.say("activity_awareness_pages"), 2),
        *_with_opening(making, asked.PAGES, "activity_awareness_pages_text"),
        Heading(making.say("activity_awareness_materials"), 2),
        *_with_opening(making, asked.MATERIALS, "activity_awareness_materials_text"),
        Heading(making.say("activity_awareness_research"), 2),
        Items((making.say("activity_awareness_research_op25b"), making.say("activity_awareness_research_auth"))),
        Heading(making.say("activity_awareness_events"), 2),
        _exhibitions(making),
    ]


def _exhibitions(making: Making) -> Paragraph:
    answer = making.answers[asked.MEETINGS]
    line = line_of(answer, _EXHIBITION)
    if line is None or not line.total:
        return Paragraph(making.say("activity_awareness_no_events", year=making.year))
    n = number_shown(line.total, answer.unit)
    return making.sourced(making.say("activity_awareness_events_text", year=making.year, n=n), asked.MEETINGS)


def _with_opening(making: Making, name: str, key: str) -> list[Block]:
    if is_empty(making.answers[name]):
        return making.nothing(making.answers[name])
    return [making.sourced(making.say(key, year=making.year, n=making.number(name)), name), *making.by_total(name)]
