"""Finder of the contact for complaints and enquiries as displayed (苦情・問合せ先): telephone, mailbox or link."""

from collections.abc import Iterator

from tsuho.engine.law.patterns import Hits
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.displayed.elsewhere import said_to_stand_elsewhere
from tsuho.jurisdictions.jp.displayed.places import Span, line_at, near, quoted
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.contacts import MAILBOX, URL
from tsuho.words.evidence import Evidence

_REACHED = 60  # characters behind a label in which what it reaches stands


def contacts(text: Text) -> tuple[Evidence, ...]:
    """Labelled contacts that stand in the mail itself."""
    hits = WORDINGS.on(text.folded.text)
    labels = (each.span() for each in hits.all("CONTACT_LABEL"))
    own = [span for span in labels if not said_to_stand_elsewhere(text, span[0])]
    if not own:
        return quoted(text, _numbers_in_block(hits))
    return quoted(text, (_with_what_it_reaches(hits.text, span) for span in own))


def _numbers_in_block(hits: Hits) -> Iterator[Span]:
    """Telephone numbers beside the sender's address: whose they are and what for, the block itself says."""
    addresses = [each.span() for name in ("ADDRESS", "POSTAL", "ADDRESS_EN") for each in hits.all(name)]
    for number in hits.all("PHONE"):
        if any(near(hits.text, number.span(), address) for address in addresses):
            yield number.span()


def contacts_elsewhere(text: Text) -> tuple[Evidence, ...]:
    """Contacts that the mail says another page shows."""
    hits = WORDINGS.on(text.folded.text)
    labels = (each.span() for each in hits.all("CONTACT_LABEL"))
    return quoted(text, (span for span in labels if said_to_stand_elsewhere(text, span[0])))


def contacts_perhaps(text: Text) -> tuple[Evidence, ...]:
    """The wide net: a word for it, a number or a mailbox whose purpose the mail does not say."""
    return quoted(text, (each.span() for each in WORDINGS.on(text.folded.text).all("CONTACT_WIDE")))


def written_contacts(text: Text) -> tuple[Evidence, ...]:
    """Mailboxes, and contacts with a link in their line: one could write a refusal there, though nothing says so."""
    hits = WORDINGS.on(text.folded.text)
    spans = [each.span() for each in hits.all("MAILBOX")]
    for label in hits.all("CONTACT_LABEL"):
        end = line_at(hits.text, label.end())[1]
        if URL.search(hits.text, label.end(), end) or MAILBOX.search(hits.text, label.end(), end):
            spans.append(label.span())
    return quoted(text, spans)


def _with_what_it_reaches(text: str, label: Span) -> Span:
    """A label with the number, mailbox or link behind it in its line, since the label alone proves little."""
    end = min(line_at(text, label[1])[1], label[1] + _REACHED)
    return label[0], label[1] + len(text[label[1] : end].rstrip())
