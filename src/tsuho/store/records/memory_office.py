"""The notes of the desk and the secretariat in memory: for tests, with the same answers as the database gives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from tsuho.casework.awareness_ports import PageNote, StockMove
from tsuho.casework.desk_ports import Call
from tsuho.casework.meeting_ports import Meeting, QuestionnaireRound
from tsuho.words.awareness import Material
from tsuho.words.consultations import CallCategory


class CallsInMemory:
    """The port Calls on a list."""

    def __init__(self) -> None:
        self._calls: list[Call] = []

    def enter(self, call: Call) -> int:
        """Enter one; its number."""
        self._calls.append(replace(call, number=len(self._calls) + 1))
        return len(self._calls)

    def call(self, number: int) -> Call | None:
        """One of them; None where there is none."""
        return next((each for each in self._calls if each.number == number), None)

    def between(self, since: datetime, until: datetime) -> Sequence[Call]:
        """Those that started from ``since`` to just before ``until``, earliest first."""
        found = [each for each in self._calls if since <= each.started_at < until]
        return sorted(found, key=lambda each: (each.started_at, each.number))

    def open_follow_ups(self) -> Sequence[Call]:
        """Those that somebody still has to look into, the most pressing first."""
        waiting = [
            (each.follow_up_on, each.number, each)
            for each in self._calls
            if each.follow_up_on is not None and not each.followed_up_by
        ]
        return [call for _, _, call in sorted(waiting, key=lambda each: each[:2])]

    def followed_up(self, number: int, by: str) -> bool:
        """Enter who looked into it; False where nothing was promised, or somebody did before."""
        found = self.call(number)
        if found is None or found.follow_up_on is None or found.followed_up_by:
            return False
        self._calls[number - 1] = replace(found, followed_up_by=by)
        return True

    def like(self, category: CallCategory, campaign: int | None, limit: int) -> Sequence[Call]:
        """Similar calls, the latest first: those about the same campaign where one is given, else of the same category."""
        found = [
            each
            for each in self._calls
            if (each.category is category if campaign is None else each.campaign == campaign)
        ]
        return sorted(found, key=lambda each: (each.started_at, each.number), reverse=True)[:limit]

    def kept_follow_ups(self, limit: int) -> Sequence[Call]:
        """Promises that were kept, that of the latest day first."""
        kept = [
            (each.follow_up_on, each.number, each) for each in self._calls if each.follow_up_on and each.followed_up_by
        ]
        return [call for _, _, call in sorted(kept, key=lambda each: each[:2], reverse=True)[:limit]]


class MaterialsInMemory:
    """The port Materials on a list."""

    def __init__(self) -> None:
        self._moves: list[StockMove] = []

    def move(self, move: StockMove) -> int:
        """Enter one move; its number."""
        self._moves.append(move)
        return len(self._moves)

    def stock(self) -> Mapping[Material, int]:
        """How many pieces of each material there are."""
        found: Counter[Material] = Counter()
        for move in self._moves:
            found[move.material] += move.pieces
        return dict(found)

    def stock_alone(self, material: Material) -> int:
        """How many pieces of one there are."""
        return self.stock().get(material, 0)

    def moves(self, since: date, until: date) -> Sequence[StockMove]:
        """The moves of these days, in the order entered."""
        return [each for each in self._moves if since <= each.day < until]


class PagesInMemory:
    """The port Pages on a list."""

    def __init__(self) -> None:
        self._pages: list[PageNote] = []

    def enter(self, page: PageNote) -> int:
        """Enter one publication; its number."""
        self._pages.append(page)
        return len(self._pages)

    def latest(self, path: str) -> PageNote | None:
        """The latest publication of a page; None where it never was."""
        return next((each for each in reversed(self._pages) if each.path == path), None)

    def between(self, since: date, until: date) -> Sequence[PageNote]:
        """Publications of these days, in the order entered."""
        return [each for each in self._pages if since <= each.day < until]


class MeetingsInMemory:
    """The port Meetings on a list, each with the versions of its minutes."""

    def __init__(self) -> None:
        self._meetings: list[tuple[Meeting, list[tuple[str, str]]]] = []

    def enter(self, meeting: Meeting) -> int:
        """Enter one; its number."""
        number = len(self._meetings) + 1
        versions = [(meeting.minutes, meeting.by)] if meeting.minutes else []
        self._meetings.append((replace(meeting, number=number), versions))
        return number

    def meeting(self, number: int) -> Meeting | None:
        """One with its latest minutes; None where there is none."""
        if not 1 <= number <= len(self._meetings):
            return None
        found, versions = self._meetings[number - 1]
        return replace(found, minutes=versions[-1][0] if versions else "")

    def correct_minutes(self, number: int, minutes: str, by: str) -> bool:
        """A further version of the minutes; False where there is no such meeting."""
        if not 1 <= number <= len(self._meetings):
            return False
        self._meetings[number - 1][1].append((minutes, by))
        return True

    def versions(self, number: int) -> Sequence[tuple[str, str]]:
        """Every version of the minutes with who wrote it, the first one first."""
        return list(self._meetings[number - 1][1]) if 1 <= number <= len(self._meetings) else []

    def between(self, since: date, until: date) -> Sequence[Meeting]:
        """Meetings of these days, by their days."""
        numbers = range(1, len(self._meetings) + 1)
        found = [each for number in numbers if (each := self.meeting(number)) and since <= each.day < until]
        return sorted(found, key=lambda each: (each.day, each.number))


class QuestionnairesInMemory:
    """The port Questionnaires on a list."""

    def __init__(self) -> None:
        self._rounds: list[QuestionnaireRound] = []

    def enter(self, closed: QuestionnaireRound) -> int:
        """Enter one; its number."""
        self._rounds.append(closed)
        return len(self._rounds)

    def rounds(self) -> Sequence[QuestionnaireRound]:
        """All of them, in the order entered."""
        return list(self._rounds)
