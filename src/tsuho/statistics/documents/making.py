"""What a section of a report is made with: the answers, how charts are drawn, and the language it is written in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tsuho.statistics.answer import Answer, Line
from tsuho.statistics.charts.monthly import LOW, monthly_bars, monthly_line
from tsuho.statistics.charts.theme import Spec
from tsuho.statistics.charts.totals import total_bars
from tsuho.statistics.documents.tables import beside_table, monthly_table, totals_table
from tsuho.statistics.fiscal_year import fiscal_year_named, fiscal_year_of, month_named, month_short
from tsuho.statistics.shown import counted_shown, is_empty, notes_of, number_shown, source_mark, sources_named, title_of
from tsuho.words.catalogue import say
from tsuho.words.paper import Block, Heading, Paragraph, Picture, Table

Draw = Callable[[Spec], str]
"""The SVG of a chart's specification."""


@dataclass(frozen=True, slots=True)
class Making:
    """One report on its way: every section reads the same answers and writes in the same language."""

    answers: Mapping[str, Answer]
    draw: Draw
    language: str

    def say(self, key: str, **details: str) -> str:
        """A text of the catalogue in this report's language."""
        return say(key, self.language, details)

    def counted(self, value: int | None, answer: Answer) -> str:
        """A number with its unit."""
        return counted_shown(value, answer, self.language)

    def sentences(self, said: Sequence[str]) -> str:
        """Sentences as one paragraph: Japanese ones follow one another without a blank."""
        return ("" if self.language == "ja" else " ").join(said)

    def joined(self, text: str) -> str:
        """A text that is broken into lines for a drawing, as one line."""
        return self.sentences(text.split("\n"))

    def one_line(self, key: str) -> str:
        """A text of the catalogue that is broken into lines for a drawing, as one line."""
        return self.joined(self.say(key))

    def total(self, name: str) -> str:
        """The whole of a series over the period, with its unit."""
        return self.counted(self.answers[name].whole.total, self.answers[name])

    def number(self, name: str) -> str:
        """The whole of a series over the period, where the sentence itself says of what."""
        return number_shown(self.answers[name].whole.total, self.answers[name].unit)

    def last(self, name: str) -> str:
        """The whole of a series in the last month of the period, with its unit."""
        return self.counted(self.answers[name].whole.by_month[-1], self.answers[name])

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the period."""
        return next(iter(self.answers.values())).months

    @property
    def year(self) -> str:
        """The fiscal year as it is written: 平成26年度."""
        return fiscal_year_named(fiscal_year_of(self.months[0]), self.language)

    @property
    def last_month(self) -> str:
        """The last month as it is written in running text: 平成27年3月."""
        return month_named(self.months[-1], self.language)

    @property
    def mark(self) -> str:
        """Where the figures of the whole report came from: every source that any of its answers has rows of."""
        return sources_named(
            [each for answer in self.answers.values() for each in answer.sources if answer.sources[each]], self.language
        )

    def nothing(self, answer: Answer) -> list[Block]:
        """What stands where a series holds nothing: the section says so and does not vanish."""
        return [Paragraph(self.say("activity_nothing", title=title_of(answer, self.language)))]

    def by_month(self, name: str, *more: str) -> list[Block]:
        """A series by month: its chart, then its table with ``more`` notes below; or that there is nothing."""
        answer = self.answers[name]
        if is_empty(answer):
            return self.nothing(answer)
        caption = self.say("caption_by_month", title=title_of(answer, self.language))
        chart = self._picture(answer, monthly_bars(answer, self.language), caption)
        table = monthly_table(answer, self.language, caption)
        return [chart, replace(table, notes=(*more, *table.notes))]

    def count_and_parties(self, name: str, parties: str) -> list[Block]:
        """件 as bars, 社 as a line, and one table with both beside each other."""
        count, party = self.answers[name], self.answers[parties]
        captions = [self.say("caption_by_month", title=title_of(each, self.language)) for each in (count, party)]
        table = self.say("list_and").join(title_of(each, self.language) for each in (count, party))
        return [
            self._picture(count, monthly_bars(count, self.language, LOW), captions[0]),
            self._picture(party, monthly_line(party, self.language, LOW), captions[1]),
            beside_table((count, party), self.language, self.say("caption_by_month", title=table)),
        ]

    def by_total(self, name: str, *more: str, chart: bool = True) -> list[Block]:
        """A series by the totals of its lines: horizontal bars, then the table with ``more`` notes; or that there is nothing."""
        answer = self.answers[name]
        if is_empty(answer):
            return self.nothing(answer)
        caption = title_of(answer, self.language)
        table = totals_table(answer, self.language, caption)
        table = replace(table, notes=(*more, *table.notes))
        return [self._picture(answer, total_bars(answer, self.language), caption), table] if chart else [table]

    def _picture(self, answer: Answer, spec: Spec, caption: str) -> Picture:
        alt = self.say(
            "chart_alt",
            caption=caption,
            source=source_mark(answer, self.language),
            total=self.counted(answer.whole.total, answer),
        )
        return Picture(caption, self.draw(spec), alt, notes_of(answer, self.language))

    def extremes(self, answer: Answer) -> dict[str, str]:
        """The months with the least and the most, and how much that was, as details of a sentence."""
        counts = [
            (count, month)
            for month, count in zip(answer.months, answer.whole.by_month, strict=True)
            if count is not None
        ]
        if not counts:
            return dict.fromkeys(("low", "low_month", "high", "high_month"), "–")
        low, high = min(counts, key=lambda each: each[0]), max(counts, key=lambda each: each[0])
        return {
            "low": self.counted(low[0], answer),
            "low_month": month_short(low[1], self.language),
            "high": self.counted(high[0], answer),
            "high_month": month_short(high[1], self.language),
        }


def line_of(answer: Answer, *group: str) -> Line | None:
    """The line of an answer with this group, or None."""
    return next((line for line in answer.lines if line.group == group), None)


def numbered(section: str, blocks: Sequence[Block], language: str) -> list[Block]:
    """The blocks of a section with their figures and tables numbered: 図4-1, 表4-1."""
    counts = {Picture: 0, Table: 0}
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Picture | Table):
            counts[type(block)] += 1
            details = {"section": section, "number": str(counts[type(block)]), "caption": block.caption}
            key = "caption_figure" if isinstance(block, Picture) else "caption_table"
            made.append(replace(block, caption=say(key, language, details)))
        else:
            made.append(block)
    return made


def section(number: int, title: str, blocks: Sequence[Block], language: str) -> list[Block]:
    """A whole section: its numbered heading and its numbered blocks."""
    heading = Heading(say("section_heading", language, {"number": str(number), "title": title}))
    return [heading, *numbered(str(number), blocks, language)]
