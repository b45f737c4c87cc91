"""What a document says with: the answers, the language it is written in, and how both become sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tsuho.statistics.answer import Answer, Line
from tsuho.statistics.fiscal_year import fiscal_year_named, fiscal_year_of, month_named, month_short
from tsuho.statistics.shown import counted_shown, is_empty, number_shown, sources_named, title_of
from tsuho.words.catalogue import say
from tsuho.words.paper import Block, Paragraph
from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class Saying:
    """One document on its way: every part of it reads the same answers and writes in the same language."""

    answers: Mapping[str, Answer]
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

    def sourced(self, text: str, *names: str) -> Paragraph:
        """A paragraph with figures, and where those figures came from: no number stands in running text without it."""
        found = [source for name in names for source, rows in self.answers[name].sources.items() if rows]
        return Paragraph(text + self.say("text_source", source=sources_named(found, self.language)))

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

    @property
    def all_simulated(self) -> bool:
        """Whether everything that the document shows was counted from invented mail."""
        return {each.family for each in self.answers.values() if not is_empty(each)} == {Source.SIMULATED}

    def nothing(self, answer: Answer) -> list[Block]:
        """What stands where a series holds nothing: the section says so and does not vanish."""
        return [Paragraph(self.say("activity_nothing", title=title_of(answer, self.language)))]

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
