"""Pattern sets: many wordings looked for in one text at once, each found again with its exact place.

Hyperscan reads the text once and says which patterns may stand in it; only those are confirmed with ``re``, when a rule
asks for them. A pattern that Hyperscan cannot hold is given a cue, an easier expression that stands wherever the pattern
does. What Hyperscan passes over is not there: the tests hold both readings equal on every line we have.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

import hyperscan

HEAD = 80_000  # characters of a text that patterns see from its beginning …
TAIL = 20_000  # … and from its end, where the display stands; a longer text is judged as one that is not whole
MAX_MATCHES = 200  # matches of one pattern, from the beginning and from the end, that are worth looking at
_FILTER = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_UCP | hyperscan.HS_FLAG_PREFILTER | hyperscan.HS_FLAG_SINGLEMATCH


class Hits:
    """What a pattern set finds in one text. Offsets are those of the text; nothing is confirmed before it is asked."""

    __slots__ = ("_all", "_first", "_may", "_patterns", "_windows", "text")

    def __init__(self, text: str, patterns: Mapping[str, re.Pattern[str]], may: frozenset[str]) -> None:
        """``may`` are the names that a first look did not rule out."""
        self.text = text
        self._patterns = patterns
        self._may = may
        self._windows = _windows(text)
        self._first: dict[str, re.Match[str] | None] = {}
        self._all: dict[str, tuple[re.Match[str], ...]] = {}

    @property
    def saw_all(self) -> bool:
        """False where the text is so long that its middle was passed over."""
        return len(self._windows) == 1

    def first(self, name: str) -> re.Match[str] | None:
        """The first match of a pattern, None where it does not stand in the text."""
        if not self._may_have(name):
            return None
        if name not in self._first:
            self._first[name] = next(self._search(name), None)
        return self._first[name]

    def has(self, name: str) -> bool:
        """Whether a pattern stands in the text."""
        return self.first(name) is not None

    def all(self, name: str) -> tuple[re.Match[str], ...]:
        """The matches of a pattern, in order, as many as are worth looking at."""
        if not self._may_have(name):
            return ()
        if name not in self._all:
            self._all[name] = tuple(self._search(name))
        return self._all[name]

    def _may_have(self, name: str) -> bool:
        if name not in self._patterns:
            raise KeyError(f"the set has no pattern {name!r}; add it to the wordings that make up the set")
        return name in self._may

    def _search(self, name: str) -> Iterator[re.Match[str]]:
        for window in self._windows:
            yield from islice(self._patterns[name].finditer(self.text, *window), MAX_MATCHES)


class PatternSet:
    """Named patterns, compiled into one Hyperscan database when the first text comes.

    ``cues`` maps the name of a pattern to the expression that Hyperscan looks for in its place. A database belongs to
    the process that built it: after a fork the child builds its own.
    """

    def __init__(self, patterns: Mapping[str, re.Pattern[str]], cues: Mapping[str, str] | None = None) -> None:
        """Nothing is compiled yet."""
        self.patterns = dict(patterns)
        self.cues = dict(cues or {})
        self._names = tuple(self.patterns)
        self._database: hyperscan.Database | None = None
        self._process = 0
        # A mail's subject, text, hidden text and other alternative, each asked for by rule after rule.
        self.on = lru_cache(maxsize=8)(self._read)

    def _read(self, text: str) -> Hits:
        if not text:
            return Hits(text, self.patterns, frozenset())
        return Hits(text, self.patterns, frozenset(self._candidates(text)))

    def _candidates(self, text: str) -> list[str]:
        database = self._ready()
        found: list[str] = []

        def note(number: int, _start: int, _end: int, _flags: int, _context: object) -> None:
            found.append(self._names[number])

        # One scan over both windows: a blank line between them invents no match that "re" would confirm.
        seen = "\n".join(text[start:end] for start, end in _windows(text))
        database.scan(seen.encode("utf-8", "replace"), match_event_handler=note)
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


def _windows(text: str) -> tuple[tuple[int, int], ...]:
    length = len(text)
    return ((0, length),) if length <= HEAD + TAIL else ((0, HEAD), (length - TAIL, length))
