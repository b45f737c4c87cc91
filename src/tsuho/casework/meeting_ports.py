"""The sockets of the secretariat (事務局): meetings with their minutes, and rounds of a questionnaire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tsuho.words.meetings import MeetingKind


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that was held. ``members`` are the bodies that took part, not the persons; ``documents`` what was laid before it."""

    kind: MeetingKind
    title: str
    day: date
    members: tuple[str, ...]
    agenda: tuple[str, ...]
    minutes: str
    by: str
    documents: tuple[str, ...] = ()
    number: int = 0


class Meetings(Protocol):
    """The meetings of a centre. Minutes are never overwritten: a correction is a further version."""

    def enter(self, meeting: Meeting) -> int:
        """Enter one; its number."""

    def meeting(self, number: int) -> Meeting | None:
        """One with its latest minutes; None where there is none."""

    def correct_minutes(self, number: int, minutes: str, by: str) -> bool:
        """A further version of the minutes; False where there is no such meeting."""

    def versions(self, number: int) -> Sequence[tuple[str, str]]:
        """Every version of the minutes with who wrote it, the first one first."""

    def between(self, since: date, until: date) -> Sequence[Meeting]:
        """Meetings from ``since`` to the day before ``until``, by their days."""


@dataclass(frozen=True, slots=True)
class QuestionnaireRound:
    """One round of a questionnaire (アンケート調査) that is over: how many were asked, how many answered, in which days."""

    title: str
    since: date
    until: date
    asked: int
    answered: int
    by: str


class Questionnaires(Protocol):
    """The rounds that are over."""

    def enter(self, closed: QuestionnaireRound) -> int:
        """Enter one; its number."""

    def rounds(self) -> Sequence[QuestionnaireRound]:
        """All of them, in the order entered."""
