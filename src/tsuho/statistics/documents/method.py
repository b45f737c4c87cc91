"""What every statistical document says of itself: how it was counted, what each series means, corrections, sources."""

from collections.abc import Mapping

from tsuho.statistics.answer import Answer, Line
from tsuho.statistics.fiscal_year import month_named
from tsuho.statistics.shown import (
    label_of,
    marks_of,
    meaning_of,
    number_shown,
    own_notes_of,
    sources_named,
    title_of,
    unit_of,
)
from tsuho.words.catalogue import say
from tsuho.words.paper import Table
from tsuho.words.vocabulary import Source


def method_notes(answers: Mapping[str, Answer], language: str) -> tuple[str, ...]:
    """How it was counted, a sentence each: what holds of every figure, then every note that stands below a table.

    How a centre counts is its own choice, and each series says in its notes what was chosen; nothing is assumed here.
    """
    notes: dict[str, list[str]] = {}
    for answer in answers.values():
        for note in own_notes_of(answer, language):
            notes.setdefault(note, []).append(title_of(answer, language))
    own = [
        say("method_of_series", language, {"series": say("list_and", language).join(titles), "note": note})
        for note, titles in notes.items()
    ]
    marks = [mark for answer in answers.values() for mark in marks_of(answer, language)]
    return tuple(dict.fromkeys([say("method_ledger", language), say("method_families", language), *own, *marks]))


def meanings_table(answers: Mapping[str, Answer], language: str) -> Table:
    """What one count of each series means."""
    rows = tuple((title_of(each, language), meaning_of(each, language)) for each in answers.values())
    head = (say("activity_annex_series", language), say("activity_annex_meaning", language))
    return Table(say("activity_annex_meaning_caption", language), head, rows)


def corrections_table(answers: Mapping[str, Answer], language: str) -> Table | None:
    """Closed months that were corrected afterwards, with both values; None where nothing was."""
    rows = tuple(
        (
            title_of(answer, language),
            month_named(revision.month, language),
            label_of(answer, Line(revision.group, (), None), language),
            number_shown(revision.before, answer.unit),
            number_shown(revision.after, answer.unit),
            revision.reason,
            revision.on,
        )
        for answer in answers.values()
        for revision in answer.revisions
    )
    names = ("month", "line", "before", "after", "reason", "on")
    head = (say("activity_annex_series", language), *(say(f"correction_{name}", language) for name in names))
    return Table(say("activity_annex_corrections_caption", language), head, rows, (3, 4)) if rows else None


def sources_table(answers: Mapping[str, Answer], language: str) -> Table:
    """Of each series: its unit, its sources, and how many rows of the ledger each source has."""
    rows = tuple(
        (
            title_of(answer, language),
            unit_of(answer, language),
            say("list_and", language).join(
                f"{sources_named([source], language)} {answer.sources[source]:,}"
                for source in Source
                if answer.sources.get(source)
            )
            or "–",
        )
        for answer in answers.values()
    )
    names = ("activity_annex_series", "table_unit", "activity_annex_rows")
    return Table(say("activity_annex_sources_caption", language), tuple(say(name, language) for name in names), rows)
