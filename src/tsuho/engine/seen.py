"""What looking at one arrival yields: the originals, read but not judged, and the outside facts that judging wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tsuho.engine.origin.boundary import Boundary
from tsuho.engine.parse.body import Body
from tsuho.engine.unwrap.original import Original
from tsuho.words.arrival import Arrival
from tsuho.words.authentication import CarriedResult
from tsuho.words.evidence import Evidence
from tsuho.words.facts import Question
from tsuho.words.vocabulary import Kind, Provenance


@dataclass(frozen=True, slots=True)
class Headers:
    """The header facts of an original, from its own header block or from what the reporter's client wrote of it."""

    from_address: str
    from_name: str
    reply_to: str
    subject: str
    date: datetime | None
    message_id: str
    list_unsubscribe: str
    dkim_domains: tuple[str, ...]
    evidence: Mapping[str, Evidence]
    provenance: Mapping[str, Provenance]
    carried_authentication: tuple[CarriedResult, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenReport:
    """One original, read. ``body`` is None where nothing was recovered; ``sha256`` is of the original's exact bytes."""

    kind: Kind
    original: Original
    headers: Headers
    body: Body | None
    sha256: str | None
    language: str
    boundary: Boundary
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One arrival, read."""

    arrival: Arrival
    sha256: str
    reports: tuple[SeenReport, ...]
    questions: tuple[Question, ...]
