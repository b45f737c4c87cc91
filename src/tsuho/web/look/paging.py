"""Long lists by keyset: the next page begins behind the last row shown, so that page 3,000 is as quick as page 1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page: its rows, and behind which key the next begins (empty: this is the last); ``first``: nothing before it."""

    rows: tuple[Row, ...]
    after: str
    first: bool


def page_of(fetched: Sequence[Row], key: Callable[[Row], object], after: str, size: int = SIZE) -> Page[Row]:
    """The page of rows fetched with ``limit=size + 1``: the one too many only says that there are more."""
    rows = tuple(fetched[:size])
    return Page(rows, str(key(rows[-1])) if len(fetched) > size else "", not after)
