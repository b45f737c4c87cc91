"""One Received line, parsed: who it says it took the mail from, who wrote it, and when (RFC 5321 section 4.4).

The peer's address is only what the receiver recorded of the connection, never what stands in HELO: in Postfix's and
Sendmail's ``from helo (name [ip])``, Exim's ``from name ([ip] helo=helo)`` and ``from [ip] (helo=helo)``, Exchange's
``from helo (ip) by``, qmail's ``from name (HELO helo) (ip)``. A comment counts only in one of these shapes, because others
quote the sender: the name in a client's certificate, or the account it logged in with, may read like an address.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tsuho.engine.origin.addresses import normal_ip
from tsuho.engine.origin.received_date import received_date

MAX_FIELD = 4_096
MAX_PIECES = 64

# A comment may hold comments (RFC 5322 section 3.2.2); three deep is more than any server writes.
_PLAIN = r"[^()\\]++|\\."
_COMMENT = rf"\((?:{_PLAIN}|\((?:{_PLAIN}|\((?:{_PLAIN})*+\))*+\))*+\)"
_PIECE = re.compile(rf"[^\s();<]++|{_COMMENT}|<[^<>]*+>|[();<]")
_CLAUSES = frozenset({"from", "by", "with", "via", "id", "for"})
_INNER_COMMENT = re.compile(r"\([^()]*+\)")

_ADDRESS = r"\[(?:IPv6:)?(?P<ip>[0-9A-Fa-f:.]{2,45})(?:%\w{1,20})?\](?::(?P<port>\d{1,5}))?"
_NOTES = r"(?P<notes>(?:\s[A-Za-z]{1,10}=\S+)*+)"
_LITERAL = re.compile(_ADDRESS, re.IGNORECASE)
_RECORDED = re.compile(rf"(?:(?P<name>not verified|[^\s\[\]]++)\s?)?{_ADDRESS}{_NOTES}", re.IGNORECASE)
_RECORDED_BARE = re.compile(r"(?:[^\s@]++@)?(?P<ip>[0-9A-Fa-f:.]{2,45})(?:%\w{1,20})?")
_STATED_HELO = re.compile(r"(?:HELO|EHLO|LHLO)\s(?P<helo>\S++).*", re.IGNORECASE)
_NOTE = re.compile(r"(?:^|\s)(?P<key>helo|port)=(?P<value>\S++)", re.IGNORECASE)
_ONLY_NOTES = re.compile(r"[A-Za-z]{1,10}=\S++(?:\s[A-Za-z]{1,10}=\S++)*+")
_HOST = re.compile(r"(?=[^.]*+\.)[A-Za-z0-9_.-]{1,253}\.?")


@dataclass(frozen=True, slots=True)
class Hop:
    """One line. ``from_name`` is the reverse name that the receiver recorded, ``from_helo`` what the peer called itself.

    ``by`` and ``by_ip`` are the writer's name and address; names are lower case, addresses normal. ``has_from`` is False
    for a line in which a host speaks only of itself (qmail's "invoked by uid", Gmail's internal hand-over);
    ``from_network`` marks qmail's "invoked from network", whose peer stands in the next line. A ``broken`` line cannot be
    read in one way only, and proves nothing. Whom it was for is never kept, only whether.
    """

    has_from: bool = False
    from_helo: str = ""
    from_name: str = ""
    from_ip: str = ""
    from_port: int | None = None
    by: str = ""
    by_ip: str = ""
    with_: str = ""
    for_present: bool = False
    from_network: bool = False
    date: str = ""
    broken: bool = False

    @property
    def time(self) -> datetime | None:
        """When the writer took the mail over, in UTC; None if it does not say so with a zone."""
        return received_date(self.date)


BROKEN = Hop(broken=True)


@dataclass(slots=True)
class _Clause:
    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Peer:
    helo: str = ""
    name: str = ""
    ip: str = ""
    port: int | None = None


def parse_received(value: bytes) -> Hop:
    """Parse the value of one Received field of any bytes; never raises. Bounded: 4 kB a field, 64 pieces."""
    if len(value) > MAX_FIELD:
        return BROKEN
    line, date = _date_apart(" ".join(value.decode("latin-1").split()))
    clauses = _clauses(line)
    if clauses is None:
        return BROKEN
    before, sender, by = clauses.get("", _Clause()), clauses.get("from"), clauses.get("by", _Clause())
    protocol = _first_word(clauses, "with").upper() or _first_word(clauses, "via").upper()
    peer = _peer(sender, protocol, exim=_is_exim(clauses)) if sender else _Peer()
    if peer is None:
        return BROKEN
    writer = by.words[0] if by.words else ""
    return Hop(
        has_from=sender is not None,
        from_helo=peer.helo,
        from_name=peer.name,
        from_ip=peer.ip,
        from_port=peer.port,
        by=_literal(writer)[0] or normal_ip(writer) or _host_name(writer),
        by_ip=next((ip for comment in by.comments if (ip := _recorded_ip(comment))), ""),
        with_=protocol,
        for_present="for" in clauses,
        from_network=any("invoked from network" in comment for comment in before.comments),
        date=date,
    )


def _date_apart(text: str) -> tuple[str, str]:
    """The line without its date, and the date: what stands behind the last semicolon that is in no comment."""
    line, _, date = text.rpartition(";")
    if not line or date.count("(") != date.count(")") or " by " in date:
        return text, ""
    return line, date


def _clauses(line: str) -> dict[str, _Clause] | None:
    """The clauses by their word, with their comments; None for a line that can be read in two ways.

    ``from`` counts only as the first word and takes the next one whatever it is; a second ``by`` means that a sender
    wrote clauses into its HELO.
    """
    current = _Clause()
    found = {"": current}
    words = 0
    for number, match in enumerate(_PIECE.finditer(line)):
        piece = match.group()
        if number >= MAX_PIECES:
            return None
        if piece[0] == "(" and len(piece) > 1:
            current.comments.append(piece[1:-1])
            continue
        if piece in "()<":
            return None  # a comment that never closes, or was never opened
        words += 1
        word = piece.lower()
        if word not in _CLAUSES:
            current.words.append(piece)
        elif word == "from" and words == 1:
            current = found["from"] = _Clause()
        elif word == "by" and not (words == 2 and "from" in found):
            if "by" in found:
                return None
            current = found["by"] = _Clause()
        elif word not in {"from", "by"} and "by" in found and word not in found:
            current = found[word] = _Clause()
        else:
            current.words.append(piece)
    return found


def _first_word(clauses: dict[str, _Clause], word: str) -> str:
    return next(iter(clauses[word].words), "") if word in clauses else ""


def _is_exim(clauses: dict[str, _Clause]) -> bool:
    return any(comment.startswith("Exim ") for word in ("by", "with", "via") for comment in _comments(clauses, word))


def _comments(clauses: dict[str, _Clause], word: str) -> Sequence[str]:
    return clauses[word].comments if word in clauses else ()


def _peer(clause: _Clause, protocol: str, *, exim: bool) -> _Peer | None:
    """What the receiver recorded of the connection; None if it seems to have recorded two different addresses."""
    first = clause.words[0] if clause.words else ""
    helo = name = notes = ""
    recorded: dict[str, int | None] = {}
    for comment in clause.comments:
        forged = "may be forged" in comment
        plain = _INNER_COMMENT.sub("", comment).strip()
        if stated := _STATED_HELO.fullmatch(plain):
            helo = stated["helo"]
        elif found := _RECORDED.fullmatch(plain):
            if ip := normal_ip(found["ip"]):
                recorded[ip] = _port(found["port"])
                name = "" if forged else found["name"] or ""
                notes += found["notes"]
        elif _ONLY_NOTES.fullmatch(plain):
            notes += " " + plain
        elif (found := _RECORDED_BARE.fullmatch(plain)) and (ip := normal_ip(found["ip"])):
            recorded[ip] = None
    if len(recorded) > 1:
        return None
    told = {note["key"].lower(): note["value"] for note in _NOTE.finditer(notes)}
    helo = told.get("helo", helo)
    if not name and (helo or exim):
        name = first  # where HELO stands apart, and in Exim always, the word after ``from`` is the recorded name
    ip, port = next(iter(recorded.items()), ("", None))
    if not ip:
        bare = bool(helo) or protocol.startswith("HTTP")
        ip, port = _outside_comments(clause.words, alone=bare or exim or bool(told), bare=bare)
    return _Peer(_helo(helo or first), _recorded_name(name), ip, port or _port(told.get("port")))


def _outside_comments(words: Sequence[str], *, alone: bool, bare: bool) -> tuple[str, int | None]:
    """An address among the words: after the name (``from name [ip]``), or alone where it cannot be HELO."""
    if len(words) == 2:
        return _literal(words[1])
    if len(words) == 1 and alone:
        ip, port = _literal(words[0])
        return ip or (normal_ip(words[0]) if bare else ""), port
    return "", None


def _literal(word: str) -> tuple[str, int | None]:
    found = _LITERAL.fullmatch(word)
    return (normal_ip(found["ip"]), _port(found["port"])) if found else ("", None)


def _recorded_ip(comment: str) -> str:
    found = _RECORDED.fullmatch(comment) or _RECORDED_BARE.fullmatch(comment)
    return normal_ip(found["ip"]) if found else ""


def _recorded_name(word: str) -> str:
    """A reverse name as it was recorded, without the ident user before it; empty for "unknown" and for an address."""
    name = word.rpartition("@")[2]
    return "" if normal_ip(name) or not _HOST.fullmatch(name) else _host_name(name)


def _host_name(word: str) -> str:
    return word.rstrip(".,").lower()


def _helo(word: str) -> str:
    return _literal(word)[0] or word.lower()


def _port(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and 0 < int(text) < 65_536 else None
