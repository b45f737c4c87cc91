"""The words that mail programs write around a forwarded mail, read once from labels.yaml and made ready to compare."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Labels:
    """``fields`` maps a folded label to from, to, date, subject, cc or other; the rest are folded phrases.

    ``run_together`` finds labels as they are written inside one long line, where a program lost the line breaks.
    """

    fields: Mapping[str, str]
    forward_separators: frozenset[str]
    forward_beginnings: tuple[str, ...]
    original_separators: frozenset[str]
    end_marks: frozenset[str]
    forward_prefixes: frozenset[str]
    reply_prefixes: frozenset[str]
    wrote: tuple[str, ...]
    run_together: re.Pattern[str]


@cache
def labels() -> Labels:
    """The table; the same object for every mail."""
    said = yaml.safe_load(files("tsuho.engine.unwrap").joinpath("labels.yaml").read_text("utf-8"))
    by_language = said["header_labels"].values()
    written = [(label, field) for table in by_language for field, each in table.items() for label in each]
    inside = sorted({re.escape(label) for label, field in written if len(label) > 1 and field != "other"})
    inside.sort(key=len)  # of two that begin alike the longer is tried first
    return Labels(
        fields={folded(label): field for label, field in written},
        forward_separators=frozenset(map(folded, said["forward_separators"])),
        forward_beginnings=tuple(map(folded, said["forward_separator_beginnings"])),
        original_separators=frozenset(map(folded, said["original_separators"])),
        end_marks=frozenset(map(folded, said["end_marks"])),
        forward_prefixes=frozenset(map(folded, said["forward_prefixes"])),
        reply_prefixes=frozenset(map(folded, said["reply_prefixes"])),
        wrote=tuple(map(folded, said["wrote"])),
        run_together=re.compile(f"({'|'.join(reversed(inside))})\\s?[:：]"),
    )


def folded(words: str) -> str:
    """Words as they are compared: NFKC, case and blanks apart."""
    if not words.isascii():
        words = unicodedata.normalize("NFKC", words)
    return "".join(words.casefold().split())
