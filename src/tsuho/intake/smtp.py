"""The SMTP and LMTP door: strangers are refused at RCPT, and 250 is said only after the bytes are on disk.

Runs in a thread with a loop of its own. ``stop`` takes no new connections, lets open transactions finish, then closes.
"""

import asyncio
import logging
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network

from tsuho.intake.smtp_limits import Limits
from tsuho.intake.smtp_session import LmtpSession, Session, SmtpSession
from tsuho.words.arrival import Letter
from tsuho.words.vocabulary import Door

DoorOf = Callable[[str], Door | None]
Receive = Callable[[Sequence[Letter]], "Future[list[int]]"]

# The library under this door logs every command, and so every reporter's address, at INFO.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class SmtpDoorSettings:
    """One listening door. ``fronts`` may state a peer by XFORWARD or XCLIENT, ``proxy_fronts`` must by PROXY; networks.

    In a ``simulated`` centre a loopback peer may state the peer too, and the time of receipt (XTIME).
    """

    host: str = "127.0.0.1"
    port: int = 0
    protocol: str = "smtp"
    host_name: str = "mx.centre.example"
    max_message_bytes: int = 50_000_000
    max_recipients: int = 100
    max_connections: int = 200
    max_connections_per_ip: int = 50
    max_mails_per_minute_per_ip: int = 6_000
    open_bytes: int = 256_000_000
    timeout_seconds: int = 120
    tls_certificate: str = ""
    tls_key: str = ""
    fronts: tuple[str, ...] = ()
    proxy_fronts: tuple[str, ...] = ()
    simulated: bool = False

    def is_front(self, ip: str) -> bool:
        """Whether this peer may state another one."""
        return _within(ip, self.fronts) or self.may_simulate(ip)

    def must_proxy(self, ip: str) -> bool:
        """Whether this peer begins with a PROXY header."""
        return _within(ip, self.proxy_fronts)

    def may_simulate(self, ip: str) -> bool:
        """Whether this peer may state a time of receipt."""
        return self.simulated and ip_address(ip).is_loopback


def _within(ip: str, networks: Sequence[str]) -> bool:
    address = ip_address(ip)
    return any(address in ip_network(network, strict=False) for network in networks)


class SmtpDoor:
    """One door on one port. ``door_of`` says which door an address means, ``receive`` makes letters durable."""

    def __init__(
        self, settings: SmtpDoorSettings, door_of: DoorOf, receive: Receive, now: Callable[[], datetime]
    ) -> None:
        self.settings = settings
        self.door_of = door_of
        self.receive = receive
        self.now = now
        self.limits = Limits(
            settings.max_connections,
            settings.max_connections_per_ip,
            settings.max_mails_per_minute_per_ip,
            settings.open_bytes,
        )
        self.sessions: set[Session] = set()
        self.draining = False
        self.port = settings.port
        self.tls = _tls(settings)
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen; returns when connections are taken."""
        started: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(started,), name=f"{self.settings.protocol}-door", daemon=True
        )
        self._thread.start()
        try:
            started.result()
        except Exception:
            self._thread.join()
            self._loop.close()
            self._thread = None  # there is nothing to stop
            raise

    def stop(self, drain_seconds: float = 30.0) -> None:
        """Take no new connections, let open transactions finish for so long, then close."""
        if self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._drain(drain_seconds), self._loop).result(drain_seconds + 10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._thread = None

    def _run(self, started: "Future[None]") -> None:
        asyncio.set_event_loop(self._loop)
        kind = LmtpSession if self.settings.protocol == "lmtp" else SmtpSession
        try:
            self._server = self._loop.run_until_complete(
                self._loop.create_server(
                    lambda: kind(self, self._loop), self.settings.host, self.settings.port, backlog=512
                )
            )
        except Exception as error:  # noqa: BLE001  # whoever starts the door must hear of it
            started.set_exception(error)
            return
        self.port = self._server.sockets[0].getsockname()[1]
        started.set_result(None)
        self._loop.run_forever()

    async def _drain(self, seconds: float) -> None:
        self.draining = True
        if self._server is not None:
            self._server.close()
        end = time.monotonic() + seconds
        while any(session.busy for session in self.sessions) and time.monotonic() < end:
            await asyncio.sleep(0.05)
        for session in list(self.sessions):
            session.hang_up()
        await asyncio.sleep(0.05)
        pending = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


def _tls(settings: SmtpDoorSettings) -> ssl.SSLContext | None:
    if not settings.tls_certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings.tls_certificate, settings.tls_key or None)
    return context
