"""Answers that are long in the making are made once: kept beside the ledger, and good while the ledger has as many rows as then.

Campaigns are a hundred thousand parties a month, so sorting a year's into classes takes seconds, and a page or paper asks for
the same year again and again. A ledger only grows: the same number of rows of the same series is the same rows.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Protocol

from tsuho.statistics.answer import Answer, Line, Revision, Unit
from tsuho.statistics.answering import answer
from tsuho.statistics.book import Book
from tsuho.statistics.families import family_shown
from tsuho.statistics.periods import Period
from tsuho.statistics.published import Counting, Series
from tsuho.words.vocabulary import Source

_FORMAT = 1  # raised when an answer is made in another way, so that none that was kept before is shown


class KeptAnswers(Protocol):
    """Where answers are kept: one a key, the newest."""

    def kept_answer(self, key: str, made_of: str) -> str | None:
        """The answer of this key if it was made of this many rows; None if there is none or of other rows."""

    def keep_answer(self, key: str, made_of: str, text: str) -> None:
        """Keep an answer in the place of the one before."""


class BookWithAnswers(Book, KeptAnswers, Protocol):
    """A ledger that keeps answers beside its rows."""


def answer_kept(
    series: Series,
    book: BookWithAnswers,
    period: Period,
    source: Source | None = None,
    counting: Counting | None = None,
) -> Answer:
    """What ``answering.answer`` says; of a series that is ``kept`` it is made only when its rows are others than the last time."""
    if not series.kept:
        return answer(series, book, period, source, counting)
    rules = counting or Counting()
    family = family_shown(source, book.row_counts(period.since, period.until))
    where = {"series": (*series.ledger, *series.also(rules.settings))}
    made_of = _in_words(book.row_counts(period.since, period.until, where))
    key = _key(series, period, family, rules)
    if text := book.kept_answer(key, made_of):
        return _read(text)
    found = answer(series, book, period, family, rules)
    book.keep_answer(key, made_of, json.dumps(asdict(found), ensure_ascii=False))
    return found


def _in_words(rows: Mapping[Source, int]) -> str:
    return " ".join(f"{source}:{number}" for source, number in sorted(rows.items()))


def _key(series: Series, period: Period, family: Source, rules: Counting) -> str:
    """Everything else that an answer hangs on: what is asked of which days, and how this release and this centre count."""
    asked = (series.name, series.ledger, series.by, series.values, series.top, series.notes, period.since, period.until)
    return sha256(repr((_FORMAT, *asked, str(family), rules.settings)).encode()).hexdigest()


def _read(text: str) -> Answer:
    value = json.loads(text)
    return Answer(
        series=value["series"],
        unit=Unit(value["unit"]),
        by=tuple(value["by"]),
        months=tuple(value["months"]),
        lines=tuple(_line(each) for each in value["lines"]),
        whole=_line(value["whole"]),
        family=Source(value["family"]),
        sources={Source(source): rows for source, rows in value["sources"].items()},
        notes=tuple(value["notes"]),
        revisions=tuple(Revision(**{**each, "group": tuple(each["group"])}) for each in value["revisions"]),
    )


def _line(value: Mapping[str, object]) -> Line:
    group, by_month, total = value["group"], value["by_month"], value["total"]
    if not isinstance(group, list) or not isinstance(by_month, list) or not isinstance(total, int | None):
        raise TypeError("a kept answer is not what was kept; `tsuho check --ledger --mend` forgets all of them")
    return Line(tuple(group), tuple(by_month), total)
