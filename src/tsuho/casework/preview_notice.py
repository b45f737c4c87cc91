"""Preview a provider notice: the letter as it would leave, and each mail as the provider sees it beside what we hold.

What the masks take away is covered on our side too: a preview is no way around the reason that an unmasking asks for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from email import message_from_bytes, policy

from tsuho.casework.ports import Hit, OutboxLetter
from tsuho.casework.refer_provider_notices import first_notice
from tsuho.casework.referring import Referring, mask_for, reported
from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import scan
from tsuho.referral.mask import GONE, Mask
from tsuho.referral.recipient_codes import ADDRESS

COVERED = "■■■■"
_TOKEN = re.compile(r"redacted-[0-9a-f]{10}(?:@redacted\.invalid)?|" + re.escape(GONE))
_WRITERS = frozenset({"from", "sender", "reply-to"})
_MOST_MAILS = 5
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Beside:
    """A line as we hold it beside the line that the provider sees; ``how``: kept, masked, dropped or added."""

    held: str
    shown: str
    how: str


@dataclass(frozen=True, slots=True)
class MailBeside:
    """One mail of a notice, line beside line."""

    hit: Hit
    lines: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """A letter as it would leave: its subject, text and files, the number of its hits, and the first mails."""

    letter: OutboxLetter
    text: str
    hits: int
    mails: tuple[MailBeside, ...]


def preview_notice(referring: Referring, code: str, now: datetime) -> NoticePreview | None:
    """The first letter that is due to a provider; None where nothing is. Raises Leaks or CannotDo where it would not leave."""
    found = first_notice(referring, code, now)
    if found is None:
        return None
    letter, stored = found
    mask = mask_for(referring, letter.key.partition("/")[2], stored)
    mails = tuple(
        MailBeside(each.hit, lines_beside(each.raw, reported(each, mask, referring).redacted.mail, mask))
        for each in stored[:_MOST_MAILS]
    )
    return NoticePreview(letter, text_of(letter), len(stored), mails)


def text_of(letter: OutboxLetter) -> str:
    """The text of a letter of ours; we wrote these bytes, so the library may read them."""
    body = message_from_bytes(letter.message, policy=policy.default).get_body(("plain",))
    return str(body.get_content()) if body else ""


def lines_beside(raw: bytes, redacted: bytes, mask: Mask) -> tuple[Beside, ...]:
    """Both forms of one mail: headers by their name, since they are written anew in another order, the text line by line."""
    (head, text), (seen_head, seen_text) = _lines(raw), _lines(redacted)
    held = [_covered(line, mask) for line in text]
    matcher = SequenceMatcher(None, held, seen_text, autojunk=False)
    return (
        *_heads_beside([_covered(line, mask) for line in head], seen_head),
        Beside("", "", "kept"),
        *(beside for tag, *span in matcher.get_opcodes() for beside in _beside(tag, held, seen_text, span)),
    )


def _heads_beside(held: Sequence[str], shown: Sequence[str]) -> Iterator[Beside]:
    left = list(shown)
    for line in held:
        # a line that stands on both sides is nobody else's pair
        same = (each for each in left if each.startswith(line.partition(":")[0] + ":") and each not in held)
        other = line if line in left else next(same, "")
        if other:
            left.remove(other)
        yield Beside(line, other, "kept" if other == line else "masked" if other else "dropped")
    yield from (Beside("", each, "added") for each in left)


def _covered(line: str, mask: Mask) -> str:
    name = line.partition(":")[0]
    # who wrote it is what the notice is about; every other address may be another recipient's
    text = mask.text(line) if name in _WRITERS else ADDRESS.sub(COVERED, mask.text(line))
    return _TOKEN.sub(COVERED, text)


def _beside(tag: str, held: Sequence[str], shown: Sequence[str], span: Sequence[int]) -> Iterator[Beside]:
    ours, theirs = held[span[0] : span[1]], shown[span[2] : span[3]]
    for at in range(max(len(ours), len(theirs))):
        one, other = ours[at] if at < len(ours) else "", theirs[at] if at < len(theirs) else ""
        how = "kept" if tag == "equal" else "added" if at >= len(ours) else "dropped" if at >= len(theirs) else "masked"
        yield Beside(one, other, how)


def _lines(raw: bytes) -> tuple[list[str], list[str]]:
    """(headers, text)."""
    mail = scan(raw)
    root = mail.root
    values = [(each.name, header_text(root.source[each.value_start : each.end])) for each in root.fields]
    head = [f"{name}: {' '.join(value.split())}" for name, value in values]
    return head[:_MOST_LINES], read_body(mail).text.chars.splitlines()[:_MOST_LINES]
