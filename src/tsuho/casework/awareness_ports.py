"""The sockets of awareness work (周知・啓発): the stock of printed materials, and the pages of the public site."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tsuho.words.awareness import Material, MaterialFor, PageChange, PageKind


@dataclass(frozen=True, slots=True)
class StockMove:
    """Pieces of a material that came in (``pieces`` above zero) or went out; ``to`` is None for what came in.

    ``prefecture`` is where they went; of the recipient nothing else is kept.
    """

    material: Material
    day: date
    pieces: int
    by: str
    to: MaterialFor | None = None
    prefecture: str = ""


class Materials(Protocol):
    """The stock of materials as moves that add up."""

    def move(self, move: StockMove) -> int:
        """Enter one move; its number."""

    def stock(self) -> Mapping[Material, int]:
        """How many pieces of each material there are; those that were never entered are left out."""

    def stock_alone(self, material: Material) -> int:
        """How many pieces of one there are; inside `together` nobody else changes it until that is over."""

    def moves(self, since: date, until: date) -> Sequence[StockMove]:
        """The moves from ``since`` to the day before ``until``, in the order entered."""


@dataclass(frozen=True, slots=True)
class PageNote:
    """A page of the public site that was published or revised. ``path`` is its place there, ``sha256`` of its text."""

    path: str
    kind: PageKind
    title: str
    change: PageChange
    day: date
    by: str
    approved_by: str
    sha256: str


class Pages(Protocol):
    """What was published and when; the text itself is the site's."""

    def enter(self, page: PageNote) -> int:
        """Enter one publication; its number."""

    def latest(self, path: str) -> PageNote | None:
        """The latest publication of a page; None where it never was."""

    def between(self, since: date, until: date) -> Sequence[PageNote]:
        """Publications from ``since`` to the day before ``until``, in the order entered."""
