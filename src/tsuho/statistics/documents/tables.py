"""Tables of an answer: by month for a year's report, by totals, and this month beside the year to date for the ministry."""

from collections.abc import Sequence

from tsuho.statistics.answer import Answer, Line, Unit
from tsuho.statistics.fiscal_year import month_named, month_short
from tsuho.statistics.shown import label_of, notes_of, number_shown, source_mark, sources_named, title_of, unit_of
from tsuho.words.catalogue import say
from tsuho.words.paper import Table

MOST_COLUMNS = 8
"""So many lines stand beside one another in a table by month on an A4 page; more are shown by their totals."""


def monthly_table(answer: Answer, language: str, caption: str) -> Table:
    """A row a month, a column a line, and the whole where there is more than one; the year's own totals in the last row."""
    columns = _columns(answer)
    head = (say("table_month", language), *(_head(answer, line, language) for line in columns))
    rows = [
        (month_short(month, language), *(number_shown(line.by_month[at], answer.unit) for line in columns))
        for at, month in enumerate(answer.months)
    ]
    rows.append((say("table_year_total", language), *(number_shown(line.total, answer.unit) for line in columns)))
    return Table(caption, head, tuple(rows), tuple(range(1, len(head))), _notes(answer, language), totals=True)


def beside_table(answers: Sequence[Answer], language: str, caption: str) -> Table:
    """A row a month, a column the whole of each answer: counts that belong together, as 件 and 社 do."""
    rows = [
        (
            month_short(month, language),
            *(number_shown(each.whole.by_month[at], each.unit) for each in answers),
        )
        for at, month in enumerate(answers[0].months)
    ]
    rows.append((say("table_year_total", language), *(number_shown(each.whole.total, each.unit) for each in answers)))
    head = (
        say("table_month", language),
        *(f"{title_of(each, language)}（{unit_of(each, language)}）" for each in answers),
    )
    return Table(caption, head, tuple(rows), tuple(range(1, len(head))), _notes_of_many(answers, language), totals=True)


def totals_table(answer: Answer, language: str, caption: str) -> Table:
    """A row a line with its total over the period, in the order of the answer; the whole in the last row."""
    rows = [(label_of(answer, line, language), number_shown(line.total, answer.unit)) for line in answer.lines]
    rows.append((say("table_whole", language), number_shown(answer.whole.total, answer.unit)))
    head = (say("table_class", language), unit_of(answer, language))
    return Table(caption, head, tuple(rows), (1,), _notes(answer, language), totals=True)


def month_and_year_table(answer: Answer, language: str, caption: str) -> Table:
    """A row a line: the last month of the period, and the fiscal year to date (年度累計) beside it."""
    lines = (*answer.lines, answer.whole) if len(answer.lines) != 1 else answer.lines
    rows = tuple(
        (
            label_of(answer, line, language),
            number_shown(line.by_month[-1], answer.unit),
            number_shown(line.total, answer.unit),
        )
        for line in lines
    )
    head = (
        say("table_class", language),
        month_named(answer.months[-1], language),
        say("table_year_to_date", language),
    )
    return Table(caption, head, rows, (1, 2), _notes(answer, language), totals=len(lines) > 1)


def wholes_table(answers: Sequence[Answer], language: str, caption: str) -> Table:
    """A row an answer without lines of interest: its unit, the last month's whole, and the fiscal year to date."""
    rows = tuple(
        (
            title_of(each, language),
            unit_of(each, language),
            number_shown(each.whole.by_month[-1], each.unit),
            number_shown(each.whole.total, each.unit),
        )
        for each in answers
    )
    head = (
        say("table_class", language),
        say("table_unit", language),
        month_named(answers[0].months[-1], language),
        say("table_year_to_date", language),
    )
    return Table(caption, head, rows, (2, 3), _notes_of_many(answers, language))


def _notes_of_many(answers: Sequence[Answer], language: str) -> tuple[str, ...]:
    mark = sources_named([source for each in answers for source in each.sources if each.sources[source]], language)
    notes = dict.fromkeys(note for each in answers for note in notes_of(each, language))
    return (say("table_source_alone", language, {"source": mark}), *notes)


def _columns(answer: Answer) -> tuple[Line, ...]:
    if not answer.lines or len(answer.lines) > MOST_COLUMNS:
        return (answer.whole,)
    return (*answer.lines, answer.whole) if len(answer.lines) > 1 else answer.lines


def _head(answer: Answer, line: Line, language: str) -> str:
    """A column's head; the only column of an answer without lines is its unit."""
    return unit_of(answer, language) if not line.group and not answer.lines else label_of(answer, line, language)


def _notes(answer: Answer, language: str) -> tuple[str, ...]:
    unit = "%" if answer.unit is Unit.SHARE else unit_of(answer, language)
    mark = say("table_source", language, {"source": source_mark(answer, language), "unit": unit})
    return (mark, *notes_of(answer, language))
