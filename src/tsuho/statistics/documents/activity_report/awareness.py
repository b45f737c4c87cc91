"""Section 9, 周知・啓発活動: pages of the web site, materials dispatched, studies, exhibitions."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.shown import is_empty
from tsuho.words.paper import Block, Heading, Items, Paragraph

TITLE = "activity_awareness"


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
        Paragraph(making.say("activity_awareness_events_text")),
    ]


def _with_opening(making: Making, name: str, key: str) -> list[Block]:
    if is_empty(making.answers[name]):
        return making.nothing(making.answers[name])
    return [Paragraph(making.say(key, year=making.year, n=making.number(name))), *making.by_total(name)]
