"""A word of the vocabulary as somebody typed it: one that is none is wrong usage, and the answer names those there are."""

from enum import StrEnum
from typing import TypeVar

import typer

W = TypeVar("W", bound=StrEnum)


def word_named(words: type[W], text: str) -> W:
    """The word. Raises BadParameter with all words where there is no such one."""
    try:
        return words(text)
    except ValueError:
        known = ", ".join(each for each in words if each)
        raise typer.BadParameter(f"{text!r} is none of {known}") from None
