"""The ports InboundLists and MinistryRequests in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tsuho.casework.window_ports import InboundList, MinistryRequest, RequestAnswer


class InboundListsInMemory:
    """The port InboundLists."""

    def __init__(self) -> None:
        self._kept: list[InboundList] = []
        self._tied: dict[tuple[str, str, datetime], str] = {}

    def enter(self, received: InboundList) -> int:
        """Keep a list; 0 if this agency sent the very same file before."""
        if any((each.agency, each.sha256) == (received.agency, received.sha256) for each in self._kept):
            return 0
        self._kept.append(replace(received, number=len(self._kept) + 1))
        return len(self._kept)

    def of_agency(self, agency: str, before: int | None, limit: int) -> Sequence[InboundList]:
        """The lists of one agency, newest first."""
        own = [each for each in reversed(self._kept) if each.agency == agency]
        return [each for each in own if before is None or each.number < before][:limit]

    def since(self, at: datetime) -> Sequence[InboundList]:
        """The lists that came at that time or later, oldest first."""
        return [each for each in self._kept if each.at >= at]

    def tie(self, agency: str, rows: Iterable[tuple[str, datetime]], key: str) -> bool:
        """Lay rows into a referral, all or none."""
        wanted = {(agency, ip, at) for ip, at in rows}
        if any(self._tied.get(row, key) != key for row in wanted):
            return False
        self._tied |= dict.fromkeys(wanted, key)
        return True

    def tied(self, agency: str) -> Mapping[tuple[str, datetime], str]:
        """Which rows of an agency are in a referral."""
        return {(ip, at): key for (own, ip, at), key in self._tied.items() if own == agency}


class MinistryRequestsInMemory:
    """The port MinistryRequests."""

    def __init__(self) -> None:
        self._kept: list[MinistryRequest] = []
        self._answers: list[RequestAnswer] = []

    def enter(self, request: MinistryRequest) -> int:
        """Keep a request; its number."""
        self._kept.append(replace(request, number=len(self._kept) + 1))
        return len(self._kept)

    def newest(self, before: int | None, limit: int) -> Sequence[MinistryRequest]:
        """Requests, newest first."""
        return [each for each in reversed(self._kept) if before is None or each.number < before][:limit]

    def request(self, number: int) -> MinistryRequest | None:
        """One request."""
        return self._kept[number - 1] if 0 < number <= len(self._kept) else None

    def answer(self, answer: RequestAnswer) -> int:
        """Keep an answer; its number."""
        self._answers.append(replace(answer, number=len(self._answers) + 1))
        return len(self._answers)

    def answers(self, requests: Sequence[int]) -> Sequence[RequestAnswer]:
        """The answers to these requests, oldest first."""
        return [each for each in self._answers if each.request in requests]
