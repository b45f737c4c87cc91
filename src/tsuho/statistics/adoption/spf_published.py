"""SPF (RFC 7208): whether a domain says who may send for it, how its record ends, and whether the record can work at all.

◎ is a record that ends in ``-all`` and works; ○ any other. A record that breaks off with an error protects nobody, so it is
never ◎, and the error is stated. Void lookups and the hosts of an ``mx`` are not counted: that would need a mail's address.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network

from tsuho.statistics.adoption.agreement import Agreed, agreed
from tsuho.words.surveys import Asked, Note, Presence, Published, Subject

MOST_LOOKUPS = 10  # RFC 7208 section 4.6.4
_MOST_NAMES = 40  # that are asked for, so that no record sends us on without end
_TERM = re.compile(r"(?P<qualifier>[-+~?]?)(?P<name>[a-z0-9]+)(?P<argument>[:/].*)?\Z", re.IGNORECASE)
_MODIFIER = re.compile(r"(?P<name>[a-z][a-z0-9_.-]*)=(?P<value>.*)\Z", re.IGNORECASE)
_CIDR = re.compile(r"(?:/\d{1,3})?(?://\d{1,3})?\Z")
_ASK = frozenset({"include", "a", "mx", "ptr", "exists"})
_MECHANISMS = _ASK | {"all", "ip4", "ip6"}


@dataclass(frozen=True, slots=True)
class Read:
    """One record, read: its last word (``-all``, empty for none), where it points, its own lookups and what is wrong."""

    last: str = ""
    redirect: str = ""
    includes: tuple[str, ...] = ()
    lookups: int = 0
    wrong: tuple[str, ...] = ()


@dataclass
class _Weighed:
    lookups: int = 0
    whole: bool = True  # everything that the record points to was seen
    notes: list[Note] = field(default_factory=list)


def is_spf(record: str) -> bool:
    """Whether a TXT record is an SPF record."""
    return record[:7].lower() in {"v=spf1", "v=spf1 "}


def wanted(subject: Subject, asked: Asked) -> Iterator[tuple[str, str]]:
    """The domain's TXT records, and those that its record points to, as far as they are known."""
    names = [subject.domain]
    for name in names:
        yield name, "TXT"
        for record in agreed(asked, name, "TXT", is_spf).records[:1]:
            read = read_spf(record)
            further = [each for each in (*read.includes, read.redirect) if each and "%" not in each]
            names += [each for each in further if each not in names][: _MOST_NAMES - len(names)]


def judge(subject: Subject, asked: Asked) -> Published:
    """What the domain publishes."""
    found = agreed(asked, subject.domain, "TXT", is_spf)
    if found.presence is not Presence.PRESENT:
        return found.unsettled()
    record = found.records[0]
    if len(found.records) > 1:
        several = Note("spf_several", {"count": str(len(found.records))})
        return Published(Presence.PRESENT, full=False, record=" | ".join(found.records), notes=(several,))
    weighed = _Weighed()
    _weigh(subject.domain, found, asked, weighed, ())
    notes = list(weighed.notes)
    if weighed.lookups > MOST_LOOKUPS:
        notes.append(Note("spf_lookups", {"count": str(MOST_LOOKUPS)}))
    elif not weighed.whole:
        notes.append(Note("spf_not_followed", {"count": str(weighed.lookups)}))
    last = _last_word(record, asked, ())
    if last != "-all":
        notes.append(Note("spf_ends", {"last": last or "–"}) if last is not None else Note("spf_end_unknown", {}))
    broken = bool(weighed.notes) or weighed.lookups > MOST_LOOKUPS
    full = False if broken or last not in {"-all", None} else None if last is None else True
    return Published(Presence.PRESENT, full=full, record=record, notes=tuple(notes))


def read_spf(record: str) -> Read:
    """The terms of one record. What stands behind ``all`` is never reached, so it is neither followed nor counted."""
    last, redirect, lookups = "", "", 0
    includes: list[str] = []
    wrong: list[str] = []
    for term in record.split()[1:]:
        modifier = _MODIFIER.match(term)
        if modifier:
            if modifier["name"].lower() == "redirect":
                if redirect or not modifier["value"]:
                    wrong.append(term)  # a second one is an error (RFC 7208 section 6)
                redirect = modifier["value"].rstrip(".").lower()
            continue
        found = _TERM.match(term)
        name = found["name"].lower() if found else ""
        argument = (found["argument"] or "") if found else ""
        if found is None or name not in _MECHANISMS or not _argument_fits(name, argument):
            wrong.append(term)
            continue
        if last:
            continue
        if name == "all":
            last = f"{found['qualifier'] or '+'}all"
        lookups += name in _ASK
        if name == "include":
            includes.append(argument[1:].rstrip(".").lower())
    if last:
        redirect = ""
    return Read(last, redirect, tuple(includes), lookups + bool(redirect), tuple(wrong))


def _argument_fits(name: str, argument: str) -> bool:
    if name == "all":
        return not argument
    if name in {"include", "exists"}:
        return len(argument) > 1 and argument[0] == ":"
    if name in {"ip4", "ip6"}:
        try:
            (IPv4Network if name == "ip4" else IPv6Network)(argument[1:], strict=False)
        except ValueError:
            return False
        return argument[:1] == ":"
    place = argument[1:].partition("/")[0] if argument[:1] == ":" else ""
    rest = argument[1 + len(place) :] if argument[:1] == ":" else argument
    return (argument[:1] != ":" or bool(place)) and _CIDR.match(rest) is not None


def _weigh(name: str, found: Agreed, asked: Asked, weighed: _Weighed, path: Sequence[str]) -> None:
    """Count the lookups of a record and of all that it points to, and note what breaks it."""
    read = read_spf(found.records[0])
    weighed.notes += [Note("spf_wrong", {"term": term[:80], "name": name}) for term in read.wrong]
    weighed.lookups += read.lookups
    for further in (*read.includes, *filter(None, [read.redirect])):
        if weighed.lookups > MOST_LOOKUPS:
            return
        if "%" in further:
            weighed.whole = False
            continue
        if further in {name, *path}:
            weighed.notes.append(Note("spf_ring", {"name": further}))
            continue
        below = agreed(asked, further, "TXT", is_spf)
        if below.presence is Presence.UNKNOWN:
            weighed.whole = False
        elif below.presence is Presence.ABSENT:
            weighed.notes.append(Note("spf_points_nowhere", {"name": further}))
        elif len(below.records) > 1:
            weighed.notes.append(Note("spf_several", {"count": str(len(below.records))}))
        else:
            _weigh(further, below, asked, weighed, (*path, name))


def _last_word(record: str, asked: Asked, path: Sequence[str]) -> str | None:
    """How the record ends, through ``redirect``; empty: it says nothing of the rest; None: what it points to is not known."""
    read = read_spf(record)
    if not read.redirect or read.redirect in path:
        return read.last
    below = agreed(asked, read.redirect, "TXT", is_spf)
    if below.presence is Presence.UNKNOWN:
        return None
    return _last_word(below.records[0], asked, (*path, read.redirect)) if below.records else ""
