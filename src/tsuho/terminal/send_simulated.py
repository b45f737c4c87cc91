"""Send invented mail over real SMTP on loopback, each with the peer and time it is invented to have come with.

Only a simulated centre takes these statements, and only from loopback: XFORWARD for the peer, XTIME for the receipt.
"""

import smtplib
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from tsuho.casework.errors import CannotDo
from tsuho.simulation.invented import Invented

_CONNECTIONS = 4


def send_all(invented: Iterable[Invented], host: str, port: int) -> Iterator[int]:
    """Send everything over a few connections; yields how many each finished connection delivered.

    Mails are drawn as they are sent, so a year is never in memory; the order holds but for what is under way at once.
    """
    drawn = _Drawn(invented)
    with ThreadPoolExecutor(_CONNECTIONS) as threads:
        yield from threads.map(lambda _lane: _send(drawn, host, port), range(_CONNECTIONS))


class _Drawn:
    """One iterator for several threads: a generator may not be asked while it answers."""

    def __init__(self, invented: Iterable[Invented]) -> None:
        self._lock = threading.Lock()
        self._rest = iter(invented)

    def __iter__(self) -> "_Drawn":
        return self

    def __next__(self) -> Invented:
        with self._lock:
            return next(self._rest)


def _send(invented: Iterable[Invented], host: str, port: int) -> int:
    sent = 0
    try:
        session = smtplib.SMTP(host, port, timeout=60)
    except OSError as error:
        raise CannotDo(f"nothing listens on {host}:{port} ({error.strerror}); start `tsuho serve` first") from None
    with session:
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
        raise CannotDo(
            f"the door answered {code} {text.decode('ascii', 'replace')} to an invented mail;"
            " only a centre made with `tsuho init DIR --simulated` takes it, and only from loopback"
        )
