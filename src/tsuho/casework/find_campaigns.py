"""Find campaigns by the words a caller reads out: a sum, a domain, a number, a phrase; what holds most of them comes first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tsuho.casework.index_text import MIN_CHARS, search_fold
from tsuho.casework.queue_ports import Item, ItemKind, QueueEntry, WorkQueue
from tsuho.casework.search import Indexes, named_in
from tsuho.casework.search_ports import Match
from tsuho.engine.parse.amounts import value_of
from tsuho.engine.parse.folded import fold

MAX_WORDS = 6
_LOOKED_AT = 200  # matches of one word; what more there are of is told from others by the next word


@dataclass(frozen=True, slots=True)
class Found:
    """A campaign with what matched; ``words`` is how many of the caller's words it holds."""

    entry: QueueEntry
    words: int
    matches: tuple[Match, ...]


@dataclass(slots=True)
class _Scores:
    words: dict[int, set[int]] = field(default_factory=dict)
    matches: dict[int, list[Match]] = field(default_factory=dict)

    def add(self, matches: list[Match], words: set[int]) -> None:
        for match in matches:
            if match.campaign is not None:
                self.words.setdefault(match.campaign, set()).update(words)
                self.matches.setdefault(match.campaign, []).append(match)


def find_campaigns(indexes: Indexes, queue: WorkQueue, said: str, *, limit: int = 10) -> list[Found]:
    """The campaigns that hold most of the words, the most pressing first among equals; nothing said finds nothing."""
    words = [word for word in fold(said).text.split() if len(search_fold(word)) >= MIN_CHARS][:MAX_WORDS]
    if not words:
        return []
    scores = _Scores()
    folded = [search_fold(word) for word in words]
    every = set(range(len(words)))
    scores.add(indexes.texts.holding(folded, None, _LOOKED_AT), every)
    for number, word in enumerate(words):
        for matches in _of_word(indexes, word):
            scores.add(matches, {number})
        if len(words) > 1:
            scores.add(indexes.texts.holding([folded[number]], None, _LOOKED_AT), {number})
    items = [Item(ItemKind.CAMPAIGN, number) for number in scores.words]
    found = [
        Found(entry, len(scores.words[item.number]), tuple(scores.matches[item.number][:3]))
        for item, entry in queue.entries(items).items()
    ]
    return sorted(found, key=lambda each: (-each.words, -each.entry.priority, each.entry.item.number))[:limit]


def _of_word(indexes: Indexes, word: str) -> Iterator[list[Match]]:
    """What one word names as a fact. A caller reads out 「3万」 or 50,000 without saying 円, so a bare number is yen too."""
    spellings = [word, f"{word}円"] if value_of(word) is not None else [word]
    for what, value in dict.fromkeys(named for spelling in spellings for named in named_in(spelling)):
        yield indexes.facts.having(what, value, None, _LOOKED_AT)
