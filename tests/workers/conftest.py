"""A name server of our own on loopback, whose zone a test writes; it can also be silent, slow, or fail."""

import base64
import contextlib
import socket
import threading
from dataclasses import dataclass, field

import dkim
import dnslib
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from dnslib import EDNS0, QTYPE, RCODE, RR, EDNSOption

from tsuho.workers.dns_lookups import Dns, resolver_of

SILENT, SERVFAIL = "silent", "servfail"
TRUNCATE_OVER = 1232


@dataclass
class Zone:
    """``records`` maps (name, type) to values; a name that stands in none of them does not exist. ``asked`` is in order."""

    records: dict[tuple[str, str], list[object]] = field(default_factory=dict)
    behaves: dict[str, str] = field(default_factory=dict)  # name → silent or servfail
    authentic: set[str] = field(default_factory=set)  # names that the resolver vouches for by DNSSEC
    blocks: set[str] = field(default_factory=set)  # names that it denies with the extended error "blocked" (RFC 8914)
    asked: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0
    _known: tuple[int, set[str]] = field(default_factory=lambda: (0, set()))

    def add(self, name: str, kind: str, *values: object) -> "Zone":
        self.records.setdefault((name.lower(), kind), []).extend(values)
        return self

    def _existing(self) -> set[str]:
        """Every name that stands in a record, and every name above one."""
        if self._known[0] != len(self.records):
            labels = [name.split(".") for name, _ in self.records]
            names = {".".join(each[at:]) for each in labels for at in range(len(each))}
            self._known = (len(self.records), names)
        return self._known[1]

    def reply(self, wire: bytes, *, whole: bool) -> bytes | None:
        request = dnslib.DNSRecord.parse(wire)
        name = str(request.q.qname).rstrip(".").lower()
        kind = QTYPE[request.q.qtype]
        self.asked.append((name, kind))
        behaviour = self.behaves.get(name)
        if behaviour == SILENT:
            return None
        answer = request.reply()
        answer.header.ad = name in self.authentic
        if behaviour == SERVFAIL:
            answer.header.rcode = RCODE.SERVFAIL
            return answer.pack()
        for value in self.records.get((name, kind), ()):
            answer.add_answer(RR(name, request.q.qtype, ttl=60, rdata=_rdata(kind, value)))
        if name not in self._existing():
            answer.header.rcode = RCODE.NXDOMAIN
        if name in self.blocks:
            answer.add_ar(EDNS0(opts=[EDNSOption(15, (15).to_bytes(2, "big"))]))
        packed = answer.pack()
        if len(packed) > TRUNCATE_OVER and not whole:
            cut = request.reply()
            cut.header.tc = 1
            return cut.pack()
        return packed


def _rdata(kind: str, value: object) -> object:
    if kind == "TXT":
        data = value if isinstance(value, bytes) else str(value).encode()
        return dnslib.TXT([data[at : at + 255] for at in range(0, max(len(data), 1), 255)])
    if kind == "MX":
        return dnslib.MX(value[1], value[0])
    if kind == "TLSA":
        return dnslib.TLSA(*value)
    return getattr(dnslib, kind)(value)


def _serve_udp(zone: Zone, link: socket.socket) -> None:
    while True:
        try:
            wire, peer = link.recvfrom(4096)
        except OSError:
            return
        if not wire:
            return
        if reply := zone.reply(wire, whole=False):
            link.sendto(reply, peer)


def _serve_tcp(zone: Zone, listener: socket.socket) -> None:
    while True:
        try:
            link, _ = listener.accept()
        except OSError:
            return
        with link:
            size = int.from_bytes(link.recv(2), "big")
            reply = zone.reply(link.recv(size), whole=True)
            if reply:
                link.sendall(len(reply).to_bytes(2, "big") + reply)


@pytest.fixture
def zone():
    with _served(Zone()) as found:
        yield found


@pytest.fixture
def second_zone():
    """The zone as a second resolver tells it."""
    with _served(Zone()) as found:
        yield found


@contextlib.contextmanager
def _served(found: Zone):
    udp, tcp = _both_on_one_port()
    found.port = udp.getsockname()[1]
    threads = [
        threading.Thread(target=_serve_udp, args=(found, udp), daemon=True),
        threading.Thread(target=_serve_tcp, args=(found, tcp), daemon=True),
    ]
    for thread in threads:
        thread.start()
    yield found
    for link in (udp, tcp):
        with contextlib.suppress(OSError):
            link.shutdown(socket.SHUT_RDWR)
        link.close()
    for thread in threads:
        thread.join(5)


def _both_on_one_port() -> tuple[socket.socket, socket.socket]:
    for _ in range(20):
        tcp = socket.create_server(("127.0.0.1", 0))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            udp.bind(tcp.getsockname())
        except OSError:
            udp.close()
            tcp.close()
        else:
            return udp, tcp
    raise OSError("no port is free for both UDP and TCP")


@pytest.fixture
def dns_of(zone):
    """Our way to the DNS, which asks the zone alone."""

    def made(**settings) -> Dns:
        return Dns(resolver_of([f"127.0.0.1:{zone.port}"]), **{"deadline_seconds": 2.0, **settings})

    return made


@dataclass(frozen=True)
class Key:
    """A signing key made for this run, and the record that publishes its public half."""

    private: bytes
    record: str


def _rsa(bits: int) -> Key:
    made = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    private = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return Key(private, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}")


@pytest.fixture(scope="session")
def key() -> Key:
    return _rsa(2048)


@pytest.fixture(scope="session")
def other_key() -> Key:
    return _rsa(1024)


@pytest.fixture
def signed(key):
    """A mail with a DKIM signature of a domain put on top of it."""

    def made(mail: bytes, domain: str, selector: str = "s1", by: Key = key, **settings) -> bytes:
        signature = dkim.sign(mail, selector.encode(), domain.encode(), by.private, **settings)
        return signature + mail

    return made
