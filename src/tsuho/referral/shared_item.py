"""One consented mail as filter vendors get it (アソシエーション): facts and a redacted copy, never a person."""

from dataclasses import dataclass
from datetime import datetime

from tsuho.words.vocabulary import Confidence


@dataclass(frozen=True, slots=True)
class SharedItem:
    """A consented report, masked. ``reference`` is a UUID that only we can turn back, and stays the item's for ever.

    ``minute`` is the time of receipt, to the minute; ``ip`` is empty where no origin is named, and ``confidence`` says how
    it is known. ``attachments`` are (sha256, content type). ``mail`` is the redacted copy. ``consent`` is the version of the
    text that the reporter agreed to, ``withdrawn_at`` when the consent was taken back: then nothing but that is told.
    """

    reference: str
    minute: datetime
    category: str
    campaign: int
    subject: str
    from_domain: str
    ip: str
    confidence: Confidence | None
    country: str
    language: str
    links: tuple[str, ...]
    attachments: tuple[tuple[str, str], ...]
    mail: bytes
    consent: str
    withdrawn_at: datetime | None = None
