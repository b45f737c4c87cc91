"""The original attached to the report as a mail of its own: message/rfc822, or an .eml under another type.

Up to 50 a report (the plug-in of the centre sends that many). The inner mail is a slice of the outer bytes, or of one
transfer-decoded part, never re-serialised; only what Outlook saved as its own file (.msg) is rebuilt, and says so.
"""

from collections.abc import Iterator

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.mime import Mail, Part
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.outlook_msg import is_outlook_msg, rebuilt_mail
from tsuho.words.vocabulary import Door, Form

MAX_ORIGINALS = 50
_OF_FILES = {"application", "message", "text"}  # an .eml goes under many types


def attached(mail: Mail, _body: Body, _door: Door) -> tuple[Original, ...]:
    """Every mail attached to this one, in reading order."""
    found: list[Original] = []
    in_digest = _in_digest(mail)
    for part in mail.parts:
        if len(found) >= MAX_ORIGINALS:
            break
        if is_outlook_msg(part):
            found.extend(_from_outlook(part, mail))
            continue
        if not holds_mail(part) and part.number not in in_digest:
            continue
        inner = part.inner_mail
        if inner is not None and inner.root.fields:
            found.append(Original(Form.ATTACHED, 1, mail, mail=inner))
    return tuple(found)


def _from_outlook(part: Part, mail: Mail) -> Iterator[Original]:
    if rebuilt := rebuilt_mail(part.body):
        made = not rebuilt.has_header
        reported = {"rebuilt_from": "outlook_msg"}
        yield Original(Form.ATTACHED, 1, mail, mail=rebuilt.mail, reported=reported, rebuilt=True, header_made=made)


def _in_digest(mail: Mail) -> set[int]:
    """The parts of a digest that state no type: they are mails (RFC 2046 section 5.1.5)."""
    digests = (part for part in mail.parts if part.type.full == "multipart/digest")
    return {child.number for digest in digests for child in digest.children if not child.value("content-type")}


def holds_mail(part: Part) -> bool:
    """Whether a part says that it is a mail: by its type, or by a file name that ends in .eml."""
    if part.type.full in {"message/rfc822", "message/global"}:
        return True
    return part.type.main in _OF_FILES and part.type.file_name.lower().endswith(".eml")
