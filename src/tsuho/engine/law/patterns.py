"""Pattern sets: many wordings looked for in one text at once, each found again with its exact place.

Hyperscan reads the text once and says which patterns may stand in it; only those are confirmed with ``re``, when a rule
asks for them. A pattern that Hyperscan cannot hold is given a cue, an easier expression that stands wherever the pattern
does. A pattern that is slow to look for is given a reach beside its cue: how far a match may go before and behind the end of
the cue in it, so that ``re`` looks near the cues only; without a cue of its own, its matches' ends are the cues. What Hyperscan passes over is not there: the tests hold both readings
equal on every line we have.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar, cast

import hyperscan

HEAD = 80_000  # characters of a text that patterns see from its beginning …
TAIL = 20_000  # … and from its end, where the display stands; a longer text is judged as one that is not whole
MAX_MATCHES = 200  # matches of one pattern, from the beginning and from the end, that are worth looking at
MAX_CUES = 2_000  # cues of one pattern that are noted; where more stand, the whole text is looked at
_FAR_AHEAD = 100  # characters; a pattern that looks farther ahead is tried place by place
_FILTER = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_UCP | hyperscan.HS_FLAG_PREFILTER

Found = TypeVar("Found")
Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a match goes around the end of the cue inside it, in characters, at most.

    ``before`` counts from the match's start to the cue's end, ``behind`` from there to the match's end, ``ahead`` from
    there to what the pattern only looks at.
    """

    before: int
    behind: int
    ahead: int = 8


class Hits:
    """What a pattern set finds in one text. Offsets are those of the text; nothing is confirmed before it is asked."""

    __slots__ = ("_all", "_cues", "_first", "_known", "_patterns", "_reaches", "_windows", "text")

    def __init__(
        self,
        text: str,
        patterns: Mapping[str, re.Pattern[str]],
        cues: Mapping[str, Sequence[int]],
        reaches: Mapping[str, Reach],
    ) -> None:
        """``cues`` are the names that a first look did not rule out, with the ends of cues (in the UTF-8 bytes of what was
        looked at) where the pattern has a reach, else empty.
        """
        self.text = text
        self._patterns = patterns
        self._cues = cues
        self._reaches = reaches
        self._windows = _windows(text)
        self._first: dict[str, re.Match[str] | None] = {}
        self._all: dict[str, tuple[re.Match[str], ...]] = {}
        self._known: dict[tuple[str, int], tuple[object, object]] = {}

    @property
    def saw_all(self) -> bool:
        """False where the text is so long that its middle was passed over."""
        return len(self._windows) == 1

    def first(self, name: str) -> re.Match[str] | None:
        """The first match of a pattern, None where it does not stand in the text."""
        if name not in self._cues:  # as nearly all, of which the rules ask a hundred times a mail
            self._must_know(name)
            return None
        if name not in self._first:
            self._first[name] = next(self._search(name), None)
        return self._first[name]

    def has(self, name: str) -> bool:
        """Whether a pattern stands in the text."""
        return self.first(name) is not None

    def all(self, name: str) -> tuple[re.Match[str], ...]:
        """The matches of a pattern, in order, as many as are worth looking at."""
        if name not in self._cues:
            self._must_know(name)
            return ()
        if name not in self._all:
            self._all[name] = tuple(self._search(name))
        return self._all[name]

    def once(self, name: str, of: object, find: Callable[[], Found]) -> Found:
        """What a finder makes of this text, found once however many rules ask; ``of`` is what else it looked at."""
        known = self._known.get((name, id(of)))
        if known is None:
            known = self._known[name, id(of)] = (of, find())  # held, so that no other thing gets its identity
        return cast("Found", known[1])

    def _must_know(self, name: str) -> None:
        if name not in self._patterns:
            raise KeyError(f"the set has no pattern {name!r}; add it to the wordings that make up the set")

    def _search(self, name: str) -> Iterator[re.Match[str]]:
        ends = self._cues[name]
        near = tuple(_around(self._characters(ends), self._reaches[name])) if 0 < len(ends) < MAX_CUES else ()
        for window in self._windows:
            found = self._near(name, near, window) if near else self._patterns[name].finditer(self.text, *window)
            yield from islice(found, MAX_MATCHES)

    def _near(self, name: str, stretches: Sequence[Window], window: Window) -> Iterator[re.Match[str]]:
        """The same matches, looked for around the cues: every match holds one, so none stands elsewhere."""
        reach = self._reaches[name]
        find = _first_match if reach.ahead > _FAR_AHEAD else _search
        at = window[0]
        for start, end in stretches:
            at = max(at, start)
            last = min(end, window[1])
            while found := find(self._patterns[name], self.text, at, last, min(end + reach.ahead, window[1])):
                yield found
                at = max(found.end(), found.start() + 1)

    def _characters(self, ends: Sequence[int]) -> Iterator[int]:
        """Offsets in characters for offsets in bytes of what was looked at, in order."""
        if self.text.isascii() and len(self._windows) == 1:
            yield from ends
            return
        seen = _seen(self.text, self._windows).encode("utf-8", "replace")
        done = at = 0
        passed_over = self._windows[-1][0] - self._windows[0][1] - 1 if len(self._windows) > 1 else 0
        for end in ends:
            at += len(seen[done:end].decode("utf-8", "ignore"))
            done = end
            yield at + passed_over if passed_over and at > HEAD else at


