"""Gather the outside facts that a reading asks for, within its time; what does not answer stays unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tsuho.casework.ports import Networks
from tsuho.words.facts import Facts, Question
from tsuho.words.judged import Network

Scan = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Gatherer:
    """``scan`` names the virus found in an arrival's bytes, or answers an empty string; ``now`` is the clock."""

    networks: Networks
    scan: Scan
    now: Callable[[], datetime]

    def __call__(self, questions: Sequence[Question], raw: bytes) -> Facts:
        """Answer every question that can be answered."""
        networks: dict[str, Network] = {}
        viruses: dict[str, str] = {}
        for question in questions:
            if question.kind == "network":
                if found := self.networks.at(question.subject, question.at):
                    networks[question.subject] = found
            elif question.kind == "virus" and (name := self.scan(raw)):
                viruses[question.subject] = name
        return Facts(networks, viruses, answered_at=self.now() if questions else None)
