"""What a reader sees of one mail: its text in reading order, links, attachments, and whether the text is whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import islice

from tsuho.engine.parse.carrier_emoji import carrier_of
from tsuho.engine.parse.charsets import decode, decode_as, undamaged
from tsuho.engine.parse.damaged import remains_of
from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.html import read_html
from tsuho.engine.parse.links import href_links, pictures_of, text_links
from tsuho.engine.parse.mime import Mail, Part
from tsuho.engine.parse.mojibake import looks_garbled
from tsuho.engine.parse.text import Run, Text
from tsuho.engine.parse.whole import concealments, cut_mark
from tsuho.words.judged import Attachment, Link, Picture

_FEW = 20  # letters beside a picture that may say the rest
MAX_TEXT_PART = 2_000_000  # bytes of one text part that are read; the rest makes the text not whole


@dataclass(frozen=True, slots=True)
class Body:
    """The visible text, the text of the other alternative where there is one, links and attachments."""

    text: Text
    other_text: Text | None
    links: tuple[Link, ...]
    attachments: tuple[Attachment, ...]
    images: int
    pictures: tuple[Picture, ...] = ()

    def of_cut(self, text: Text) -> "Body":
        """The body of an original that is a cut of this one's text: its own links, and whole by the same test."""
        text = text.marked(text.why_not_whole or cut_mark(text))
        places = _places(self.text, text)
        hrefs = [
            link for link in self.links if any(link.where == where and a <= link.span[0] < b for where, a, b in places)
        ]
        pictures = tuple(
            each
            for each in self.pictures
            if any(each.where == where and a <= each.span[0] < b for where, a, b in places)
        )
        links = _without_repeats([*hrefs, *text_links(text)])
        return Body(text, None, links, self.attachments, self.images, pictures)


@dataclass(slots=True)
class _Gathered:
    carrier: str  # whose phone wrote the mail, for its emoji
    charset: str = ""  # stated by a person; empty: what labels and bytes say
    texts: list[Text] = field(default_factory=list)
    hrefs: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    others: list[Text] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    images: int = 0
    open_tag: bool = False


def read_body(mail: Mail, charset: str = "") -> Body:
    """Read the parts of a mail in the order a client shows them; attachments are never decoded here.

    ``charset`` is the one that a person states, whatever labels and bytes say.
    """
    found = _Gathered(carrier_of(mail.root.value("from"), mail.root.value("message-id")), charset)
    for part, alternatives in _shown(mail.root):
        _read_part(part, found)
        for other in alternatives:
            found.others.append(_text_of(other, found, is_other=True))
    found.attached.extend(part for part in mail.root.walk() if _is_attachment(part))
    text = _joined(found.texts)
    text = text.marked(f"cap_{mail.capped}" if mail.capped else _why_not_whole(text, found))
    links = _without_repeats([*found.hrefs, *text_links(text)])
    attachments = tuple(_attachment(part) for part in found.attached)
    other_text = _joined(found.others) if found.others else None
    return Body(text, other_text, links, attachments, found.images, tuple(found.pictures))


def _shown(part: Part) -> Iterator[tuple[Part, tuple[Part, ...]]]:
    """The text parts a client shows, each with the alternatives it stands for."""
    if part.type.main == "multipart" and part.children:
        if part.type.sub == "alternative":
            leaves = [leaf for child in part.children for leaf, _ in _shown(child)]
            rich = [leaf for leaf in leaves if leaf.type.sub == "html"]
            chosen = rich[:1] or leaves[:1]
            if chosen:
                yield chosen[0], tuple(leaf for leaf in leaves if leaf not in chosen)
        elif part.type.sub == "related":
            yield from _shown(part.children[0])
        else:
            for child in part.children:
                yield from _shown(child)
    elif not _is_attachment(part) and part.type.main in {"text", "multipart"}:
        # a multipart whose boundary never occurs is shown by clients as the text it is
        yield part, ()


def _is_attachment(part: Part) -> bool:
    if part.children or part.type.full == "message/delivery-status":
        return False
    if part.type.main == "multipart":
        return False
    return part.type.main != "text" or (part.type.disposition == "attachment" and bool(part.type.file_name))


