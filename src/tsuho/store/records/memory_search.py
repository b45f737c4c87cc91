"""The indexes of search in memory: for tests of what is looked for and how."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tsuho.casework.search_ports import Fact, FiledText, Match, What, Where

_WHERE = {
    What.LANDING: Where.LANDING,
    What.FROM_DOMAIN: Where.FROM_DOMAIN,
    What.PHONE: Where.PHONE,
    What.AMOUNT: Where.AMOUNT,
    What.FILE: Where.FILE_HASH,
}


@dataclass
class MemoryFacts:
    """The port FactIndex in a list of (campaign, report, what, value, count)."""

    rows: list[tuple[int | None, int | None, What, str, int]] = field(default_factory=list)

    def of_campaign(self, campaign: int, what: What, limit: int = 50) -> list[Fact]:
        """The commonest values first; days in their order."""
        counts: Counter[str] = Counter()
        for own, _, kind, value, count in self.rows:
            if own == campaign and kind is what:
                counts[value] += count
        by_day = what in {What.DAY, What.HIT_DAY}
        ordered = sorted(counts.items(), key=lambda each: (each[0],) if by_day else (-each[1], each[0]))
        return [Fact(what, value, count) for value, count in ordered[:limit]]

    def distinct(self, campaign: int, what: What) -> int:
        """How many different values there are."""
        return len({value for own, _, kind, value, _ in self.rows if own == campaign and kind is what})

    def having(self, what: What, value: str, after: int | None, limit: int) -> list[Match]:
        """What has this value, newest first."""
        found = [
            Match(campaign, report, _WHERE[what], own, place)
            for place, (campaign, report, kind, own, _) in enumerate(self.rows, start=1)
            if kind is what and own == value and (after is None or place < after)
        ]
        return found[::-1][:limit]


@dataclass
class MemoryTexts:
    """The port TextIndex in a list."""

    texts: list[FiledText] = field(default_factory=list)

    def holding(self, words: Sequence[str], after: int | None, limit: int) -> list[Match]:
        """Texts that hold all of these, newest first."""
        found = [
            Match(each.campaign, None if each.campaign else each.report, each.where, each.shown[:80], place)
            for place, each in enumerate(self.texts, start=1)
            if all(word in each.folded for word in words) and (after is None or place < after)
        ]
        return found[::-1][:limit]
