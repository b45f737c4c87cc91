"""A paper: an official document as blocks of text and tables, before it becomes a PDF or the text of a mail."""

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
    """A table with its caption; every row as long as the head. ``numbers`` are the columns set flush right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


Block = Heading | Paragraph | Items | Table


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
