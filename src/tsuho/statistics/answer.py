"""What one published series answers for a period: its lines by month with their total, where the counts came from, and what was changed.

A paper, a web page, a CSV and a chart all show an answer as it stands here; none of them sums, rounds or hides anything itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tsuho.words.vocabulary import Source


class Unit(StrEnum):
    """In what a series counts; its words are ``unit_<value>`` in the catalogue."""

    MESSAGES = "messages"  # 件
    PARTIES = "parties"  # 社: each one once, so a year's is no sum of its months' (A3)
    CALLS = "calls"  # 件
    DAYS = "days"  # 日
    MEETINGS = "meetings"  # 回
    PAGES = "pages"  # ページ
    ANSWERS = "answers"  # 件, to a questionnaire
    SHARE = "share"  # ‰, so that every published number is a whole one
    PIECES = "pieces"  # 部
    CALLS_A_DAY = "calls_a_day"  # 件/営業日, to the nearest whole one
    CAMPAIGNS = "campaigns"  # 群: each one once, so a year's is no sum of its months'


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table. ``group`` are the values it is split by, () for the whole; None is a cell that may not be shown."""

    group: tuple[str, ...]
    by_month: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A closed month that was corrected afterwards: what it said, what it says, why, and on which day."""

    month: str
    group: tuple[str, ...]
    before: int
    after: int
    reason: str
    on: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One series over one period.

    ``series`` is the file's name, its title and meaning are ``series_<name>`` and ``series_<name>_meaning`` in the catalogue;
    ``by`` names what ``lines`` are split by (columns of the ledger, or the days or messages that classes are of); ``months`` are "2014-04" … in order, as many as every
    line's ``by_month``. ``family`` is the one family of sources shown; ``sources`` says how many rows of each source were
    read for it. ``notes`` are keys of the catalogue that must stand below every table and chart made of it.
    """

    series: str
    unit: Unit
    by: tuple[str, ...]
    months: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: Line
    family: Source
    sources: Mapping[Source, int]
    notes: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = field(default=())
