"""What a mail says stands on another page: address and contact may, if the mail says what the link shows."""

import re

from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.displayed.places import line_at, lines_after, quoted
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.contacts import URL
from tsuho.words.evidence import Evidence

SHOWN_ELSEWHERE = re.compile(r"(?:に|にて|で)(?:表示|記載|掲載|明示|公開)(?:して|され|いたし)")


def named_beside_a_link(mail: OneMessage, wording: str) -> tuple[Evidence, ...]:
    """Words that name an item in the line of a link or the line above it; a bare link names nothing."""
    text = mail.text.folded.text
    named = WORDINGS.on(text).all(wording)
    hrefs = [link.visible for link in mail.links if link.visible]
    return quoted(mail.text, (each.span() for each in named if _beside(text, each.start(), hrefs)))


def _beside(text: str, at: int, hrefs: list[str]) -> bool:
    start = line_at(text, at)[0]
    end = lines_after(text, at, 1)[1]
    return bool(URL.search(text, start, end)) or any(visible in text[start : line_at(text, at)[1]] for visible in hrefs)


def said_to_stand_elsewhere(text: Text, at: int) -> bool:
    """Whether the line of a character says that what it names is shown on another page."""
    folded = text.folded.text
    return bool(SHOWN_ELSEWHERE.search(folded, *line_at(folded, at)))
