"""The proofs of discard in memory: for tests, and for reading without a centre."""

from collections.abc import Iterable
from datetime import datetime

from tsuho.casework.discard_ports import DiscardProof


class DiscardsInMemory:
    """The port Discards on a dictionary."""

    def __init__(self) -> None:
        self._proofs: dict[str, DiscardProof] = {}

    def prove(self, proofs: Iterable[DiscardProof]) -> int:
        """Append the proofs whose keys are new; how many were."""
        before = len(self._proofs)
        for proof in proofs:
            self._proofs.setdefault(proof.key, proof)
        return len(self._proofs) - before

    def between(self, since: datetime, until: datetime) -> list[DiscardProof]:
        """The proofs of discards from ``since`` until just before ``until``, oldest first."""
        found = (proof for proof in self._proofs.values() if since <= proof.at < until)
        return sorted(found, key=lambda proof: (proof.at, proof.key))
