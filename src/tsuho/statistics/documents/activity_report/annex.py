"""The annex: how it was counted, what was corrected afterwards, and where each series came from."""

from tsuho.statistics.documents.making import Making
from tsuho.statistics.documents.method import corrections_table, meanings_table, method_notes, sources_table
from tsuho.words.paper import Block, Heading, Items, Paragraph

TITLE = "activity_annex"


def blocks(making: Making) -> list[Block]:
    """Method notes and definitions, corrections (or that there were none), sources."""
    corrections = corrections_table(making.answers, making.language)
    return [
        Heading(making.say("activity_annex_method"), 2),
        Items(method_notes(making.answers, making.language)),
        meanings_table(making.answers, making.language),
        Heading(making.say("activity_annex_corrections"), 2),
        corrections or Paragraph(making.say("activity_annex_no_corrections")),
        Heading(making.say("activity_annex_sources"), 2),
        sources_table(making.answers, making.language),
    ]
