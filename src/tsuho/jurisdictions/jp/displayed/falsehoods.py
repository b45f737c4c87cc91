"""Finder of displays that one look shows to be false (正しく表示されていない): placeholders, links to nowhere, unread replies."""

from collections.abc import Iterator

from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.patterns import Hits
from tsuho.jurisdictions.jp.displayed.places import Span, line_at, near, quoted
from tsuho.jurisdictions.jp.displayed.refusals import Refusal, goes_nowhere
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.contacts import URL
from tsuho.jurisdictions.jp.wordings.falsehoods import DEAD_HREF
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Form

# Forwarded as text, an HTML mail loses its links: that one leads nowhere says nothing of the original.
_LOSES_LINKS = frozenset({Form.INLINE, Form.TYPED_PREAMBLE, Form.FORM_FIELDS, Form.SERVER_FORWARD})
_TAG = 400  # characters before the words of a link in which its opening tag stands
_LABELS = ("SENDER_LABEL", "OPTOUT", "CONTACT_LABEL", "POSTAL")


def placeholders(mail: OneMessage) -> tuple[Evidence, ...]:
    """What the sender's program was to fill in beside a label of the display, and did not."""
    return quoted(mail.text, _unfilled(WORDINGS.on(mail.text.folded.text)))


def false_destination(mail: OneMessage, refusal: Refusal) -> tuple[Evidence, ...]:
    """Where one is told to refuse and nothing is: a placeholder, or a link to nowhere, in place of the address."""
    if refusal.destination or not refusal.statements:
        return ()
    hits = WORDINGS.on(mail.text.folded.text)
    unfilled = list(_unfilled(hits))
    for statement in refusal.statements:
        if beside := [span for span in unfilled if near(hits.text, statement, span)]:
            return quoted(mail.text, beside)
        if _leads_nowhere(mail, statement):
            return (mail.text.folded_evidence(*statement),)
    return ()


def destination_is_the_offer(mail: OneMessage, refusal: Refusal) -> tuple[Evidence, ...]:
    """The very link of the offer, given once more as the place to refuse: whoever clicks lands in the shop."""
    if refusal.destination is None:
        return ()
    hits = WORDINGS.on(mail.text.folded.text)
    told = [line_at(hits.text, span[0]) for span in (refusal.destination, *refusal.statements)]
    written = URL.match(hits.text, *refusal.destination)
    if written is not None:
        for other in hits.all("URL"):
            if other.group() == written.group() and not any(start <= other.start() <= end for start, end in told):
                return quoted(mail.text, (other.span(), refusal.destination))
        return ()
    return _clicked(mail, hits, told)


def reply_that_nobody_reads(mail: OneMessage, refusal: Refusal) -> tuple[Evidence, ...]:
    """Refusing by reply, displayed by a sender who takes no replies."""
    return quoted(mail.text, [refusal.by_reply]) if refusal.by_reply and goes_nowhere(mail) else ()


def _clicked(mail: OneMessage, hits: Hits, told: list[Span]) -> tuple[Evidence, ...]:
    """The same for links that stand behind words."""
    lines = [hits.text[start:end] for start, end in told]
    refusing = {link.url for link in mail.links if link.visible and any(link.visible in line for line in lines)}
    for link in mail.links:
        if link.url in refusing and link.visible and not any(link.visible in line for line in lines):
            return (Evidence(link.where, link.span, link.url),)
    return ()


def _unfilled(hits: Hits) -> Iterator[Span]:
    for found in hits.all("PLACEHOLDER"):
        if any(near(hits.text, found.span(), label.span()) for name in _LABELS for label in hits.all(name)):
            yield found.span()


def _leads_nowhere(mail: OneMessage, statement: Span) -> bool:
    """Whether the words of a statement are a link of the mail's own HTML with an empty target, # or a script."""
    if mail.form in _LOSES_LINKS:
        return False
    start, end = mail.text.folded.original_span(*statement)
    for run in mail.text.runs:
        if run.start < end and start < run.end:
            before = run.source.text[max(0, run.source_start - _TAG) : run.source_start]
            opened = before.lower().rfind("<a")
            if opened > before.lower().rfind("</a") and DEAD_HREF.match(before, opened):
                return True
    return False
