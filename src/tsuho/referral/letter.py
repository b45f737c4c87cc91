"""A letter: the mail that carries a document, with a Message-ID fixed before it is sent; the same values, the same bytes."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from tsuho.referral.reported_hit import Reporter

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "eml": "application/octet-stream",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "pgp": "application/octet-stream",
    "p7m": "application/pkcs7-mime",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter: the mail to be sent and the documents in it, by file name.

    ``beneath`` is what those documents hold compressed or sealed, as it was before: the leak check reads that too.
    """

    subject: str
    message_id: str
    mail: bytes
    files: tuple[tuple[str, bytes], ...]
    beneath: tuple[tuple[str, bytes], ...] = ()


def letter(
    ticket: str,
    to: str,
    subject: str,
    text: str,
    files: Sequence[tuple[str, bytes]],
    reporter: Reporter,
    date: str,
    beneath: Sequence[tuple[str, bytes]] = (),
) -> Letter:
    """Build one letter; ``date`` is its Date field, ``to`` a bare address. What is simulated says so in the subject."""
    marked = f"[SIMULATED 模擬] {subject}" if reporter.simulated else subject
    # of all that it says: who does not have the letter cannot guess the name, and so cannot feign that it came back
    said = sha256(b"\0".join([to.encode(), text.encode("utf-8", "replace"), *(content for _, content in files)]))
    message_id = f"<{ticket}.{said.hexdigest()[:16]}@{reporter.domain}>"
    head = {
        "From": f"<{reporter.contact}>",
        "To": f"<{to}>",
        "Subject": _encoded(marked),
        "Date": date,
        "Message-ID": message_id,
        "MIME-Version": "1.0",
        "Auto-Submitted": "auto-generated",
    }
    return Letter(marked, message_id, _mail(head, text, files), tuple(files), tuple(beneath))


def _mail(head: dict[str, str], text: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    boundary = f"notice-{sha256(text.encode() + b''.join(content for _, content in files)).hexdigest()[:24]}"
    head = {**head, "Content-Type": f'multipart/mixed; boundary="{boundary}"'}
    pieces = ["".join(f"{name}: {value}\r\n" for name, value in head.items())]
    parts = [("text/plain; charset=utf-8", "", text.encode())]
    parts += [(_TYPES[name.rpartition(".")[2]], name, content) for name, content in files]
    for content_type, name, content in parts:
        named = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
        encoded = base64.encodebytes(content).decode().replace("\n", "\r\n")
        pieces.append(
            f"--{boundary}\r\nContent-Type: {content_type}\r\n{named}Content-Transfer-Encoding: base64\r\n\r\n{encoded}"
        )
    pieces.append(f"--{boundary}--\r\n")
    return (pieces[0] + "\r\n" + "\r\n".join(pieces[1:])).encode()


def _encoded(text: str) -> str:
    pieces = [text[start : start + 12] for start in range(0, len(text), 12)]
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(piece.encode()).decode()}?=" for piece in pieces)
