"""Finder of the way to refuse as displayed (受信拒否): the statement that one may, where it goes, and what it asks for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.patterns import Hits
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.displayed.places import (
    NEAR_CHARACTERS,
    NEAR_LINES,
    Span,
    line_at,
    line_before,
    lines_after,
    near,
    quoted,
    sentence_at,
)
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.contacts import MAILBOX, URL
from tsuho.jurisdictions.jp.wordings.refusals import (
    CONDITION,
    DELIVERY_HELP,
    NO_REPLY_ADDRESS,
    NOT_OPTOUT,
    OPTOUT,
    OTHER_WAYS_ONLY,
    WRITTEN_WAYS,
)
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Link


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a text says of refusing, each with its span in the folded text.

    ``destination`` is a mailbox or link, ``beside`` the statement it stands beside (None: it is known by its own name).
    ``only_help`` is true where refusing is spoken of, but only about mail that does not arrive or cannot be stopped.
    """

    statements: tuple[Span, ...]
    destination: Span | None
    beside: Span | None
    by_reply: Span | None
    other_ways_only: Span | None
    condition: Span | None
    only_help: bool


def refusal_in(text: Text, links: Sequence[Link] = ()) -> Refusal:
    """Read a text for the way to refuse; ``links`` are the mail's, whose words may stand for their targets."""
    hits = WORDINGS.on(text.folded.text)
    return hits.once("refusal", links, lambda: _refusal(hits, links))


def _refusal(hits: Hits, links: Sequence[Link]) -> Refusal:
    spoken = hits.all("OPTOUT")
    statements = _statements(hits)
    written = [span for span in statements if not _other_ways_only(hits.text, span)]
    destination, beside = _destination(hits, written, links)
    return Refusal(
        statements=statements,
        destination=destination,
        beside=beside,
        by_reply=_by_reply(hits, statements),
        other_ways_only=next((span for span in statements if _other_ways_only(hits.text, span)), None),
        condition=_condition(hits, statements),
        only_help=bool(spoken) and not statements,
    )


def goes_nowhere(mail: OneMessage) -> bool:
    """Whether a reply to this mail reaches nobody, by its sender's address or by its own words."""
    answer_to = mail.reply_to or mail.from_address
    return bool(NO_REPLY_ADDRESS.match(answer_to)) or WORDINGS.on(mail.text.folded.text).has("NO_REPLY_TEXT")


def destinations(text: Text, links: Sequence[Link] = ()) -> tuple[Evidence, ...]:
    """The way to refuse as evidence, for rules that ask only whether there is one."""
    found = refusal_in(text, links)
    return quoted(text, (span for span in (found.destination or found.by_reply,) if span))


def statements(text: Text) -> tuple[Evidence, ...]:
    """The statements that one may refuse, as evidence."""
    return quoted(text, _statements(WORDINGS.on(text.folded.text)))


def refusals_perhaps(text: Text) -> tuple[Evidence, ...]:
    """The wide net, outside links and mailboxes: stop@… is a destination, not a statement."""
    hits = WORDINGS.on(text.folded.text)
    places = [each.span() for name in ("URL", "MAILBOX") for each in hits.all(name)]
    found = (each.span() for each in hits.all("REFUSAL_WIDE"))
    return quoted(text, (span for span in found if not _touches(span, places)))


def links_of_unknown_purpose(mail: OneMessage) -> int:
    """How many different links and mailboxes nothing in the mail explains; the landing of the offer is one of them."""
    hits = WORDINGS.on(mail.text.folded.text)
    return hits.once("unknown", mail.links, lambda: _unknown(hits, mail))


def _unknown(hits: Hits, mail: OneMessage) -> int:
    text = mail.text
    destination = refusal_in(text, mail.links).destination
    known = [line_at(hits.text, each.start()) for name in ("CONTACT_LABEL", "ADDRESS_NAMED") for each in hits.all(name)]
    known += [destination] if destination else []
    places = [each for name in ("URL", "MAILBOX") for each in hits.all(name)]
    written = {each.group() for each in places if not _touches(each.span(), known)}
    behind_pictures = {link.url for link in mail.links if not link.visible}
    return len(written | behind_pictures)


def _statements(hits: Hits) -> tuple[Span, ...]:
    return hits.once("statements", None, lambda: tuple(_stated(hits)))


def _stated(hits: Hits) -> Iterator[Span]:
    """Sentence by sentence: help about lost mail, and words that refuse the refusal, are no statement."""
    for match in hits.all("OPTOUT"):
        start, end = sentence_at(hits.text, match.end() - 1)
        if hits.has("DELIVERY_HELP") and DELIVERY_HELP.search(hits.text, start, end):
            continue
        if hits.has("NOT_OPTOUT"):
            sentence = NOT_OPTOUT.sub(lambda found: "　" * len(found.group()), hits.text[start:end])
            if not OPTOUT.search(sentence):
                continue
        yield match.span()


def _destination(hits: Hits, statements: Iterable[Span], links: Sequence[Link]) -> tuple[Span | None, Span | None]:
    for statement in statements:
        if place := _place_beside(hits.text, statement, links):
            return place, statement
    own_name = hits.first("REFUSING_ADDRESS")
    if own_name is None:
        return None, None
    place = own_name.span()
    return place, next((each for each in statements if near(hits.text, each, place)), None)


def _place_beside(text: str, statement: Span, links: Sequence[Link]) -> Span | None:
    """A link or mailbox in the statement's sentence, the three lines below it, or alone in the line above."""
    start = sentence_at(text, statement[0])[0]
    end = max(lines_after(text, statement[1], NEAR_LINES)[1], min(len(text), statement[1] + NEAR_CHARACTERS))
    for pattern in (URL, MAILBOX):
        if found := pattern.search(text, start, end):
            return found.span()
    above = line_before(text, statement[0])
    for pattern in (URL, MAILBOX):
        if found := pattern.fullmatch(text[slice(*above)].strip()):
            return above
    # What a reader clicks: the words of a link, in the sentence that says it.
    line = text[start : line_at(text, statement[1])[1]]
    return statement if any(link.visible and link.visible in line for link in links) else None


def _other_ways_only(text: str, statement: Span) -> bool:
    start, end = sentence_at(text, statement[0])
    return bool(OTHER_WAYS_ONLY.search(text, start, end)) and not (
        WRITTEN_WAYS.search(text, start, end) or URL.search(text, start, end) or MAILBOX.search(text, start, end)
    )


def _by_reply(hits: Hits, statements: Sequence[Span]) -> Span | None:
    for reply in hits.all("BY_REPLY"):
        if any(near(hits.text, reply.span(), statement) for statement in statements):
            return reply.span()
    return None


def _condition(hits: Hits, statements: Sequence[Span]) -> Span | None:
    if not hits.has("CONDITION"):
        return None
    for statement in statements:
        if found := CONDITION.search(hits.text, *sentence_at(hits.text, statement[0])):
            return found.span()
    return None


def _touches(span: Span, places: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in places)
