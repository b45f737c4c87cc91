"""Which templates stand at a place: an index in memory, because on disk every new text would touch 25 pages far apart.

It is a cache of what the store holds, so each process has its own and catches up by number. 300 bytes a template; the oldest
of more than a million are no longer looked for.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tsuho.engine.campaigns.clues import places

MAX_TEMPLATES = 1_000_000
MAX_AT_PLACE = 32  # the newest; what more share tells nobody apart
_MAX_RECENT = 8_000  # templates


class PlaceIndex:
    """Templates by place: the settled ones in sorted arrays, the recent ones in a dictionary."""

    def __init__(self) -> None:
        self.newest = 0
        self._places = np.empty(0, dtype=np.int64)
        self._templates = np.empty(0, dtype=np.uint32)
        self._recent: dict[int, list[int]] = {}
        self._recent_templates = 0

    def add(self, templates: Iterable[tuple[int, bytes]]) -> None:
        """Add templates by number and likeness, in the order of their numbers, each newer than all before."""
        for number, likeness in templates:
            for place in places(likeness):
                self._recent.setdefault(place, []).append(number)
            self.newest = number
            self._recent_templates += 1
            if self._recent_templates >= _MAX_RECENT:
                self._settle()

    def at(self, wanted: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """The templates at each of these places, oldest first, at most the 32 newest; places of none are left out."""
        sought = np.array(wanted, dtype=np.int64)
        begin, end = np.searchsorted(self._places, sought), np.searchsorted(self._places, sought, side="right")
        found: dict[int, Sequence[int]] = {}
        for index in np.flatnonzero(end > begin).tolist():
            first = max(int(begin[index]), int(end[index]) - MAX_AT_PLACE)
            found[wanted[index]] = self._templates[first : int(end[index])].tolist()
        for place in wanted:
            if recent := self._recent.get(place):
                found[place] = [*found.get(place, ()), *recent][-MAX_AT_PLACE:]
        return found

    def _settle(self) -> None:
        """Sort the recent templates in among the others, and drop the oldest of too many."""
        count = sum(map(len, self._recent.values()))
        new_places = np.fromiter(
            (place for place, own in self._recent.items() for _ in own), dtype=np.int64, count=count
        )
        new = np.fromiter((number for own in self._recent.values() for number in own), dtype=np.uint32, count=count)
        order = np.argsort(new_places, kind="stable")
        where = np.searchsorted(self._places, new_places[order], side="right")
        self._places = np.insert(self._places, where, new_places[order])
        self._templates = np.insert(self._templates, where, new[order])
        self._recent.clear()
        self._recent_templates = 0
        if self.newest > MAX_TEMPLATES:
            kept = self._templates > self.newest - MAX_TEMPLATES
            self._places, self._templates = self._places[kept], self._templates[kept]
