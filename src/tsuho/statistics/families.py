"""Families of sources (出所): counted; seeded with apportioned; simulated. A figure is of one family, never of two."""

from collections.abc import Mapping
from typing import Final

from tsuho.words.vocabulary import Source

FAMILIES: Final[Mapping[Source, tuple[Source, ...]]] = {
    Source.COUNTED: (Source.COUNTED,),
    Source.SEEDED: (Source.SEEDED, Source.APPORTIONED),
    Source.SIMULATED: (Source.SIMULATED,),
}


def family_of(source: Source) -> Source:
    """The family that a source belongs to, by the name of its first member."""
    return Source.SEEDED if source is Source.APPORTIONED else source


def family_shown(wanted: Source | None, rows: Mapping[Source, int]) -> Source:
    """The family that was asked for; else the only one that has rows, else what was counted."""
    if wanted is not None:
        return family_of(wanted)
    present = {family_of(source) for source, count in rows.items() if count}
    return present.pop() if len(present) == 1 else Source.COUNTED