class PatternSet:
    """Named patterns, compiled into one Hyperscan database when the first text comes.

    ``cues`` maps the name of a pattern to the expression that Hyperscan looks for in its place; ``reaches`` to how many
    characters a match may have before and behind the end of its cue. A database belongs to the process that built it: after
    a fork the child builds its own.
    """

    def __init__(
        self,
        patterns: Mapping[str, re.Pattern[str]],
        cues: Mapping[str, str] | None = None,
        reaches: Mapping[str, Reach] | None = None,
    ) -> None:
        """Nothing is compiled yet."""
        self.patterns = dict(patterns)
        self.cues = dict(cues or {})
        self.reaches = dict(reaches or {})
        self._names = tuple(self.patterns)
        self._database: hyperscan.Database | None = None
        self._process = 0
        # A mail's subject, text, hidden text and other alternative, each asked for by rule after rule.
        self.on = lru_cache(maxsize=8)(self._read)

    def _read(self, text: str) -> Hits:
        return Hits(text, self.patterns, self._candidates(text) if text else {}, self.reaches)

    def _candidates(self, text: str) -> Mapping[str, Sequence[int]]:
        """The names that may stand there, with the ends of their cues in order where they have a reach."""
        database = self._ready()
        names = self._names
        found: dict[str, list[int]] = {}

        def note(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            ends = found.setdefault(names[number], [])
            if names[number] in self.reaches and len(ends) < MAX_CUES:
                ends.append(end)

        # One scan over both windows: a blank line between them invents no match that "re" would confirm.
        database.scan(_seen(text, _windows(text)).encode("utf-8", "replace"), match_event_handler=note)
        return found

    def _ready(self) -> hyperscan.Database:
        if self._database is None or self._process != os.getpid():
            self._database = self._compiled()
            self._process = os.getpid()
        return self._database

    def _compiled(self) -> hyperscan.Database:
        expressions = [self.cues.get(name, pattern.pattern) for name, pattern in self.patterns.items()]
        flags = [
            _FILTER
            | (0 if name in self.reaches else hyperscan.HS_FLAG_SINGLEMATCH)
            | (hyperscan.HS_FLAG_CASELESS if pattern.flags & re.IGNORECASE or name in self.cues else 0)
            | (hyperscan.HS_FLAG_MULTILINE if pattern.flags & re.MULTILINE else 0)
            for name, pattern in self.patterns.items()
        ]
        database = hyperscan.Database()
        database.compile(
            expressions=[expression.encode("utf-8") for expression in expressions],
            ids=list(range(len(expressions))),
            elements=len(expressions),
            flags=flags,
        )
        return database


def _search(pattern: re.Pattern[str], text: str, at: int, last: int, limit: int) -> re.Match[str] | None:
    """The first match that begins from ``at`` to ``last``, as if the text ended at ``limit``."""
    found = pattern.search(text, at, limit) if at <= last else None
    return found if found and found.start() <= last else None


def _first_match(pattern: re.Pattern[str], text: str, at: int, last: int, limit: int) -> re.Match[str] | None:
    """The same, tried place by place: what is only looked at behind the last place is not searched itself."""
    match = pattern.match
    return next((found for begin in range(at, last + 1) if (found := match(text, begin, limit))), None)


def _windows(text: str) -> tuple[tuple[int, int], ...]:
    length = len(text)
    return ((0, length),) if length <= HEAD + TAIL else ((0, HEAD), (length - TAIL, length))


def _seen(text: str, windows: Sequence[Window]) -> str:
    return text if len(windows) == 1 else "\n".join(text[start:end] for start, end in windows)


def _around(ends: Iterator[int], reach: Reach) -> Iterator[Window]:
    """The stretches around the ends of cues, in order, those that touch made one."""
    low, high = 0, -1
    for end in ends:
        if high < 0:
            low, high = end - reach.before, end + reach.behind
        elif end - reach.before <= high:
            high = max(high, end + reach.behind)
        else:
            yield low, high
            low, high = end - reach.before, end + reach.behind
    if high >= 0:
        yield low, high
