"""Received lines (RFC 5321 section 4.4): what the recipient's provider wrote, and below it what a sender may have made up."""

from datetime import timedelta
from random import Random

from tsuho.simulation.dates import received_date
from tsuho.simulation.encoding import header
from tsuho.simulation.networks import Host
from tsuho.simulation.originals import Message
from tsuho.simulation.parameters import identifier
from tsuho.simulation.partners import SampleProvider

_MX, _OUT, _INSIDE = 1, 2, 3  # places of a provider's servers in its network


def delivered(message: Message, provider: SampleProvider, rng: Random) -> tuple[bytes, ...]:
    """The fields that stand above a message in a mailbox of a provider, the newest first."""
    at = received_date(message.sent_at + timedelta(seconds=rng.randint(1, 40)))
    mx = provider.server_name("mx1")
    lines = [header("Return-Path", f"<{return_path(message, rng)}>")]
    if rng.random() < 0.6:
        lines.append(_line(_server(provider, "mx1", _MX), provider.server_name("store2"), "LMTP", at, rng, message.to))
    lines.append(_line(_peer(message.host), mx, "ESMTP", at, rng, message.to))
    return (*lines, *made_up(message, rng))


def made_up(message: Message, rng: Random) -> tuple[bytes, ...]:
    """A line below the boundary, as half of the senders write it to mislead. It proves nothing."""
    if rng.random() < 0.5:
        return ()
    peer = f"{identifier(rng, 7)}.example (unknown [203.0.113.{rng.randint(1, 254)}])"
    return (_line(peer, f"mail.{message.domain}", "SMTP", received_date(message.sent_at), rng),)


def handed_over(provider: SampleProvider, at: str, rng: Random) -> bytes:
    """The line of the reporter's own provider on top of what the reporter sends."""
    address = f"[{provider.server(_INSIDE)}]"
    return _line(f"{address} (unknown {address})", provider.server_name("out1"), "ESMTPSA", at, rng)


def passed_on(provider: SampleProvider, at: str, rng: Random) -> bytes:
    """The line of a provider that redirects: from its mail store to its way out."""
    return _line(_server(provider, "store2", _INSIDE), provider.server_name("out1"), "ESMTP", at, rng)


def way_out(provider: SampleProvider) -> tuple[str, str]:
    """The address and the name of the server by which a provider's mail leaves."""
    return provider.server(_OUT), provider.server_name("out1")


def return_path(message: Message, rng: Random) -> str:
    """The envelope's sender; one in three names the recipient in it (VERP)."""
    if rng.random() < 1 / 3:
        return f"bounce+{message.to.replace('@', '=')}@{message.domain}"
    return message.from_address


def _line(peer: str, by: str, protocol: str, at: str, rng: Random, recipient: str = "") -> bytes:
    to = f"\r\n\tfor <{recipient}>" if recipient else ""
    return header(
        "Received", f"from {peer}\r\n\tby {by} (Postfix) with {protocol} id {identifier(rng, 11)}{to};\r\n\t{at}"
    )


def _peer(host: Host) -> str:
    """A peer as Postfix writes it: HELO, then the reverse name it found itself, then the address."""
    address = f"IPv6:{host.ip}" if ":" in host.ip else host.ip
    return f"{host.helo} ({host.reverse_name or 'unknown'} [{address}])"


def _server(provider: SampleProvider, role: str, number: int) -> str:
    name = provider.server_name(role)
    return f"{name} ({name} [{provider.server(number)}])"
