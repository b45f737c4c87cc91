"""A paper: an official document as blocks of text, tables and pictures, before it becomes a PDF or the text of a mail.

A paper is a letter with an addressee; a publication is a report for everybody, with a title page and contents.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a section."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it is kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; every row as long as the head. ``numbers`` are the columns set flush right.

    ``notes`` stand below it and never part from it; ``totals`` says that its last row is one.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    totals: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG. ``alt`` says in words what it shows, for who cannot see it; ``notes`` stand below it."""

    caption: str
    svg: str
    alt: str
    notes: tuple[str, ...] = ()


Block = Heading | Paragraph | Items | Table | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. ``number`` is its ticket or case number, ``draft`` is printed across the head while it is a draft.

    ``simulated`` puts the mark of simulated data on every page.
    """

    title: str
    language: str
    number: str
    day: date
    addressee: str
    sender: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    draft: str = ""
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """One report for the public: title page, contents, sections (headings of level 1, each on a page of its own).

    ``period`` is what it reports on; ``about`` stands on the title page; ``mark`` (where its figures came from) and the mark of
    simulated data stand on every page.
    """

    title: str
    period: str
    language: str
    day: date
    shown_day: str
    sender: str
    contents: str
    about: tuple[str, ...] = ()
    mark: str = ""
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    simulated: bool = False
