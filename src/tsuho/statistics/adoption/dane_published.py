"""DANE for mail (RFC 7672): whether the mail servers of a domain publish their keys in a signed DNS.

A TLSA record holds only where a validating resolver vouches for it (AD bit). ◎: every mail server, under vouched-for MX records.
"""

from collections.abc import Iterator, Sequence

from tsuho.statistics.adoption.agreement import Agreed, agreed
from tsuho.words.surveys import Asked, Note, Presence, Published, Subject

_MOST_HOSTS = 10


def wanted(subject: Subject, asked: Asked) -> Iterator[tuple[str, str]]:
    """The mail servers, then the TLSA records of each."""
    yield subject.domain, "MX"
    for host in _hosts(subject, agreed(asked, subject.domain, "MX")):
        yield _place(host), "TLSA"


def _place(host: str) -> str:
    return f"_25._tcp.{host}"


def _hosts(subject: Subject, servers: Agreed) -> Sequence[str]:
    """The mail servers; without MX records the domain itself (RFC 5321 section 5.1). None where they are not known."""
    if servers.presence is Presence.UNKNOWN:
        return ()
    if servers.presence is Presence.ABSENT:
        return [subject.domain]
    hosts = [record.split()[-1].rstrip(".").lower() for record in servers.records]
    return [host for host in dict.fromkeys(hosts) if host][:_MOST_HOSTS]


def judge(subject: Subject, asked: Asked) -> Published:
    """What the domain's mail servers publish."""
    servers = agreed(asked, subject.domain, "MX")
    if servers.presence is Presence.UNKNOWN:
        return servers.unsettled()
    hosts = _hosts(subject, servers)
    if not hosts:
        return Published(Presence.ABSENT, why=Note("dane_no_mail", {}))
    found = {host: agreed(asked, _place(host), "TLSA") for host in hosts}
    shown = {host: each for host, each in found.items() if each.presence is Presence.PRESENT}
    secured = [host for host, each in shown.items() if each.authentic]
    unknown = [each.why for each in found.values() if each.presence is Presence.UNKNOWN]
    if not secured:
        if shown:
            return _shown_only(shown)
        if unknown:
            return Published(Presence.UNKNOWN, why=unknown[0])
        return found[hosts[0]].unsettled()
    record = shown[secured[0]].records[0]
    notes = [Note("dane_servers", {"secured": str(len(secured)), "all": str(len(hosts))})]
    if not servers.authentic:
        notes.append(Note("dane_mx_unsigned", {}))
    full = None if unknown else len(secured) == len(hosts) and servers.authentic
    return Published(Presence.PRESENT, full=full, record=record, notes=tuple(notes))


def _shown_only(shown: dict[str, Agreed]) -> Published:
    host, first = next(iter(shown.items()))
    return Published(Presence.UNKNOWN, record=first.records[0], why=Note("dane_not_vouched", {"host": host}))
