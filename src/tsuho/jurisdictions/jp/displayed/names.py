"""Finder of the sender's name as displayed (氏名又は名称): formal names in the sender's block, and what may be one."""

from collections.abc import Iterator
from itertools import chain, islice

from tsuho.engine.law.patterns import Hits
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.displayed.elsewhere import said_to_stand_elsewhere
from tsuho.jurisdictions.jp.displayed.places import Span, line_at, near, quoted
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.falsehoods import PLACEHOLDER
from tsuho.jurisdictions.jp.wordings.names import CORP, CORP_EN, CORP_LETTERS, FULL_NAME, SELF_NAMING
from tsuho.jurisdictions.jp.wordings.parties import ADVERTISER
from tsuho.words.evidence import Evidence

# What a sender's block is made of; a legal form far from all of these may be anybody's.
_BLOCK = ("ADDRESS", "POSTAL", "ADDRESS_EN", "CONTACT_LABEL", "PHONE", "OPTOUT")


def formal_names(text: Text) -> tuple[Evidence, ...]:
    """Labelled formal names, and legal forms in the sender's block or where somebody introduces himself."""
    return quoted(text, formal_spans(WORDINGS.on(text.folded.text)))


def names_perhaps(text: Text) -> tuple[Evidence, ...]:
    """The wide net: a brand, an office or a handle, which a person must hold against a register."""
    hits = WORDINGS.on(text.folded.text)
    spans = (each.span() for name in ("SENDER_LABEL", "CORP_EN", "NAME_WIDE") for each in hits.all(name))
    return quoted(text, (span for span in spans if not said_to_stand_elsewhere(text, span[0])))


def formal_spans(hits: Hits) -> tuple[Span, ...]:
    """Where formal names of the sender stand, leaving out those of a mere advertiser or a delivery service; at most twelve."""
    return hits.once("formal names", None, lambda: tuple(islice(_formal(hits), 12)))


def _formal(hits: Hits) -> Iterator[Span]:
    others = [each.span() for each in hits.all("DELIVERY_LABEL")]
    for label in hits.all("SENDER_LABEL"):
        if ADVERTISER.search(hits.text, label.start(), label.start("name")):
            others.append(label.span())
        elif _is_formal(label["name"]) and not PLACEHOLDER.search(label["name"]):
            yield label.span()
    named = (each.span() for name in ("CORP_EN", "TITLED_NAME") for each in hits.all(name))
    for span in chain(legal_names(hits), named):
        unfilled = hits.has("PLACEHOLDER") and PLACEHOLDER.search(hits.text, *span)
        if unfilled or any(start <= span[0] < end for start, end in others):
            continue
        if _introduces_itself(hits.text, span) or _in_block(hits, span):
            yield span


def legal_names(hits: Hits) -> Iterator[Span]:
    """Every Japanese legal form that stands with a name: 株式会社みほん, みほん商店株式会社."""
    for form in hits.all("LEGAL_FORM"):
        window = max(0, form.start() - CORP_LETTERS), form.end() + CORP_LETTERS
        for name in CORP.finditer(hits.text, *window):
            if name.start() <= form.start() < name.end():
                yield name.span()


def has_legal_form(name: str) -> bool:
    """Whether a name carries the legal form of a body."""
    return bool(CORP.search(name) or CORP_EN.search(name))


def _is_formal(name: str) -> bool:
    """A legal form, or a person's family and given name; a site, shop or given name alone is not the formal name."""
    return has_legal_form(name) or bool(FULL_NAME.match(name))


def _introduces_itself(text: str, span: Span) -> bool:
    return bool(SELF_NAMING.search(text, span[0], line_at(text, span[1])[1]))


def _in_block(hits: Hits, span: Span) -> bool:
    return any(near(hits.text, span, each.span()) for name in _BLOCK for each in hits.all(name))
