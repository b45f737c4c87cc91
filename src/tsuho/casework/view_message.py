"""The message view: everything that a person looks at to judge one report, masked until he asks for more (unmask.py).

The bytes are read again, since that leads every finding back to its characters and draws the boundary of trust; what was found
of them is the judgement that stands. Nothing is fetched, nothing opened, and giant mails are shown to a bound.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tsuho.casework.cover import cover
from tsuho.casework.decision_ports import Decisions, ReportDecided
from tsuho.casework.enter_decision import kept_message
from tsuho.casework.mark_text import Mark, marks
from tsuho.casework.message_ports import Judgement, KeptMessage, Messages
from tsuho.casework.ports import Records, ReportSeen
from tsuho.engine.origin.received import Hop, parse_received
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.links import defang
from tsuho.engine.parse.mime import Mail
from tsuho.engine.read_one import MAX_HOPS, Reading, look
from tsuho.engine.seen import SeenReport
from tsuho.engine.stated import NOTHING_STATED, Stated
from tsuho.words.judged import JudgedReport, MessageFacts
from tsuho.words.vocabulary import Form

MAX_CHARS = 50_000  # of text, hidden text and source each
_MAX_FIELDS = 200
_MAX_VALUE = 2_000
# Whom the mail was for stands in these; all others are covered where an address stands in them.
_OF_RECIPIENTS = frozenset(
    {"to", "cc", "bcc", "delivered-to", "x-original-to", "envelope-to", "resent-to", "x-envelope-to"}
)


@dataclass(frozen=True, slots=True)
class Looking:
    """What looking at a message needs."""

    records: Records
    messages: Messages
    decisions: Decisions
    reading: Reading


@dataclass(frozen=True, slots=True)
class HeaderShown:
    """One header field in its order; ``number`` is what ``header:<n>`` of evidence means."""

    number: int
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class HopShown:
    """One Received line from the top. ``believed``: a host that we trust wrote it; ``is_boundary``: it names the origin."""

    hop: Hop
    line: str
    believed: bool
    is_boundary: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """One report as its screen shows it.

    ``judged`` is the judgement that stands, its texts covered; ``text`` with ``marks`` in its characters, ``cut`` how many are
    not shown. ``source`` is the original's bytes as text. ``unmaskable`` are the fields that unmask.py may give.
    """

    report: ReportSeen
    judged: JudgedReport
    text: str
    hidden_text: str
    marks: tuple[Mark, ...]
    cut: int
    headers: tuple[HeaderShown, ...]
    hops: tuple[HopShown, ...]
    source: str
    source_bytes: int
    judgements: tuple[Judgement, ...]
    decided: tuple[ReportDecided, ...]
    unmaskable: tuple[str, ...]


def view_message(looking: Looking, report: int) -> MessageView:
    """A report by its row number. Raises CannotDo where its row or its evidence is gone."""
    seen, kept = kept_message(looking.records, looking.messages, report)
    decided = tuple(looking.decisions.of_report(seen.arrival, seen.number_in_arrival))
    judged = kept.standing or kept.judgements[0].judged
    if judged is None:
        raise LookupError(f"report {report} was never judged")
    again = read_as_it_stands(kept, decided, looking.reading)
    secrets = secrets_of(kept)
    message = judged.message
    text = again.body.text if again and again.body else None
    shown = (message.text if message else "")[:MAX_CHARS]
    original = again.original.mail or again.original.pasted if again else None
    raw = original.raw if original else b""
    return MessageView(
        report=seen,
        judged=covered(judged, secrets),
        text=cover(shown, message, secrets),
        hidden_text=cover((message.hidden_text if message else "")[:MAX_CHARS], message, secrets),
        marks=tuple(each for each in marks(text, judged.findings) if each.end <= len(shown)) if text else (),
        cut=len(message.text) - len(shown) if message else 0,
        headers=_headers(original, message, secrets),
        hops=_hops(again, original, message, secrets),
        source=cover(raw[:MAX_CHARS].decode("utf-8", "replace"), message, secrets),
        source_bytes=len(raw),
        judgements=kept.judgements,
        decided=decided,
        unmaskable=tuple(name for name, value in plain_fields(kept).items() if value),
    )


def read_as_it_stands(kept: KeptMessage, decided: Sequence[ReportDecided], reading: Reading) -> SeenReport | None:
    """The report read again from its bytes, as a person stated last if one did; None where today's reader finds none."""
    said = next((each.stated for each in reversed(decided) if each.stated), {})
    stated = (
        Stated(said.get("charset", ""), Form(said["form"]) if said.get("form") else None) if said else NOTHING_STATED
    )
    reports = look(kept.arrival, reading, stated).reports
    return reports[kept.number_in_arrival] if kept.number_in_arrival < len(reports) else None


