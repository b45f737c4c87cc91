"""The whole path of one report on one screen: look (bytes in, what they are out), then judge (with facts and law).

Both are pure. ``look`` names the outside facts it wants; the worker gathers them with a deadline; ``judge`` gives the same
findings for the same bytes, facts and law for ever. Budgets count bytes and steps, never seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from tsuho.engine.authentication.handover import handover_of
from tsuho.engine.campaigns.keys import KeySources, campaign_keys
from tsuho.engine.campaigns.phones import phones_of
from tsuho.engine.campaigns.sharing import marked_links
from tsuho.engine.law.judging import Described, describe_message, judge_message
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.one_message import OneMessage, Session
from tsuho.engine.law.outcome import outcome_of
from tsuho.engine.origin.boundary import Boundary, find_boundary
from tsuho.engine.origin.received import parse_received
from tsuho.engine.origin.trust import Trust
from tsuho.engine.parse.amounts import amounts_in
from tsuho.engine.parse.body import Body, read_body
from tsuho.engine.parse.domains import registered_domain
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.language import language_of
from tsuho.engine.parse.links import leading
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import scan
from tsuho.engine.read_headers import headers_of
from tsuho.engine.reasons import reasons_of
from tsuho.engine.seen import Seen, SeenReport
from tsuho.engine.stated import NOTHING_STATED, Stated
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.table import unwrap, unwrap_as
from tsuho.words.arrival import Arrival
from tsuho.words.facts import Facts, Question
from tsuho.words.judged import CampaignKey, Classification, Finding, JudgedArrival, JudgedReport, MessageFacts, Origin
from tsuho.words.vocabulary import Advertising, Channel, Confidence, Door, Form, Kind

MAX_HOPS = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """How this centre reads: whose law, and which hosts' Received lines it believes."""

    jurisdiction: Jurisdiction
    trust: Trust


def look(arrival: Arrival, reading: Reading, stated: Stated = NOTHING_STATED) -> Seen:
    """Unwrap and read the bytes: originals, headers, text, received chain; nothing is judged and nothing looked up."""
    mail = scan(arrival.raw)
    body = read_body(mail, stated.charset)
    originals = unwrap_as(stated.form, mail, body, arrival.door) if stated.form else unwrap(mail, body, arrival.door)
    digest = sha256(arrival.raw).hexdigest()
    reports = tuple(_look_at(original, arrival, digest, body, reading, stated) for original in originals)
    return Seen(arrival, digest, reports, _questions(digest, reports, body, arrival))


def _look_at(
    original: Original, arrival: Arrival, digest: str, body: Body, reading: Reading, stated: Stated
) -> SeenReport:
    own_body = _body_of(original, body, stated.charset)
    boundary = _boundary_of(original, arrival, reading.trust)
    return SeenReport(
        kind=Kind.MONITOR_HIT if arrival.door is Door.MONITOR else Kind.REPORT,
        original=original,
        headers=headers_of(original),
        body=own_body,
        sha256=_digest_of(original, arrival, digest),
        language=language_of(own_body.text.chars) if own_body else "",
        boundary=boundary,
        sent_at=boundary.sent_at or arrival.received_at,
    )


def _digest_of(original: Original, arrival: Arrival, whole: str) -> str | None:
    """The digest of the original's own bytes: that of the arrival, where it is all of it; none where they are lost."""
    if original.mail is None or original.rebuilt:
        return None
    raw = original.mail.raw
    return whole if raw == arrival.raw else sha256(raw).hexdigest()


def _body_of(original: Original, carrier_body: Body, charset: str) -> Body | None:
    """The original's own body: read anew where it is a mail of its own, cut from the carrier's where it is text."""
    if original.mail is not None:
        return carrier_body if original.mail is original.carrier else read_body(original.mail, charset)
    if original.text is None:
        return None
    return (original.inside or carrier_body).of_cut(original.text)


def _boundary_of(original: Original, arrival: Arrival, trust: Trust) -> Boundary:
    source = original.mail or original.pasted
    if source is None:
        return find_boundary((), trust, session=None, received_at=None, confidence=Confidence.REPORTED)
    received = source.root.values("received")[:MAX_HOPS]
    session = arrival.peer if original.form is Form.DIRECT else None
    return find_boundary(
        map(parse_received, received),
        trust,
        session=session,
        received_at=arrival.received_at if session else None,
        confidence=Confidence.CARRIED if original.carried else Confidence.REPORTED,
    )


def _questions(digest: str, reports: Sequence[SeenReport], body: Body, arrival: Arrival) -> tuple[Question, ...]:
    wanted = [
        Question("network", report.boundary.ip, report.boundary.sent_at or report.sent_at)
        for report in reports
        if report.boundary.ip
    ]
    attached = bool(body.attachments) or any(report.body and report.body.attachments for report in reports)
    if attached:
        wanted.append(Question("virus", digest))
    for report in reports:
        mail = report.original.mail
        if report.original.form is Form.DIRECT and mail is not None:
            handover = handover_of(arrival, report.boundary, mail.root.values("from"))
            if handover:
                wanted.append(Question("authentication", digest, handover=handover))
    return tuple(dict.fromkeys(wanted))


def judge(seen: Seen, facts: Facts, reading: Reading) -> JudgedArrival:
    """Hold the law against every report of an arrival, with the facts that were gathered for it."""
    reports = tuple(_judge_one(report, seen, facts, reading) for report in seen.reports)
    return JudgedArrival(seen.sha256, len(seen.arrival.raw), seen.arrival.door, reports)


