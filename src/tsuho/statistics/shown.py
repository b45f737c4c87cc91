"""How an answer is shown to a reader: its title, the labels of its lines, its numbers, its source mark and its notes.

Paper, page, table and chart all ask here, so that the same count is never called two things.
"""

from collections.abc import Collection
from typing import Final

from tsuho.statistics.answer import Answer, Line, Unit
from tsuho.words.catalogue import messages, say
from tsuho.words.vocabulary import Source

NO_NUMBER: Final = "–"
"""Stands in a cell that has no number, or none that may be shown; the notes below its table say which."""

# The column of a line's value → the vocabulary whose words it has in the catalogue; a value without words is shown as it is.
_VOCABULARY: Final = {"tags": "tag"}


def title_of(answer: Answer, language: str) -> str:
    """The title of the series."""
    return say(f"series_{answer.series}", language)


def meaning_of(answer: Answer, language: str) -> str:
    """What one count of the series means."""
    return say(f"series_{answer.series}_meaning", language)


def unit_of(answer: Answer, language: str) -> str:
    """In what it counts: 件, messages."""
    return say(f"unit_{answer.unit}", language)


def label_of(answer: Answer, line: Line, language: str) -> str:
    """The words of a line: those of the series itself where it has some, else of the column, else the value as it is."""
    if not line.group:
        return say("table_whole", language)
    return " / ".join(
        value_named(answer.series, column, value, language) for column, value in zip(answer.by, line.group, strict=True)
    )


def value_named(series: str, column: str, value: str, language: str) -> str:
    """The words of one value of a column; a name (a provider's, a carrier's) stands for itself."""
    if not value:
        return say("value_empty", language)
    for prefix in (f"series_{series}", _VOCABULARY.get(column, column), "value"):
        if (key := f"{prefix}_{value}") in messages():
            return say(key, language)
    return value


def number_shown(value: int | None, unit: Unit) -> str:
    """A count with its thousands apart; a share of a thousand as per cent; a cell without a number by its sign."""
    if value is None:
        return NO_NUMBER
    if unit is Unit.SHARE:
        return f"{value / 10:.1f}%"
    return f"{value:,}"


def counted_shown(value: int | None, answer: Answer, language: str) -> str:
    """A number with its unit, as running text says it: 4,171件; 4,171 calls."""
    if answer.unit is Unit.SHARE or value is None:
        return number_shown(value, answer.unit)
    return say(f"counted_{answer.unit}", language, {"n": number_shown(value, answer.unit)})


def is_empty(answer: Answer) -> bool:
    """Whether nothing at all was counted for it."""
    return not answer.whole.total and not any(line.total for line in answer.lines)


def source_mark(answer: Answer, language: str) -> str:
    """Where its counts came from: every source of its family that has rows, 出典掲載値・按分."""
    return sources_named([each for each in Source if answer.sources.get(each)] or [answer.family], language)


def sources_named(sources: Collection[Source], language: str) -> str:
    """Sources in words, in the order of the vocabulary."""
    return say("list_and", language).join(say(f"source_{each}", language) for each in Source if each in sources)


def notes_of(answer: Answer, language: str) -> tuple[str, ...]:
    """What must stand below every table and chart made of it, with what its marks mean."""
    return tuple(dict.fromkeys((*own_notes_of(answer, language), *marks_of(answer, language))))


def own_notes_of(answer: Answer, language: str) -> tuple[str, ...]:
    """What the series says of how it was counted."""
    return tuple(say(key, language) for key in answer.notes)


def marks_of(answer: Answer, language: str) -> tuple[str, ...]:
    """What the marks and signs in its tables and charts mean."""
    said = []
    if answer.sources.get(Source.APPORTIONED):
        said.append(say("mark_apportioned", language))
    if answer.family is Source.SIMULATED:
        said.append(say("mark_simulated", language))
    if any(None in (*line.by_month, line.total) for line in (*answer.lines, answer.whole)):
        said.append(say("mark_no_number", language, {"sign": NO_NUMBER}))
    return tuple(said)
