"""Referrals in memory, for tests of what is done with them and for `--dry-run`."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tsuho.casework.referral_ports import Moved, Referral
from tsuho.referral.effect import Answered
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import ReferralKind


@dataclass
class MemoryReferrals:
    """The port Referrals in lists."""

    _all: list[Referral] = field(default_factory=list)
    _moves: dict[int, list[Moved]] = field(default_factory=dict)
    _answers: dict[int, list[Answered]] = field(default_factory=dict)

    def open(self, referral: Referral, at: datetime) -> int:
        """Enter a draft; a key that is known answers with the number it has."""
        for known in self._all:
            if known.key == referral.key:
                return known.id
        self._all.append(replace(referral, id=len(self._all) + 1, opened_at=at, moved_at=at))
        return len(self._all)

    def referral(self, number: int) -> Referral | None:
        """One referral."""
        return self._all[number - 1] if 0 < number <= len(self._all) else None

    def by_ticket(self, ticket: str) -> Referral | None:
        """The referral that a ticket names."""
        return next((each for each in self._all if each.number == ticket), None)

    def move(self, number: int, moved: Moved) -> bool:
        """Make a move if the referral still stands where it begins."""
        referral = self.referral(number)
        if referral is None or referral.state is not moved.before:
            return False
        self._all[number - 1] = replace(referral, state=moved.after, moved_at=moved.at)
        self._moves.setdefault(number, []).append(moved)
        return True

    def standing(
        self, kind: ReferralKind | None = None, states: Sequence[ReferralState] = (), limit: int = 1_000
    ) -> list[Referral]:
        """Referrals of a kind in these states, the one moved longest ago first."""
        found = [
            each for each in self._all if (kind is None or each.kind is kind) and (not states or each.state in states)
        ]
        return sorted(found, key=lambda each: (each.moved_at or each.opened_at, each.id))[:limit]

    def between(self, since: datetime, until: datetime) -> list[Referral]:
        """Referrals that were opened or moved in that time, in order of their number."""
        return [
            each
            for each in self._all
            if any(since <= at < until for at in (each.opened_at, *(move.at for move in self.history(each.id))) if at)
        ]

    def history(self, number: int) -> list[Moved]:
        """All moves of one referral, in order."""
        return list(self._moves.get(number, []))

    def answer(self, number: int, answered: Answered, at: datetime, by: str) -> bool:  # noqa: ARG002  # memory names nobody
        """Keep an answer; False if the very same is already there."""
        known = self._answers.setdefault(number, [])
        if answered in known:
            return False
        known.append(answered)
        known.sort(key=lambda each: each.on)
        return True

    def answers(self, number: int) -> list[Answered]:
        """What was answered, in order."""
        return list(self._answers.get(number, []))
