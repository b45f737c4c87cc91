"""Outside facts: what the engine asks the world for, and the answers that are stored with the evidence.

The engine never looks anything up itself, so the same bytes and the same facts give the same findings for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tsuho.words.authentication import Authentication, Handover
from tsuho.words.judged import Network
from tsuho.words.virus import VirusScan


@dataclass(frozen=True, slots=True)
class Question:
    """One fact wanted.

    ``kind`` is ``network`` (subject: an IP, at: the time of receipt), ``virus`` or ``authentication`` (both: the sha256 of
    the arrival's bytes); ``handover`` is how the mail came, where its sender is to be checked.
    """

    kind: str
    subject: str
    at: datetime | None = None
    handover: Handover | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers. A subject that is absent was asked and not answered: unknown, never "no"."""

    networks: Mapping[str, Network] = field(default_factory=dict)
    virus_scans: Mapping[str, VirusScan] = field(default_factory=dict)  # sha256 of the scanned bytes
    authentications: Mapping[str, Authentication] = field(default_factory=dict)  # sha256 of the arrival's bytes
    answered_at: datetime | None = None


NO_FACTS = Facts()
