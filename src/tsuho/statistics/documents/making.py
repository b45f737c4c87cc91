"""What a section of a report is made with: what it says, how its charts are drawn, and how its blocks are numbered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tsuho.statistics.answer import Answer
from tsuho.statistics.charts.monthly import LOW, monthly_bars, monthly_line
from tsuho.statistics.charts.theme import Spec
from tsuho.statistics.charts.totals import total_bars
from tsuho.statistics.documents.saying import Saying
from tsuho.statistics.documents.tables import beside_table, monthly_table, totals_table
from tsuho.statistics.shown import is_empty, notes_of, source_mark, title_of
from tsuho.words.catalogue import say
from tsuho.words.paper import Block, Heading, Picture, Table

Draw = Callable[[Spec], str]
"""The SVG of a chart's specification."""


@dataclass(frozen=True, slots=True)
class Making(Saying):
    """One report with charts on its way."""

    draw: Draw

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
