"""The socket of the provider register: what was imported, what a person confirmed, and what stands in the way of sending.

Two layers, as national teams keep them: an import replaces its own layer whole, a person's entries win field by field and no
import touches them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from tsuho.words.catalogue import Words, as_written


@dataclass(frozen=True, slots=True)
class Provider:
    """An ISP or mail service in the partner register (ISP事業者). ``formats`` are of xarf, arf and csv; ``contact`` takes notices.

    ``networks`` are (prefix in CIDR, valid since, valid until or None), ``as_numbers`` the same of AS numbers; ``until`` is the
    first day on which it is not theirs. ``wants`` is ``bundle`` (many hits in a letter), ``by_as`` (a letter for each AS) or
    ``single`` (a letter for each hit); ``interval_hours`` pass at least between two notices. ``inhibited`` says why nothing is
    sent before ``inhibited_until`` (None: until it is lifted); ``bounces`` are hard ones that no person has cleared yet. With
    ``https_url`` notices are posted to that window instead of mailed.
    """

    code: str
    name: str
    contact: str
    formats: tuple[str, ...] = ("xarf", "arf")
    language: str = "ja"
    terms_url: str = ""
    networks: tuple[tuple[str, date, date | None], ...] = ()
    inhibited: str = ""
    wants: str = "bundle"
    as_numbers: tuple[tuple[int, date, date | None], ...] = ()
    interval_hours: int = 0
    inhibited_until: date | None = None
    bounces: int = 0
    bounced_at: datetime | None = None
    https_url: str = ""

    def held_back(self, day: date) -> Words | None:
        """Why nothing may go there on a day, and what to do; None: it may."""
        if self.inhibited and (self.inhibited_until is None or day < self.inhibited_until):
            return as_written(self.inhibited)
        if self.bounces:
            return Words("waits_bounced", {"code": self.code})
        return None


# What an import brings and a person may confirm; inhibitions and bounces are of no layer and outlive every import.
LAYERED = (
    "name", "contact", "formats", "language", "terms_url", "networks", "as_numbers", "wants", "interval_hours", "https_url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """What one source said of a provider at its last import."""

    source: str
    at: datetime
    provider: Provider


@dataclass(frozen=True, slots=True)
class ConfirmedField:
    """One field of a provider as a person confirmed it; ``value`` is of the field's own type."""

    value: object
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Layers:
    """Everything that is known of one provider, the newest import first."""

    imported: tuple[Imported, ...] = ()
    confirmed: Mapping[str, ConfirmedField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AddressAt:
    """An address at a time, and the AS that it was in, where that is known: whose was it?"""

    ip: str
    when: datetime
    asn: int | None = None


class Partners(Protocol):
    """The register of providers."""

    def provider_of(self, ip: str, when: datetime, asn: int | None = None) -> Provider | None:
        """Whose network held the address at that time, the longest prefix winning; else whose AS it was; None: nobody's."""

    def providers_of(self, asked: Sequence[AddressAt]) -> list[Provider | None]:
        """The same of many addresses at once, in their order."""

    def provider(self, code: str) -> Provider | None:
        """One provider, its layers laid over one another; None: not registered."""

    def providers(self) -> list[Provider]:
        """All providers, by code."""

    def layers(self, code: str) -> Layers:
        """What was imported and what was confirmed of one; both empty for a code that nobody knows."""

    def imported(self, source: str) -> list[Provider]:
        """What the last import of a source brought, by code."""

    def import_providers(self, source: str, providers: Sequence[Provider], at: datetime) -> None:
        """Replace whole what a source brought before. Raises ValueError for a prefix that is none; nothing is changed then."""

    def confirm(self, code: str, fields: Mapping[str, object], by: str, at: datetime) -> None:
        """Enter fields (of LAYERED) as a person confirmed them. Raises ValueError for a prefix that is none."""

    def unconfirm(self, code: str, fields: Sequence[str]) -> None:
        """Take back what a person confirmed; what was imported holds again."""

    def inhibit(self, code: str, reason: str, until: date | None) -> None:
        """Send nothing there, and say why; an empty reason lifts it."""

    def note_bounce(self, code: str, at: datetime) -> None:
        """A letter came back for good: nothing more goes there until a person clears it."""

    def clear_bounce(self, code: str) -> None:
        """The contact is in order again."""
