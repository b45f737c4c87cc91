"""A feedback report of a mailbox provider (ARF, RFC 5965; RFC 6591 for failed authentication): its fields and the original.

What the provider states stands under ``reported``, never the recipient whom it names. The original is the third part: the
whole mail, or its header alone.
"""

from collections.abc import Iterator

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.mime import Mail, Part, scan
from tsuho.engine.unwrap.feedback_fields import stated_fields
from tsuho.engine.unwrap.original import Original
from tsuho.words.vocabulary import Door, Form

# Left out on purpose, for they name the recipient: Original-Rcpt-To, Redacted-Address, Removal-Recipient, Reported-URI.
_STATED = {
    "feedback-type": "feedback_type",
    "user-agent": "user_agent",
    "source-ip": "source_ip",
    "source-port": "source_port",
    "arrival-date": "arrival_date",
    "received-date": "arrival_date",  # AOL's word, and that of the RFC's drafts
    "original-mail-from": "original_mail_from",
    "original-envelope-id": "original_envelope_id",
    "reported-domain": "reported_domain",
    "reporting-mta": "reporting_mta",
    "incidents": "incidents",
    "authentication-results": "authentication_results",
    "auth-failure": "auth_failure",
    "delivery-result": "delivery_result",
    "identity-alignment": "identity_alignment",
    "dkim-domain": "dkim_domain",
}


def arf(mail: Mail, _body: Body, _door: Door) -> tuple[Original, ...]:
    """The reported mail with what its provider states of it; empty where the letter is no feedback report."""
    feedback = next((part for part in mail.parts if part.type.full == "message/feedback-report"), None)
    if feedback is None:
        return ()
    stated = stated_fields(feedback, _STATED)
    behind = next(enclosed_mails(mail, after=feedback.number), None)
    if behind is None:
        return (Original(Form.ARF, 1, mail, reported=stated, why_unrecovered="arf_without_original"),)
    return (Original(Form.ARF, 1, mail, mail=behind, reported=stated),)


def enclosed_mails(mail: Mail, *, after: int = 0) -> Iterator[Mail]:
    """The mails, or headers of mails (RFC 6522 section 4), enclosed behind part ``after`` of a report."""
    for part in mail.parts[after + 1 :]:
        inner = _enclosed(part)
        if inner is not None and inner.root.fields:
            yield inner


def _enclosed(part: Part) -> Mail | None:
    if part.type.full in {"message/rfc822", "message/global"}:
        return part.inner_mail
    if part.type.sub in {"rfc822-headers", "rfc822-header", "global-headers"}:
        return scan(part.body) if part.encoding else scan(part.source, part.body_start, part.end)
    return None
