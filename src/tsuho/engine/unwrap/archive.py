"""The original inside an archive attached to the report: .eml and mbox files in a zip, a tar or a tar.gz.

Each mail is a slice of one unpacked member, its exact bytes. What an archive holds beside mails says nothing; a mail that
cannot be taken out (a password, damage, a bomb) is unrecovered, with the reason, and waits for a person.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.mime import Mail, Part, scan
from tsuho.engine.unwrap.attached import MAX_ORIGINALS
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.unpacking import Member, unpack
from tsuho.words.vocabulary import Door, Form

MAX_ARCHIVES = 10  # archives of one report that are opened
_TYPES = {
    "application/zip", "application/x-zip-compressed", "application/x-zip", "application/gzip", "application/x-gzip",
    "application/x-tar", "application/x-gtar", "application/x-compressed-tar",
}  # fmt: skip
_NAMES = (".zip", ".tar", ".tar.gz", ".tgz")
_MAILS = (".eml", ".mbox", ".mbx")
# Where the next mail of an mbox begins: its From_ line, below an empty one.
_FROM_LINE = re.compile(rb"(?:\A|\n\r?\n)(?=From [^\n]{3,200}\n)")


def archive(mail: Mail, _body: Body, _door: Door) -> tuple[Original, ...]:
    """The mails in all archives of a report, in reading order; one ``unrecovered`` where an archive refused some."""
    found: list[Original] = []
    refused = ""
    for part in archives_of(mail)[:MAX_ARCHIVES]:
        unpacked = unpack(part.body, _is_mail)
        for member in unpacked.members:
            found.extend(Original(Form.ARCHIVE, 1, mail, mail=inner) for inner in _mails_of(member))
        refused = refused or unpacked.refused
    if found and refused:
        found.append(Original(Form.UNRECOVERED, 0, mail, why_unrecovered=refused))
    return tuple(found[:MAX_ORIGINALS])


def archives_of(mail: Mail) -> list[Part]:
    """The parts of a mail that are archives by their type or file name, of a kind that can be opened."""
    return [part for part in mail.parts if not part.children and _is_archive(part)]


def why_not_opened(mail: Mail) -> str:
    """The message key of what keeps the archives of a letter shut, asked where no original was found otherwise."""
    for part in archives_of(mail)[:MAX_ARCHIVES]:
        raw = part.body
        if raw.startswith(b"PK\x03\x04") and raw[6:7] and raw[6] & 0x1:  # general purpose bit 0: encrypted
            return "archive_encrypted"
        if refused := unpack(raw, _is_mail).refused:
            return refused
    return ""


def _is_archive(part: Part) -> bool:
    return part.type.full in _TYPES or part.type.file_name.lower().endswith(_NAMES)


def _is_mail(name: str) -> bool:
    return name.lower().endswith(_MAILS) and not name.startswith("__MACOSX/")


def _mails_of(member: Member) -> Iterator[Mail]:
    raw = member.content
    if member.name.lower().endswith(".eml") or not raw.startswith(b"From "):
        found = scan(raw)
        if found.root.fields:
            yield found
        return
    starts = [found.end() for found in islice(_FROM_LINE.finditer(raw), MAX_ORIGINALS + 1)]
    for start, end in pairwise([*starts, len(raw)][: MAX_ORIGINALS + 1]):
        found = scan(raw, start, end)
        if found.root.fields:
            yield found
