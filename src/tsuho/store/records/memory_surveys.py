"""The surveys in memory, for tests of what is done with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tsuho.words.surveys import RoundEntry, Service


@dataclass
class MemorySurveys:
    """The port Surveys in lists."""

    _services: dict[str, tuple[str, Service]] = field(default_factory=dict)
    _entries: list[RoundEntry] = field(default_factory=list)

    def services(self, source: str = "") -> list[Service]:
        """The register, or what one source brought, by code."""
        return [service for _, (of, service) in sorted(self._services.items()) if source in {"", of}]

    def sources(self) -> Mapping[str, str]:
        """Which source each code came from."""
        return {code: of for code, (of, _) in sorted(self._services.items())}

    def enter_services(self, source: str, services: Sequence[Service], at: datetime) -> None:
        """Replace whole what a source brought before. Raises ValueError for a code that another source brought."""
        del at
        for each in services:
            if self._services.get(each.code, (source,))[0] != source:
                raise ValueError(f"{each.code} stands in the list {self._services[each.code][0]!r}")
        kept = {code: found for code, found in self._services.items() if found[0] != source}
        self._services = kept | {each.code: (source, each) for each in services}

    def append(self, entries: Sequence[RoundEntry]) -> None:
        """Append entries."""
        self._entries += entries

    def entries(self, label: str) -> list[RoundEntry]:
        """All entries of a round, oldest first."""
        return [each for each in self._entries if each.round == label]

    def rounds(self) -> list[str]:
        """The labels of all rounds that have entries, oldest first."""
        return sorted({each.round for each in self._entries})
