"""Why a report is incomplete (不完全情報等): every reason that holds, the primary one first.

Order of the test: virus, not a mail at all, information missing, mojibake, foreign language (I3, I9, I4, I2, I1).
"""

from collections.abc import Iterator

from tsuho.engine.seen import SeenReport
from tsuho.words.vocabulary import Form, Kind, Reason

_UNRECOVERED = {"empty_arrival": Reason.EMPTY, "only_a_picture": Reason.ONLY_SCREENSHOT}
_CUT = frozenset({"cut_mark", "too_long", "tag_left_open", "cap_header", "cap_parts", "cap_depth"})


def reasons_of(seen: SeenReport, *, virus: str, expected_language: str) -> tuple[Reason, ...]:
    """All reasons of one report in order of their weight; empty for a complete one."""
    return tuple(_reasons(seen, virus=virus, expected_language=expected_language))


def _reasons(seen: SeenReport, *, virus: str, expected_language: str) -> Iterator[Reason]:
    if virus:
        yield Reason.VIRUS
    if seen.body is None:
        yield _UNRECOVERED.get(seen.original.why_unrecovered, Reason.ORIGINAL_NOT_RECOVERED)
        return
    text = seen.body.text
    if seen.original.carrier.root.type.full in {"multipart/encrypted", "application/pkcs7-mime"}:
        yield Reason.ENCRYPTED
    if not text.chars.strip():
        nothing = not seen.body.attachments and not seen.headers.subject
        yield Reason.EMPTY if nothing else Reason.ONLY_SCREENSHOT if seen.body.images else Reason.NO_BODY
    if not seen.headers.from_address and seen.kind is Kind.REPORT:
        yield Reason.NO_SENDER
    if seen.original.form is Form.TYPED_PREAMBLE and not seen.original.reported.get("received_date"):
        yield Reason.NO_DATE
    if text.why_not_whole in _CUT:
        yield Reason.TRUNCATED
    if text.why_not_whole == "mojibake":
        yield Reason.MOJIBAKE
    if seen.language and seen.language != expected_language:
        yield Reason.FOREIGN_LANGUAGE
