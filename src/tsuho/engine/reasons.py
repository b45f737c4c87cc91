"""Why a report is incomplete (不完全情報等, gate G0): every reason that holds, the primary one first.

Order of the test: virus, not a mail at all, information missing, mojibake, foreign language (I3, I9, I4, I2, I1). An exact
repeat of the same reporter (I9d) is seen by casework/repeats.py, since it takes more than one arrival to see it.
"""

import re
from collections.abc import Iterator

from tsuho.engine.seen import SeenReport
from tsuho.engine.unwrap.original import Original
from tsuho.words.vocabulary import Form, Kind, Reason

MAX_ORIGINAL = 25_000_000  # bytes; twice what large mail services let their own users send (I9b)
_UNRECOVERED = {"empty_arrival": Reason.EMPTY, "only_a_picture": Reason.ONLY_SCREENSHOT}
_CUT = frozenset({"cut_mark", "too_long", "tag_left_open", "cap_header", "cap_parts", "cap_depth"})
_ENCRYPTED_TYPES = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_ENCRYPTED_TEXT = "-----BEGIN PGP MESSAGE-----"  # RFC 9580 section 6.2
# A mail has at least one of these (RFC 5322 section 3.6); a picture or a table that somebody took for a mail has none.
_OF_A_MAIL = frozenset(
    {"from", "to", "date", "subject", "received", "message-id", "return-path", "mime-version", "sender", "reply-to"}
)
# What reporters write above a mail: that somebody's address was abused takes the header to judge, …
_CLAIMS_FORGERY = re.compile(
    r"なりすま|詐称|偽装|(?:私|自分|当社|弊社)の(?:メール)?アドレス(?:を|が)?.{0,12}(?:使わ|勝手|悪用|差出人|送信)|spoofed|forged",
    re.IGNORECASE,
)
# … and that a refusal was ignored takes the mail before it and the refusal itself (三点セット).
_CLAIMS_IGNORED_REFUSAL = re.compile(
    r"(?:配信|受信|送信|購読|メルマガ)?(?:を|の)?(?:停止|解除|拒否|退会)(?:を|の)?(?:し|手続き?|依頼|お願い|申し?込|通知|連絡).{0,16}"
    r"(?:のに|にも?(?:かかわ|関わ|拘)らず|けれど|が(?:、|止|まだ)|後も)|(?:after|despite) (?:i )?(?:unsubscrib|opt(?:ing|ed)[- ]out)",
    re.IGNORECASE,
)


def reasons_of(seen: SeenReport, *, virus: str, expected_language: str) -> tuple[Reason, ...]:
    """All reasons of one report in order of their weight; empty for a complete one."""
    return tuple(dict.fromkeys(_reasons(seen, virus=virus, expected_language=expected_language)))


def _reasons(seen: SeenReport, *, virus: str, expected_language: str) -> Iterator[Reason]:
    if virus:
        yield Reason.VIRUS
    if seen.body is None:
        yield _UNRECOVERED.get(seen.original.why_unrecovered, Reason.ORIGINAL_NOT_RECOVERED)
        return
    text = seen.body.text
    yield from _no_mail(seen)
    yield from _missing(seen)
    if text.why_not_whole == "mojibake":
        yield Reason.MOJIBAKE
    if seen.language and seen.language != expected_language:
        yield Reason.FOREIGN_LANGUAGE


def _no_mail(seen: SeenReport) -> Iterator[Reason]:
    """I9: empty, too large, encrypted, or no mail at all."""
    own = seen.original.mail
    root = (own or seen.original.carrier).root
    text = seen.body.text.chars if seen.body else ""
    if own is not None and root.end - root.start > MAX_ORIGINAL:
        yield Reason.TOO_LARGE
    if root.type.full in _ENCRYPTED_TYPES or text.lstrip().startswith(_ENCRYPTED_TEXT):
        yield Reason.ENCRYPTED
    if _is_empty(seen):
        yield Reason.EMPTY
    elif own is not None and seen.kind is Kind.REPORT and not any(field.name in _OF_A_MAIL for field in root.fields):
        yield Reason.NOT_MAIL


def _is_empty(seen: SeenReport) -> bool:
    body = seen.body
    return body is not None and not (body.text.chars.strip() or body.attachments or body.images or seen.headers.subject)


def _missing(seen: SeenReport) -> Iterator[Reason]:
    """I4: what is missing, the text first, since without it nothing else helps."""
    body, original = seen.body, seen.original
    if body is not None and not body.text.chars.strip() and not _is_empty(seen):
        pictured = body.images or any(each.content_type.startswith("image/") for each in body.attachments)
        yield Reason.ONLY_SCREENSHOT if pictured else Reason.NO_BODY
    if not seen.headers.from_address and seen.kind is Kind.REPORT:
        yield Reason.NO_SENDER
    if original.form is Form.TYPED_PREAMBLE and not original.reported.get("received_date"):
        yield Reason.NO_DATE
    if _CLAIMS_FORGERY.search(original.comment) and not _has_headers(original):
        yield Reason.NO_HEADERS
    if body is not None and body.text.why_not_whole in _CUT:
        yield Reason.TRUNCATED
    if _CLAIMS_IGNORED_REFUSAL.search(original.comment):
        yield Reason.REFUSAL_SET_GAPS


def _has_headers(original: Original) -> bool:
    """Whether the original's own header block came along, as bytes or pasted."""
    return original.mail is not None or original.pasted is not None
