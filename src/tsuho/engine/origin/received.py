"""One Received line, parsed: who it says it took the mail from, who wrote it, and when (RFC 5321 section 4.4).

The peer's address is only what the receiver recorded of the connection, never what stands in HELO: in Postfix's and
Sendmail's ``from helo (name [ip])``, Exim's ``from name ([ip] helo=helo)`` and ``from [ip] (helo=helo)``, Exchange's
``from helo (ip) by``, qmail's ``from name (HELO helo) (ip)``. A comment counts only in one of these shapes, because others
quote the sender: the name in a client's certificate, or the account it logged in with, may read like an address.

Only ASCII blanks part words: a sender may write U+00A0 into HELO. What a sender put behind the line (a first line of its
mail that begins with a blank is folded into it) adds no clause, and takes the time away rather than change it.
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
_PIECE = re.compile(rf"[^\s();<]++|{_COMMENT}|<<[^<>]*+>>|<[^<>]*+>|[();<]", re.ASCII)
_CLAUSES = frozenset({"from", "by", "with", "via", "id", "for"})
_INNER_COMMENT = re.compile(r"\([^()]*+\)")
_NO_CONTROL = bytes(byte for byte in range(256) if byte >= 32 or byte in b"\t\r\n")
_BARE_END = re.compile(rb"[\r\n]++(?![ \t])")

# ``[203.0.113.5]``, ``[IPv6:2001:db8::25]``, ``[fe80::1%9]``, ``[203.0.113.5]:40125`` and ecelerity's ``[203.0.113.5:40125]``
_ADDRESS = r"\[(?:IPv6:)?(?P<ip>[0-9A-Fa-f:.]{2,45})(?:%\w{1,20})?\](?::(?P<port>\d{1,5}))?"
_NOTES = r"(?P<notes>(?:\s[A-Za-z]{1,10}=\S+)*+)"
_LITERAL = re.compile(_ADDRESS, re.IGNORECASE | re.ASCII)
_RECORDED = re.compile(rf"(?:(?P<name>not verified|[^\s\[\]]++)\s?)?{_ADDRESS}{_NOTES}", re.IGNORECASE | re.ASCII)
_RECORDED_BARE = re.compile(r"(?:\S+@)?(?P<ip>[0-9A-Fa-f:.]{2,45})(?:%\w{1,20})?", re.ASCII)
_IP_AND_PORT = re.compile(r"([0-9.]{7,15}):(\d{1,5})", re.ASCII)
_STATED_HELO = re.compile(r"(?:account\s\S+\s)?(?:HELO|EHLO|LHLO)\s(?P<helo>\S++).*", re.IGNORECASE | re.ASCII)
_NOTE = re.compile(r"(?:^|\s)(?P<key>helo|port)=(?P<value>\S++)", re.IGNORECASE | re.ASCII)
_ONLY_NOTES = re.compile(r"[A-Za-z]{1,10}=\S++(?:\s[A-Za-z]{1,10}=\S++)*+", re.ASCII)
_LABEL = r"[A-Za-z0-9_-]{1,63}"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+\.?", re.ASCII)

# What a server writes of a program on its own machine. Sendmail leaves the address out for nobody else, so only its own
# lines (``by name (8.14.4/8.14.4)``) may say so by a name; a socket's mark stands where no reverse name can.
_SOCKET = re.compile(r"(?:\S+\s)?\[(?:local|unix socket|unix: \S+)\]", re.IGNORECASE | re.ASCII)
_OWN_USER = re.compile(r"(?:[^\s@]++@)?localhost", re.ASCII)
_SENDMAIL = re.compile(r"8\.\d+\.\d+[\w.+-]*/\S.*", re.ASCII)
_PICKUP = ["mail", "pickup", "service"]
_SCANNER = re.compile(
    r"from \S+(?: \([^()]*+\))? by (?P<by>\S+)(?: by uid \d+| \([^()]*+\))? with qmail-scanner-\S+(?: \((?:[^()]++|\([^()]*+\))*+\))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Hop:
    """One line. ``from_name`` is the reverse name that the receiver recorded, ``from_helo`` what the peer called itself.

    A reverse name is what the owner of the address likes to write; ``from_name`` is one whose own address the receiver then
    asked for. qmail's is not (tcpserver without ``-p``): that one is ``from_unchecked_name``.

    ``by`` and ``by_ip`` are the writer's name and address; names are lower case, addresses normal. ``has_from`` is False
    for a line in which a host speaks only of itself (qmail's "invoked by uid", Gmail's internal hand-over), ``local`` is
    True where it names a program on its own machine as the peer; ``from_network`` marks qmail's "invoked from network", whose peer stands in the next line. A ``broken`` line cannot be
    read in one way only, and proves nothing. Whom it was for is never kept, only whether.
    """

    has_from: bool = False
    from_helo: str = ""
    from_name: str = ""
    from_unchecked_name: str = ""
    from_ip: str = ""
    from_port: int | None = None
    by: str = ""
    by_ip: str = ""
    with_: str = ""
    for_present: bool = False
    from_network: bool = False
    local: bool = False
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
    unchecked_name: str = ""
    ip: str = ""
    port: int | None = None


def parse_received(value: bytes) -> Hop:
    """Parse the value of one Received field of any bytes; never raises. Bounded: 4 kB a field, 64 pieces."""
    if len(value) > MAX_FIELD:
        return BROKEN
    if value.translate(None, _NO_CONTROL) or _BARE_END.search(value.strip()):
        return BROKEN  # no server writes control characters, and readers do not agree where such a line ends
    line, date = _date_apart(b" ".join(value.split()).decode("latin-1"))
    if "qmail-scanner" in line and (scanner := _SCANNER.fullmatch(line)):
        return Hop(has_from=True, by=_host_name(scanner["by"]), local=True, date=date)
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
        from_unchecked_name=peer.unchecked_name,
        from_ip=peer.ip,
        from_port=peer.port,
        by=_literal(writer)[0] or normal_ip(writer) or _host_name(writer),
        by_ip=next((ip for comment in by.comments if (ip := _recorded_ip(comment))), ""),
        with_=protocol,
        for_present="for" in clauses,
        from_network=any("invoked from network" in comment for comment in before.comments),
        local=sender is not None and not peer.ip and _is_local(sender, by, protocol),
        date=date,
    )


def _date_apart(text: str) -> tuple[str, str]:
    """The line without its date, and the date: what stands behind the last semicolon that is in no comment.

    None is taken where an earlier one stands too, since one of them is the sender's.
    """
    line, _, date = text.rpartition(";")
    if not line or date.count("(") != date.count(")") or " by " in date:
        return text, ""
    if ";" in line and any(received_date(earlier) for earlier in line.split(";")[1:]):
        return line, ""
    return line, date


def _clauses(line: str) -> dict[str, _Clause] | None:
    """The clauses by their word, with their comments; None for a line that can be read in two ways.

    ``from`` counts only as the first word and takes the next one whatever it is, unless its comment stands there (``from
    (name [ip]) by``); a second ``by`` means that a sender wrote clauses into its HELO. Behind a semicolon none begins.
    """
    current = _Clause()
    found = {"": current}
    words = 0
    ended = False
    for number, match in enumerate(_PIECE.finditer(line)):
        piece = match.group()
        if number >= MAX_PIECES:
            return None
        if piece[0] == "(" and len(piece) > 1:
            current.comments.append(piece[1:-1])
            continue
        if piece in "()<":
            return None  # a comment that never closes, or was never opened
        ended = ended or piece == ";"
        words += 1
        word = piece.lower()
        if word not in _CLAUSES:
            current.words.append(piece)
        elif word == "from" and words == 1:
            current = found["from"] = _Clause()
        elif word == "by" and not (words == 2 and "from" in found and not current.comments):
            if "by" in found:
                return None
            current = found["by"] = _Clause()
        elif not ended and word not in {"from", "by"} and "by" in found and word not in found:
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


def _is_local(sender: _Clause, by: _Clause, protocol: str) -> bool:
    """Whether the writer says that its peer was a program on its own machine, where no address is recorded."""
    if any(_SOCKET.fullmatch(comment) for comment in sender.comments):
        return True
    if any(_OWN_USER.fullmatch(comment) for comment in sender.comments):
        return any(_SENDMAIL.fullmatch(comment) for comment in by.comments)
    return sender.words == _PICKUP and not sender.comments and protocol == "MICROSOFT"


def _peer(clause: _Clause, protocol: str, *, exim: bool) -> _Peer | None:
    """What the receiver recorded of the connection; None if it seems to have recorded two different addresses."""
    first = clause.words[0] if clause.words else ""
    stated = helo = name = notes = ""
    recorded: dict[str, int | None] = {}
    for comment in clause.comments:
        plain = _INNER_COMMENT.sub("", comment).strip()
        if said := _STATED_HELO.fullmatch(plain):
            stated = said["helo"]
        elif found := _RECORDED.fullmatch(plain):
            ip, port = _address(found)
            if ip:
                recorded[ip] = port
                name = "" if "may be forged" in comment else found["name"] or ""
                notes += found["notes"]
        elif _ONLY_NOTES.fullmatch(plain):
            notes += " " + plain
        elif (found := _RECORDED_BARE.fullmatch(plain)) and (ip := normal_ip(found["ip"])):
            recorded[ip] = None
    if len(recorded) > 1:
        return None
    told = {note["key"].lower(): note["value"] for note in _NOTE.finditer(notes)}
    helo = told.get("helo", stated)
    if not name and not stated and (helo or exim):
        name = first  # where HELO stands in a note, and in Exim always, the word after ``from`` is the recorded name
    ip, port = next(iter(recorded.items()), ("", None))
    if not ip:
        bare = bool(helo) or protocol.startswith("HTTP")
        ip, port = _outside_comments(clause.words, alone=bare or exim or bool(told), bare=bare)
    return _Peer(
        helo=_helo(helo or first),
        name=_recorded_name(name),
        unchecked_name=_recorded_name(first) if stated else "",
        ip=ip,
        port=port or _port(told.get("port")),
    )


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
    return _address(found) if found else ("", None)


def _address(found: re.Match[str]) -> tuple[str, int | None]:
    """The address and port of a literal; ecelerity writes both inside the brackets."""
    ip, port = found["ip"], found["port"]
    if inside := _IP_AND_PORT.fullmatch(ip):
        ip, port = inside.groups()
    return normal_ip(ip), _port(port)


def _recorded_ip(comment: str) -> str:
    found = _RECORDED.fullmatch(comment) or _RECORDED_BARE.fullmatch(comment)
    return normal_ip(found["ip"]) if found else ""


def _recorded_name(word: str) -> str:
    """A reverse name as it was recorded, without the ident user before it; empty for "unknown" and for an address."""
    name = word.rpartition("@")[2]
    return "" if normal_ip(name) or not _HOST.fullmatch(name) else _host_name(name)


def _host_name(word: str) -> str:
    return _ascii(word.rstrip(".,"))


def _helo(word: str) -> str:
    return _literal(word)[0] or _ascii(word)


def _ascii(word: str) -> str:
    """A name in lower case; what is not ASCII is shown as ``?``, so that no look-alike equals a name that we know."""
    return (word if word.isascii() else word.encode("ascii", "replace").decode()).lower()


def _port(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and 0 < int(text) < 65_536 else None
