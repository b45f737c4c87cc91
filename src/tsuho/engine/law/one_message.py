"""One message as a law rule sees it: the facts of the mail, its text, and which patterns stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tsuho.engine.parse.text import Text
from tsuho.words.arrival import MonitorSheet
from tsuho.words.authentication import Authentication
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
class Session:
    """How a mail was handed to us, as our session or a front of ours saw it; ``mail_from`` None: no SMTP session."""

    ip: str
    helo: str
    mail_from: str | None
    rcpt_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneMessage:
    """The reported original, ready to be judged.

    ``classification`` is what the jurisdiction made of it before any rule runs. ``authentication`` is our own check at our
    session, None where there was none; ``session`` how the mail was handed to us, None for what others forwarded.
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
    authentication: Authentication | None = None
    session: Session | None = None
    header_evidence: Mapping[str, Evidence] = field(default_factory=dict)
    classification: Classification | None = None
    other_text: Text | None = None
    known_landings: Mapping[str, str] = field(default_factory=dict)
    published_address: PublishedAddress | None = None
