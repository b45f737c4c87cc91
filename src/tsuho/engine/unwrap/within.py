"""A forward inside a forward: an attached letter that is itself a forward, a feedback report or a bounce holds the original.

Spam encloses mails too, and imitates forwards. So a letter is looked into only where it is a machine's report by its very
type, where the reporter wrote it, or where it says that it forwards and holds little else.
"""

from dataclasses import replace

from tsuho.engine.parse.body import Body, read_body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.archive import archive
from tsuho.engine.unwrap.arf import arf
from tsuho.engine.unwrap.attached import attached, holds_mail
from tsuho.engine.unwrap.bounce import bounce
from tsuho.engine.unwrap.forward_marks import without_forward_prefix
from tsuho.engine.unwrap.inline import inline
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.reporter import reporter_of
from tsuho.words.vocabulary import Door, Form

MAX_LETTERS = 10  # letters inside letters that are followed
_REMARK = 300  # characters: more text beside an enclosed mail is a mail of its own


def innermost(original: Original) -> tuple[Original, ...]:
    """The originals inside an original that is a letter itself, with their whole depth; otherwise the original."""
    letter = original.mail
    if letter is None or original.form not in {Form.ATTACHED, Form.ARCHIVE} or original.depth >= MAX_LETTERS:
        return (original,)
    found, body = _inside(letter, original.carrier)
    deeper = [_deeper(each, original, body) for each in found if not each.why_unrecovered]
    return tuple(inner for each in deeper for inner in innermost(each)) or (original,)


def _deeper(inner: Original, outer: Original, body: Body | None) -> Original:
    reported = {**outer.reported, **inner.reported}
    return replace(inner, depth=inner.depth + outer.depth, reported=reported, inside=body if inner.text else None)


def _inside(letter: Mail, around: Mail) -> tuple[tuple[Original, ...], Body | None]:
    """The originals in a letter, and its body if that had to be read."""
    if letter.root.type.full == "multipart/report":
        body = read_body(letter)
        return arf(letter, body, Door.BULK) or bounce(letter, body, Door.BULK), body
    own = reporter_of(around).has_address(reporter_of(letter).address)
    forwarded = without_forward_prefix(header_text(letter.root.value("subject")))[1]
    if not own and not forwarded:
        return (), None
    body = read_body(letter)
    encloses = any(holds_mail(part) for part in letter.parts[1:])
    if own or (len(body.text.chars.strip()) <= _REMARK and not body.links):
        found = attached(letter, body, Door.BULK) if encloses else archive(letter, body, Door.BULK)
        if found:
            return found, body
    return inline(letter, body, Door.BULK), body
