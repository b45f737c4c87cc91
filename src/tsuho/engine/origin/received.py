"""One Received line, parsed: who it says it took the mail from, who wrote it, and when (RFC 5321 section 4.4).

The peer's address is only what the receiver recorded of the connection, never what stands in HELO: in Postfix's and
Sendmail's ``from helo (name [ip])``, Exim's ``from name ([ip] helo=helo)`` and ``from [ip] (helo=helo)``, Exchange's
``from name (ip) by``, qmail's ``from name (HELO helo) (ip)``. Bounded: 4 kB a field, 64 pieces.
"""

import ipaddress
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

MAX_FIELD = 4_096
MAX_PIECES = 64

_TOKEN = re.compile(r"\(|\)|;|\"[^\"]{0,400}\"|[^\s();\"]+")
_CLAUSES = frozenset({"from", "by", "with", "id", "for", "via"})
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?\.?")
_BRACKETED = re.compile(r"\[(?:IPv6:)?([0-9A-Fa-f:.]{2,45})(?:%[\w.]+)?\](?::(\d{1,5}))?", re.IGNORECASE)
_HELO = re.compile(r"(?:helo|ehlo)[=\s]\s*(\[?[^\s\])]+\]?)", re.IGNORECASE)
_BARE_IP = re.compile(r"(?<![\w.:])(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3})?)(?![\w.:])")
_PORT = re.compile(r"\bport[= ](\d{1,5})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hop:
    """One line. ``from_name`` is the reverse name that the receiver recorded, ``from_helo`` what the peer called itself.

    ``by`` is the writer's name or address, lower case; ``has_from`` False for a line a host wrote about itself (qmail's
    "invoked by uid", Gmail's internal hand-over). ``time`` is aware, UTC. Whom it was for is never kept, only whether.
    """

    has_from: bool
    from_helo: str
    from_name: str
    from_ip: str
    from_port: int | None
    by: str
    with_: str
    for_present: bool
    time: datetime | None


@dataclass(slots=True)
class _Clause:
    word: str
    texts: list[str]
    comments: list[str]


@lru_cache(maxsize=4_096)
def parse_received(value: bytes) -> Hop:
    """Parse the value of one Received field; never raises: what cannot be read is empty."""
    text = " ".join(value[:MAX_FIELD].decode("latin-1").split())
    clauses, date = _clauses(text)
    by = clauses.get("by")
    sender = clauses.get("from")
    helo, name, ip, port = _peer(sender) if sender else ("", "", "", None)
    return Hop(
        has_from=sender is not None,
        from_helo=helo,
        from_name=name,
        from_ip=ip,
        from_port=port,
        by=_writer(by) if by else "",
        with_=" ".join(clauses["with"].texts[:1]) if "with" in clauses else "",
        for_present="for" in clauses,
        time=_time(date),
    )


def _clauses(text: str) -> tuple[dict[str, _Clause], str]:
    """The clauses by their word, with their comments, and what stands behind the last semicolon."""
    found: dict[str, _Clause] = {}
    current: _Clause | None = None
    depth = opened = 0
    for count, token in enumerate(_TOKEN.finditer(text)):
        if count >= MAX_PIECES * 4:
            break
        piece = token.group()
        if piece == "(":
            depth += 1
            opened = token.end() if depth == 1 else opened
        elif piece == ")":
            depth = max(0, depth - 1)
            if depth == 0 and current is not None and len(current.comments) < MAX_PIECES:
                current.comments.append(text[opened : token.start()])
        elif depth:
            continue
        elif piece == ";":
            return found, text[token.end() :]
        elif piece.lower() in _CLAUSES and piece.lower() not in found:
            current = _Clause(piece.lower(), [], [])
            found[current.word] = current
        elif current is not None and len(current.texts) < MAX_PIECES:
            current.texts.append(piece)
    return found, text.rpartition(";")[2] if ";" in text else ""


def _peer(clause: _Clause) -> tuple[str, str, str, int | None]:
    """(helo, recorded reverse name, recorded address, port) of a from clause."""
    first = clause.texts[0] if clause.texts else ""
    comment = " ".join(clause.comments)
    helo_in_comment = _HELO.search(comment)
    port = _port(comment)
    ip, ip_port, without_helo = "", None, ""
    # The receiver writes its own comment last, so one that a sender smuggles in with HELO stands before it.
    for each in reversed(clause.comments):
        without_helo = _HELO.sub(" ", each)
        ip, ip_port = _bracketed(without_helo)
        ip = ip or _bare(without_helo)
        if ip:
            break
    if not ip and helo_in_comment:
        # Exim: from [ip] (helo=name): the bracketed address outside is the connection's, the name inside is HELO
        ip, ip_port = _bracketed(first)
    if not ip and not clause.comments:
        ip, ip_port = _bracketed(first)
    name = _recorded_name(without_helo) or (first if helo_in_comment and _NAME.fullmatch(first) else "")
    helo = helo_in_comment.group(1) if helo_in_comment else first
    if name.lower() in {"unknown", "unverified"} or _is_ip(name):
        name = ""
    return helo.strip("[]").lower(), name.rstrip(".").lower(), ip, ip_port or port


def _recorded_name(comment: str) -> str:
    """The name before the bracketed address, as Postfix and Sendmail record it: (name [ip]) or (user@name [ip])."""
    before = comment.partition("[")[0].split()
    word = before[-1] if before else ""
    word = word.rpartition("@")[2].strip(",;")
    return word if "." in word and _NAME.fullmatch(word) else ""


def _writer(clause: _Clause) -> str:
    first = clause.texts[0] if clause.texts else ""
    address, _port_ = _bracketed(first)
    return (address or normal_ip(first) or first).rstrip(".,").lower()


def _bracketed(text: str) -> tuple[str, int | None]:
    for found in _BRACKETED.finditer(text):
        if address := normal_ip(found.group(1)):
            return address, _valid_port(found.group(2))
    return "", None


def _bare(text: str) -> str:
    for found in _BARE_IP.finditer(text):
        if address := normal_ip(found.group()):
            return address
    return ""


def normal_ip(text: str) -> str:
    """An address in its one textual form, IPv4-mapped IPv6 as IPv4; empty for anything else."""
    try:
        address = ipaddress.ip_address(text.strip("[]").removeprefix("IPv6:").partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def _is_ip(text: str) -> bool:
    return bool(normal_ip(text))


def _port(comment: str) -> int | None:
    found = _PORT.search(comment)
    return _valid_port(found.group(1)) if found else None


def _valid_port(text: str | None) -> int | None:
    return int(text) if text and 0 < int(text) < 65_536 else None


def _time(text: str) -> datetime | None:
    """The time behind the semicolon, in UTC; None without a zone, since a second of the wrong zone accuses the wrong line."""
    try:
        found = parsedate_to_datetime(text.strip())
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
