"""Send invented mail over real SMTP on loopback, each with the peer and time it is invented to have come with.

Only a simulated centre takes these statements, and only from loopback: XFORWARD for the peer, XTIME for the receipt.
"""

import smtplib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from tsuho.casework.errors import CannotDo
from tsuho.simulation.invented import Invented

_CONNECTIONS = 4


def send_all(invented: Sequence[Invented], host: str, port: int) -> Iterator[int]:
    """Send everything over a few connections; yields how many each finished connection delivered."""
    lanes = [invented[start::_CONNECTIONS] for start in range(_CONNECTIONS)]
    with ThreadPoolExecutor(_CONNECTIONS) as threads:
        yield from threads.map(lambda lane: _send(lane, host, port), lanes)


def _send(invented: Iterable[Invented], host: str, port: int) -> int:
    sent = 0
    with smtplib.SMTP(host, port, timeout=60) as session:
        session.ehlo("simulation.example")
        for each in invented:
            peer = each.peer
            ip = f"IPV6:{peer.ip}" if ":" in peer.ip else peer.ip
            _expect(
                session.docmd(
                    "XFORWARD", f"ADDR={ip} PORT={peer.port or '[UNAVAILABLE]'} HELO={peer.helo or '[UNAVAILABLE]'}"
                )
            )
            stated = each.received_at.strftime("%Y-%m-%dT%H:%M:%SZ")
            _expect(session.docmd("MAIL", f"FROM:<{each.mail_from}> BODY=8BITMIME XTIME={stated}"))
            _expect(session.docmd("RCPT", f"TO:<{each.recipient}>"))
            _expect(session.data(each.raw))
            sent += 1
    return sent


def _expect(answer: tuple[int, bytes]) -> None:
    code, text = answer
    if code != 250:
        raise CannotDo(f"the door answered {code} {text.decode('ascii', 'replace')} to an invented mail")
