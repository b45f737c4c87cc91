"""Look at an arrival on the poison list, or discard it: nobody should have to open the spool to know what waits there.

What is shown is text, its addresses masked; what cannot be read as a mail is shown as far as its bytes are letters. A mail on
which the reader died is not given to the reader again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.examine import READER_DIED
from tsuho.casework.ports import Audit, Poison, Spool
from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import scan
from tsuho.referral.mask import GONE, Mask
from tsuho.referral.recipient_codes import ADDRESS
from tsuho.words.arrival import Letter

_HEADERS = ("from", "to", "subject", "date", "message-id", "content-type")
_MOST_CHARS = 4_000


@dataclass(frozen=True, slots=True)
class PoisonShown:
    """What a person sees of it: what the list says, a few headers, and the beginning of its text; ``read`` False: raw bytes."""

    of: Poison
    headers: tuple[tuple[str, str], ...]
    text: str
    read: bool


def show_poison(spool: Spool, number: int, monitors: Sequence[str], key: bytes) -> PoisonShown:
    """One poisoned arrival, masked. Raises CannotDo for a number that is none."""
    found, letter = _poison(spool, number)
    envelope = letter.envelope
    mask = Mask(key, reporters=[each for each in (envelope.mail_from, *envelope.rcpt_to) if each], monitors=monitors)
    headers: list[tuple[str, str]] = []
    text, read = "", False
    if found.reason != READER_DIED:
        try:
            mail = scan(letter.raw)
            named = ((name, mail.root.value(name)) for name in _HEADERS)
            headers = [(name, _masked(header_text(value), mask)) for name, value in named if value]
            text = read_body(mail).text.chars
            read = bool(text.strip())
        except Exception:  # noqa: BLE001  # that it cannot be read is why it is here
            headers = []
    if not read:
        text = letter.raw[:_MOST_CHARS].decode("utf-8", "replace")
    return PoisonShown(found, tuple(headers), _masked(text[:_MOST_CHARS], mask), read)


def discard_poison(spool: Spool, audit: Audit, number: int, *, by: str, reason: str, at: datetime) -> None:
    """Forget one poisoned arrival without a trace of its bytes. Raises CannotDo without a name and a reason."""
    if not (by.strip() and reason.strip()):
        raise CannotDo("cannot_discard_unreasoned")
    found, _ = _poison(spool, number)
    details = {"door": found.door.value, "bytes": str(found.size), "why_aside": found.reason, "reason": reason}
    # the log first: a crash in between leaves the arrival, and whoever tries again stands there twice
    audit.write(at, by, "discard_poison", f"arrival {number}", details)
    if not spool.discard(number):
        raise CannotDo("cannot_discard_gone", number=number)


def _poison(spool: Spool, number: int) -> tuple[Poison, Letter]:
    found = next((each for each in spool.poisoned() if each.number == number), None)
    letter = spool.set_aside_letter(number)
    if found is None or letter is None:
        raise CannotDo("cannot_find_poison", number=number)
    return found, letter


def _masked(text: str, mask: Mask) -> str:
    """Known addresses in every dress, and whatever else is an address as it stands."""
    return ADDRESS.sub(GONE, mask.text(text))
