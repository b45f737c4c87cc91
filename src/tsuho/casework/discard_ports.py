"""The socket of the proofs of discard (廃棄証明): that a chain mail was counted and its bytes went, and nothing of what it said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tsuho.statistics import series
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import ChainClass, Door, Source


@dataclass(frozen=True, slots=True)
class DiscardProof:
    """One chain mail that was counted and discarded: when, of which class, by which door it came.

    ``key`` is that of its row in the ledger, so that for every counted chain mail there is a proof, and never two.
    """

    key: str
    at: datetime
    chain_class: ChainClass
    door: Door
    source: Source


class Discards(Protocol):
    """The proofs of discard: rows are added, and nobody changes or removes one."""

    def prove(self, proofs: Iterable[DiscardProof]) -> int:
        """Append the proofs whose keys are new, in one transaction; how many were."""

    def between(self, since: datetime, until: datetime) -> list[DiscardProof]:
        """The proofs of discards from ``since`` until just before ``until``, oldest first."""


def proofs_of(rows: Iterable[LedgerRow], at: datetime) -> list[DiscardProof]:
    """A proof for each chain mail among the rows that count a batch; ``at`` is when its bytes are let go."""
    return [
        DiscardProof(row.key, at, ChainClass(row.kind), Door(row.door), row.source)
        for row in rows
        if row.series == series.CHAIN_MAIL
    ]