def secrets_of(kept: KeptMessage) -> frozenset[str]:
    """The addresses that nobody sees unasked: the reporter's, the recipients', the monitor's."""
    arrival = kept.arrival
    found = {*arrival.envelope.rcpt_to, arrival.monitor.address if arrival.monitor else ""}
    if not arrival.monitor:
        found.add(arrival.envelope.mail_from or "")  # at a monitor it is the sender's own
    return frozenset(found - {""})


def plain_fields(kept: KeptMessage) -> dict[str, str]:
    """What can be unmasked: field → plain value."""
    arrival, judged = kept.arrival, kept.standing
    message = judged.message if judged else None
    return {
        "reporter": "" if arrival.monitor else arrival.envelope.mail_from or "",
        "recipients": "" if arrival.monitor else ", ".join(arrival.envelope.rcpt_to),
        "monitor": arrival.monitor.address if arrival.monitor else "",
        "text": message.text[:MAX_CHARS] if message else "",
        "source": arrival.raw[:MAX_CHARS].decode("utf-8", "replace"),
    }


def covered(judged: JudgedReport, secrets: Collection[str]) -> JudgedReport:
    """The judgement with every text that may name somebody covered, links defanged."""
    message = judged.message
    findings = tuple(
        replace(each, evidence=tuple(replace(one, text=cover(one.text, message, secrets)) for one in each.evidence))
        for each in judged.findings
    )
    reported = {name: cover(value, message, secrets) for name, value in judged.reported.items()}
    if message is None:
        return replace(judged, findings=findings, reported=reported)
    links = tuple(
        replace(
            each, url=cover(defang(each.url), message, secrets), visible=cover(defang(each.visible), message, secrets)
        )
        for each in message.links
    )
    pictures = tuple(replace(each, url=cover(defang(each.url), message, secrets)) for each in message.pictures)
    facts = replace(
        message,
        text="",  # it stands in the view's own field, to a bound
        hidden_text="",
        text_as_written=cover(message.text_as_written[:MAX_CHARS], message, secrets),
        alt_text=cover(message.alt_text[:MAX_CHARS], message, secrets),
        subject=cover(message.subject, message, secrets),
        from_name=cover(message.from_name, message, secrets),
        links=links,
        pictures=pictures,
    )
    return replace(judged, findings=findings, reported=reported, message=facts)


def _headers(original: Mail | None, message: MessageFacts | None, secrets: Collection[str]) -> tuple[HeaderShown, ...]:
    if original is None:
        return ()
    root = original.root
    return tuple(
        HeaderShown(
            number,
            field.name,
            cover(
                header_text(root.source[field.value_start : field.end])[:_MAX_VALUE],
                None if field.name in _OF_RECIPIENTS else message,
                secrets,
            ),
        )
        for number, field in enumerate(root.fields[:_MAX_FIELDS])
    )


def _hops(
    again: SeenReport | None, original: Mail | None, message: MessageFacts | None, secrets: Collection[str]
) -> tuple[HopShown, ...]:
    """The Received lines from the top, believed down to the boundary; where no origin is named, none is drawn as such."""
    if again is None or original is None:
        return ()
    boundary = again.boundary
    believed = _believed(boundary.hop, boundary.why_key, boundary.why_details.get("hop", ""))
    return tuple(
        HopShown(
            parse_received(value),
            cover(" ".join(header_text(value).split())[:_MAX_VALUE], message, secrets),
            number < believed,
            boundary.hop is not None and number == boundary.hop,
        )
        for number, value in enumerate(original.root.values("received")[:MAX_HOPS])
    )


def _believed(hop: int | None, why: str, at: str) -> int:
    """How many lines from the top a host that we trust wrote."""
    if hop is not None:
        return hop + 1
    if why == "origin_all_trusted":
        return MAX_HOPS
    return int(at) - int(why in _AT_THE_BREAK) if at.isdigit() else 0


# Where the chain broke, the line that is named is itself not believed.
_AT_THE_BREAK = frozenset({"origin_line_broken", "origin_chain_broken", "origin_no_trusted_line"})
