"""One hit as a document reports it: where it came from, when, what it broke, and its redacted copy."""

from dataclasses import dataclass
from datetime import datetime

from tsuho.referral.redact import Redacted


@dataclass(frozen=True, slots=True)
class ReportedHit:
    """``reference`` names the hit towards the outside; ``time`` is aware; ``provisions`` are (rule id, article).

    ``mail_from`` is the envelope's, never the From field, which may name a victim; empty: the null sender; None: unknown.
    """

    reference: str
    ip: str
    port: int | None
    time: datetime
    helo: str
    mail_from: str | None
    provisions: tuple[tuple[str, str], ...]
    campaign: int
    redacted: Redacted


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports: the centre, as documents name it. ``simulated`` shows wherever the document does."""

    name: str
    name_en: str
    domain: str
    contact: str
    simulated: bool
    version: str