def _judge_one(seen: SeenReport, arrival: Seen, facts: Facts, reading: Reading) -> JudgedReport:
    law = reading.jurisdiction
    origin = _origin(seen.boundary, facts)
    scan = facts.virus_scans.get(arrival.sha256)
    if seen.body is None:
        classification = Classification("", Advertising.DOUBTFUL, "nothing_recovered")
        findings: tuple[Finding, ...] = ()
        described = Described(None, None, ())
    else:
        message = _one_message(seen, seen.body, arrival, facts)
        classification, findings = judge_message(message, law)
        described = describe_message(message, classification, findings, law)
    reasons = reasons_of(seen, virus=scan.found if scan else "", expected_language=law.language)
    return JudgedReport(
        kind=seen.kind,
        form=seen.original.form,
        depth=seen.original.depth,
        outcome=outcome_of(classification, findings, reasons, law.rules),
        reasons=tuple(reasons),
        classification=classification,
        message=_facts_of(seen, seen.body) if seen.body is not None else None,
        reported=seen.original.reported,
        findings=findings,
        origin=origin,
        origin_why_key=seen.boundary.why_key,
        origin_why_details=seen.boundary.why_details,
        campaign_keys=_keys(seen, seen.body, arrival.arrival) if seen.body is not None else (),
        why_unrecovered=seen.original.why_unrecovered,
        authentication=facts.authentications.get(arrival.sha256) if seen.original.form is Form.DIRECT else None,
        virus=scan,
        lawful_basis=described.lawful_basis,
        display=described.display,
        parties=described.parties,
    )


def _one_message(seen: SeenReport, body: Body, whole: Seen, facts: Facts) -> OneMessage:
    arrival = whole.arrival
    own = seen.original.form is Form.DIRECT  # what our session saw speaks of no mail that somebody forwarded in another
    observed = seen.boundary.confidence is Confidence.OBSERVED  # a relay of ours says nothing of the sender's address
    peer = arrival.peer if own and observed else None
    return OneMessage(
        kind=seen.kind,
        form=seen.original.form,
        channel=_channel(seen),
        from_address=seen.headers.from_address,
        from_name=seen.headers.from_name,
        subject=seen.headers.subject,
        text=body.text,
        other_text=body.other_text,
        links=leading(body.links),
        attachments=body.attachments,
        language=seen.language,
        sent_at=seen.sent_at,
        monitor=arrival.monitor,
        reply_to=seen.headers.reply_to,
        list_unsubscribe=seen.headers.list_unsubscribe,
        authentication=facts.authentications.get(whole.sha256) if own else None,
        session=Session(peer.ip, peer.helo, arrival.envelope.mail_from, arrival.envelope.rcpt_to) if peer else None,
        header_evidence=seen.headers.evidence,
    )


def _origin(boundary: Boundary, facts: Facts) -> Origin | None:
    if not boundary.ip:
        return None
    return Origin(
        ip=boundary.ip,
        port=boundary.port,
        time=boundary.sent_at,
        network=facts.networks.get(boundary.ip),
        hop=boundary.hop,
        confidence=boundary.confidence,
        why_key=boundary.why_key,
        why_details=boundary.why_details,
        helo=boundary.helo,
    )


def _keys(seen: SeenReport, body: Body, arrival: Arrival) -> tuple[CampaignKey, ...]:
    folded, headers = body.text.folded.text, seen.headers
    return campaign_keys(
        KeySources(
            folded_text=folded,
            subject=headers.subject,
            links=body.links,
            phones=phones_of(folded, body.links),
            dkim_domains=headers.dkim_domains,
            from_address=headers.from_address,
            from_name=headers.from_name,
            origin_ip=seen.boundary.ip,
            helo=seen.boundary.helo,
            reporter_domains=_reporter_domains(seen.original, arrival),
        )
    )


def _reporter_domains(original: Original, arrival: Arrival) -> frozenset[str]:
    """The providers of who forwarded it: of the envelope's sender and of the carrier's From; none for a mail that came itself."""
    if original.form is Form.DIRECT:
        return frozenset()
    carrier_from = mailbox(header_text(original.carrier.root.value("from")))[0]
    hosts = (address.rpartition("@")[2] for address in (arrival.envelope.mail_from or "", carrier_from))
    return frozenset(registered_domain(host) for host in hosts if host)


def _facts_of(seen: SeenReport, body: Body) -> MessageFacts:
    headers, text = seen.headers, body.text
    return MessageFacts(
        sha256=seen.sha256,
        from_address=headers.from_address,
        from_name=headers.from_name,
        subject=headers.subject,
        date=headers.date,
        message_id=headers.message_id,
        language=seen.language,
        charset_label=text.charset_label,
        charset_used=text.charset_used,
        charset_guess=text.charset_guess,
        repaired=text.repaired,
        text_as_written=text.as_written,
        hidden_ways=text.ways,
        alt_text=text.alts.chars if text.alts else "",
        text=text.chars,
        hidden_text=text.hidden.chars if text.hidden else "",
        text_whole=text.whole,
        why_not_whole=text.why_not_whole,
        links=marked_links(body.links),
        phones=phones_of(text.folded.text, body.links),
        amounts=amounts_in(text),
        pictures=body.pictures,
        attachments=body.attachments,
        provenance=headers.provenance,
        channel=_channel(seen),
        carried_authentication=headers.carried_authentication,
    )


def _channel(seen: SeenReport) -> Channel:
    return Channel.SMS if seen.original.form is Form.SMS_FIELDS else Channel.MAIL
