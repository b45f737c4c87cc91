"""Gather the outside facts that a reading asks for, within their time; what does not answer stays unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tsuho.casework.ports import Networks
from tsuho.words.authentication import Authentication, Handover
from tsuho.words.facts import Facts, Question
from tsuho.words.judged import Network
from tsuho.words.virus import VirusScan

Scan = Callable[[bytes], VirusScan]
CheckSender = Callable[[Handover, bytes], Authentication]


@dataclass(frozen=True, slots=True)
class Gatherer:
    """``scan`` looks for a virus in an arrival's bytes; ``now`` is the clock.

    ``check_sender`` is None where nobody may be asked (a simulated centre, `tsuho read`): then no check of a sender is
    among the facts, which says "not checked" and never "failed".
    """

    networks: Networks
    scan: Scan
    now: Callable[[], datetime]
    check_sender: CheckSender | None = None

    def __call__(self, questions: Sequence[Question], raw: bytes) -> Facts:
        """Answer every question that can be answered."""
        networks: dict[str, Network] = {}
        scans: dict[str, VirusScan] = {}
        authentications: dict[str, Authentication] = {}
        for question in questions:
            if question.kind == "network":
                if found := self.networks.at(question.subject, question.at):
                    networks[question.subject] = found
            elif question.kind == "virus":
                scans[question.subject] = self.scan(raw)
            elif question.kind == "authentication" and self.check_sender and question.handover:
                authentications[question.subject] = self.check_sender(question.handover, raw)
        return Facts(networks, scans, authentications, answered_at=self.now() if questions else None)
