"""One message as a law rule sees it: the facts of the mail, its text, and which patterns stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tsuho.engine.parse.text import Text
from tsuho.words.arrival import MonitorSheet
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Attachment, Classification, Link
from tsuho.words.vocabulary import Channel, Form, Kind


@dataclass(frozen=True, slots=True)
class OneMessage:
    """The reported original, ready to be judged.

    ``classification`` is what the jurisdiction made of it before any rule runs. ``authentication`` maps a method
    (spf, dkim, dmarc) to the result that our own session saw; a method that is absent was not seen.
    ``sent_at`` is the time at our trust boundary, aware. ``header_evidence`` maps from, subject, to to their place.
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
