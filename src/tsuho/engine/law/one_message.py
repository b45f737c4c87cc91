"""One message as a law rule sees it: the facts of the mail, its text, and which patterns stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tsuho.engine.parse.text import Text
from tsuho.words.arrival import MonitorSheet
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Attachment, Classification, Link
from tsuho.words.vocabulary import Channel, Form, Kind


@dataclass(frozen=True, slots=True)
class PublishedAddress:
    """What a person found about the recipient's address where the public can see it, on the day it was looked at.

    ``of_business`` says that a body or a person in business publishes it; ``refuses`` that words beside it refuse
    advertising mail.
    """

    seen_on: date
    of_business: bool
    refuses: bool


@dataclass(frozen=True, slots=True)
class OneMessage:
    """The reported original, ready to be judged.

    ``classification`` is what the jurisdiction made of it before any rule runs. ``authentication`` maps a method
    (spf, dkim, dmarc) to the result that our own session saw; a method that is absent was not seen.
    ``sent_at`` is the time at our trust boundary, aware. ``header_evidence`` maps from, subject, to to their place.
    ``other_text`` is what stands in the other MIME alternative, where there is one. What people have found out:
    ``known_landings`` maps a registered domain to the category of the site, ``published_address`` is about the
    recipient.
    """

    kind: Kind
    form: Form
    channel: Channel
    from_address: str
    from_name: str
    subject: str
    text: Text
    links: tuple[Link, ...]
    attachments: tuple[Attachment, ...]
    language: str
    sent_at: datetime | None
    monitor: MonitorSheet | None = None
    reply_to: str = ""
    list_unsubscribe: str = ""
    authentication: Mapping[str, str] = field(default_factory=dict)
    header_evidence: Mapping[str, Evidence] = field(default_factory=dict)
    classification: Classification | None = None
    other_text: Text | None = None
    known_landings: Mapping[str, str] = field(default_factory=dict)
    published_address: PublishedAddress | None = None
