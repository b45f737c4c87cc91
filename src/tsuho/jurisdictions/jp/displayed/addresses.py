"""Finder of the sender's postal address as displayed (住所), apart from addresses of something else."""

import re
from collections.abc import Iterator

from tsuho.engine.law.patterns import Hits
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.displayed.places import Span, line_at, line_before, quoted
from tsuho.jurisdictions.jp.wordings.addresses import NOT_SENDERS_ADDRESS, PO_BOX
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.words.evidence import Evidence

# What still belongs to an address behind its first number: 「…例題町1」, then 「-2-3」 or 「丁目2番3号」.
_NUMBERS = re.compile(r"(?:[-0-9]{1,12}|丁目|番地?|号){0,8}")


def postal_addresses(text: Text) -> tuple[Evidence, ...]:
    """Addresses that are not said to be of something else, and are no post-office box."""
    hits = WORDINGS.on(text.folded.text)
    return quoted(text, (span for span in _all(hits) if not _of_something_else(hits.text, span)))


def addresses_of_something_else(text: Text) -> tuple[Evidence, ...]:
    """Addresses labelled as a venue, a delivery or a property."""
    hits = WORDINGS.on(text.folded.text)
    return quoted(text, (span for span in _all(hits) if _of_something_else(hits.text, span)))


def addresses_perhaps(text: Text) -> tuple[Evidence, ...]:
    """The wide net: what an address may be written with, and post-office boxes."""
    hits = WORDINGS.on(text.folded.text)
    return quoted(text, (each.span() for name in ("PO_BOX", "ADDRESS_WIDE") for each in hits.all(name)))


def _all(hits: Hits) -> Iterator[Span]:
    for name in ("ADDRESS", "ADDRESS_EN"):
        for match in hits.all(name):
            if not (hits.has("PO_BOX") and PO_BOX.search(hits.text, *line_at(hits.text, match.start()))):
                rest = _NUMBERS.match(hits.text, match.end())
                yield match.start(), rest.end() if rest and name == "ADDRESS" else match.end()


def _of_something_else(text: str, span: Span) -> bool:
    """A label before the address in its line, or at the end of the line above."""
    if NOT_SENDERS_ADDRESS.search(text, line_at(text, span[0])[0], span[0] + 1):
        return True
    above = text[slice(*line_before(text, span[0]))].rstrip()
    labels = list(NOT_SENDERS_ADDRESS.finditer(above))
    return bool(labels) and labels[-1].end() == len(above)
