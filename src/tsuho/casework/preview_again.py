"""How a report would read as a person states it, before anybody decides: masked as its screen is, and nothing is written."""

from dataclasses import dataclass

from tsuho.casework.cover import cover
from tsuho.casework.enter_decision import kept_message
from tsuho.casework.read_again import as_stated
from tsuho.casework.view_message import Looking, secrets_of
from tsuho.engine.stated import Stated
from tsuho.words.judged import JudgedReport

MAX_CHARS = 3_000  # enough to see whether it can be read


@dataclass(frozen=True, slots=True)
class Preview:
    """The judgement as stated, and the beginning of subject and text that it was made from, covered."""

    stated: Stated
    judged: JudgedReport
    subject: str
    text: str


def preview_again(looking: Looking, report: int, stated: Stated) -> Preview:
    """Read as stated. Raises CannotDo as read_again does."""
    _, kept = kept_message(looking.records, looking.messages, report)
    judged, secrets = as_stated(kept, stated, looking.reading), secrets_of(kept)
    message = judged.message
    return Preview(
        stated,
        judged,
        cover(message.subject if message else "", message, secrets),
        cover((message.text if message else "")[:MAX_CHARS], message, secrets),
    )
