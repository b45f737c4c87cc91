"""The sockets of the surveys: the register of services, the book of rounds, and where the monitors' mail came from."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tsuho.words.surveys import Gathered, MonitorOrigin, RoundEntry, Service, Subject


class Surveys(Protocol):
    """The register of services and the book of rounds. An entry of a round is appended once and never changed."""

    def services(self, source: str = "") -> list[Service]:
        """The register, or what one source brought, by code."""

    def sources(self) -> Mapping[str, str]:
        """Which source (the name of its list) each code came from."""

    def enter_services(self, source: str, services: Sequence[Service], at: datetime) -> None:
        """Replace whole what a source brought before. Raises ValueError for a code that another source brought."""

    def append(self, entries: Sequence[RoundEntry]) -> None:
        """Append entries, all or none."""

    def entries(self, label: str) -> list[RoundEntry]:
        """All entries of a round, oldest first."""

    def rounds(self) -> list[str]:
        """The labels of all rounds that have entries, oldest first."""


class MonitorOrigins(Protocol):
    """Where the mail to the monitors came from."""

    def between(self, since: datetime, until: datetime) -> Iterator[MonitorOrigin]:
        """Monitor hits received in that time whose origin we or a host that we trust saw, oldest first."""


class GatherPublished(Protocol):
    """Asks the DNS what domains publish."""

    def __call__(self, subjects: Sequence[Subject]) -> Iterator[Gathered]:
        """Ask about each; in whatever order they are done."""

    @property
    def resolvers(self) -> tuple[str, ...]:
        """Whom it asks, the first and the second."""

    @property
    def fetches(self) -> bool:
        """Whether it asks web servers for policy files."""
