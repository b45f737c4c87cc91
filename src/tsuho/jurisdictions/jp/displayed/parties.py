"""Finder of who is who (G5): operator, entruster of the sending, mere advertiser, delivery service, and the victim of a fraud.

Who entrusts the *sending* is answerable beside the sender (第7条); who merely places an advertisement is not, nor is a service
that carries the mail of others. Where the sender's address is false, or the mail is a fraud, the names displayed are those of
a victim: no document may ever be addressed to them.
"""

import re
from collections.abc import Iterator

from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.patterns import Hits
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.displayed.names import formal_spans
from tsuho.jurisdictions.jp.displayed.places import Span
from tsuho.jurisdictions.jp.displayed.senders import sender_is_false
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.names import CORP, CORP_EN, FULL_NAME
from tsuho.jurisdictions.jp.wordings.parties import ADVERTISER
from tsuho.words.displayed import Involvement, Party
from tsuho.words.vocabulary import Advertising

_LABEL = re.compile(r"^[^:/|=\n]{1,24}[:/|=]\s{0,20}(?=\S)")
_COPYRIGHT = re.compile(r"^(?:copyright|\(c\)|©)\s?(?:\d{4}[,-]?\s?){0,2}", re.IGNORECASE)
_ADVERTISES = frozenset({Advertising.YES, Advertising.INCIDENTAL})
_FRAUDS = frozenset({"phishing", "fictitious_billing"})
_MOST = 8


def parties(mail: OneMessage) -> tuple[Party, ...]:
    """Everybody whom the text names with what it has to do with the mail, in the order of `Involvement`; at most eight.

    Where it is in doubt whether the mail advertises, nobody is named: it may be a fraud that is not yet known as one.
    """
    found = mail.classification
    fraud = found is not None and (found.out_of_scope in _FRAUDS or bool(sender_is_false(mail)))
    if found is None or (found.advertising not in _ADVERTISES and not fraud):
        return ()
    named = _named(mail.text)
    order = list(Involvement)
    placed = sorted(named, key=lambda each: (order.index(each[0]), each[1]))
    known: dict[tuple[Involvement, str], Party] = {}
    for involvement, span in placed:
        party = Party(
            Involvement.VICTIM if fraud else involvement, _name(mail.text, span), mail.text.folded_evidence(*span)
        )
        known.setdefault((party.involvement, party.name), party)
    return tuple(known.values())[:_MOST]


def named_without_sending(text: Text) -> tuple[Involvement, Span] | None:
    """An advertiser or a delivery service, where nobody else is named: whose mail this is, it does not say."""
    others = [each for each in _named(text) if each[0] in {Involvement.ADVERTISER, Involvement.DELIVERY_SERVICE}]
    return others[0] if others else None


def _named(text: Text) -> list[tuple[Involvement, Span]]:
    hits = WORDINGS.on(text.folded.text)
    found = [
        *((Involvement.DELIVERY_SERVICE, each.span()) for each in hits.all("DELIVERY_LABEL")),
        *((Involvement.ENTRUSTER, each.span()) for each in hits.all("ENTRUSTER_LABEL")),
        *((Involvement.ADVERTISER, span) for span in _advertisers(hits)),
    ]
    taken = [span for _, span in found]
    operators = (span for span in formal_spans(hits) if not _inside(span, taken))
    return [*found, *((Involvement.OPERATOR, span) for span in dict.fromkeys(operators))]


def _advertisers(hits: Hits) -> Iterator[Span]:
    for label in hits.all("SENDER_LABEL"):
        if ADVERTISER.search(hits.text, label.start(), label.start("name")):
            yield label.span()


def _inside(span: Span, taken: list[Span]) -> bool:
    return any(start <= span[0] < end for start, end in taken)


def _name(text: Text, span: Span) -> str:
    """The name alone, without the label before it and what follows it: a legal name, else a person's, else the whole."""
    said = _LABEL.sub("", text.folded.text[slice(*span)]).strip()
    found = CORP.search(said) or CORP_EN.search(said) or FULL_NAME.match(said)
    return _COPYRIGHT.sub("", found.group() if found else said).strip(" \t(")[:80]