def _read_part(part: Part, found: _Gathered) -> None:
    text = _text_of(part, found)
    if _is_garbled(text):
        text = text.marked("mojibake")
    elif text.runs and (remains := remains_of(text.chars, text.runs[0].source)):
        text = replace(text.marked("mojibake"), charset_guess=remains)
    if len(part.body) > MAX_TEXT_PART:
        text = text.marked("too_long")
    found.texts.append(text)


def _text_of(part: Part, found: _Gathered, *, is_other: bool = False) -> Text:
    body = part.body
    body = body if len(body) <= MAX_TEXT_PART else body[:MAX_TEXT_PART]
    if found.charset:
        decoded = decode_as(body, part.type.charset, found.charset)
    else:
        decoded = undamaged(decode(body, part.type.charset, carrier=found.carrier), found.carrier)
    if part.type.sub != "html":
        run = Run(0, len(decoded.text), part.number, decoded, 0, len(decoded.text))
        return _plain(decoded, run)
    shown = read_html(decoded, part.number)
    if not is_other:
        found.hrefs.extend(href_links(shown.text, shown.links, part.number))
        found.pictures.extend(pictures_of(shown.text, shown.pictures, part.number))
        found.images += shown.images
        found.open_tag |= shown.open_tag
    return shown.text


def _plain(decoded: Decoded, run: Run) -> Text:
    ways = concealments(decoded.text)
    return Text(decoded.text, (run,), None, "", decoded.label, decoded.used, decoded.guess, None, ways)


def _is_garbled(text: Text) -> bool:
    """Charset loss and mojibake that could not be undone; asked only of what is not plain ASCII."""
    source = text.runs[0].source if text.runs else None
    return source is not None and (source.lossy or source.guess != "us-ascii") and looks_garbled(text.chars)


def _joined(texts: list[Text]) -> Text:
    if len(texts) == 1:
        return texts[0]
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for text in texts:
        pieces.append(text.chars + "\n")
        runs.extend(
            Run(run.start + length, run.end + length, run.part, run.source, run.source_start, run.source_end)
            for run in text.runs
        )
        length += len(text.chars) + 1
    hidden = [text.hidden for text in texts if text.hidden]
    alts = [text.alts for text in texts if text.alts]
    return replace(
        texts[0] if texts else Text(""),
        chars="".join(pieces),
        runs=tuple(runs),
        hidden=_joined(hidden) if hidden else None,
        alts=_joined(alts) if alts else None,
        why_not_whole=next((text.why_not_whole for text in texts if text.why_not_whole), ""),
        ways=tuple(dict.fromkeys(way for text in texts for way in text.ways)),
        _starts=[],
    )


def _why_not_whole(text: Text, found: _Gathered) -> str:
    if text.why_not_whole:
        return text.why_not_whole
    if found.open_tag:
        return "tag_left_open"
    if found.images or any(part.type.main == "image" for part in found.attached):
        letters = sum(1 for _ in islice(filter(str.isalnum, text.chars[:200]), _FEW))
        if letters < _FEW:
            return "image_only"
    return cut_mark(text)


def _places(carrier: Text, cut: Text) -> list[tuple[str, int, int]]:
    """The byte ranges of a cut, a range a part, each begun where the text before it ends: an href stands before its text."""
    found: list[tuple[str, int, int]] = []
    for part in dict.fromkeys(run.part for run in cut.runs):
        own = [run for run in cut.runs if run.part == part]
        low, high = min(run.source_start for run in own), max(run.source_end for run in own)
        before = [run.source_end for run in carrier.runs if run.part == part and run.source_end <= low]
        a, b = own[0].source.byte_span(max(before, default=0), high)
        found.append((f"part:{part}", a, b))
    return found


def _without_repeats(links: list[Link]) -> tuple[Link, ...]:
    """An href whose own text is the address counts once."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for link in links:
        if (link.url.rstrip("/"), link.where) not in seen:
            seen.add((link.url.rstrip("/"), link.where))
            kept.append(link)
    return tuple(kept)


@lru_cache(maxsize=256)
def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def _attachment(part: Part) -> Attachment:
    body = part.body
    return Attachment(part.number, part.type.file_name, part.type.full, len(body), _digest(body))
