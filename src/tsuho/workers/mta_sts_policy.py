"""Fetch the policy file of MTA-STS as RFC 8461 section 3.3 wants it: HTTPS with a checked certificate, no redirect, a small text."""

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from tsuho.words.surveys import PolicyFile

_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class PolicyFetcher:
    """``timeout_seconds`` are for the whole; ``connect_to`` gives a host's (address, port), for tests and for a proxy."""

    now: Callable[[], datetime]
    timeout_seconds: float = 10.0
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)
    connect_to: Callable[[str], tuple[str, int]] = field(default=lambda host: (host, 443), repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def __call__(self, url: str) -> PolicyFile:
        """The file, or why there is none; never raises for what a server does."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        connection = _Connection(host, self.connect_to(host), self.timeout_seconds, self.context)
        try:
            connection.request("GET", parts.path)
            answer = connection.getresponse()
            if answer.status != 200:
                return PolicyFile(url, self.now(), why=f"HTTP {answer.status}")
            kind = answer.headers.get_content_type()
            if kind != "text/plain":
                return PolicyFile(url, self.now(), why=f"Content-Type {kind[:40]}")
            raw = self._read(answer)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return PolicyFile(url, self.now(), why=type(error).__name__)
        finally:
            connection.close()
        if len(raw) > _MOST_BYTES:
            return PolicyFile(url, self.now(), why=f"> {_MOST_BYTES} bytes")
        return PolicyFile(url, self.now(), raw.decode("utf-8", "replace"))

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        """The body, read piece by piece, so that a server which drips cannot hold us beyond the time."""
        until, raw = self.clock() + self.timeout_seconds, b""
        while len(raw) <= _MOST_BYTES:
            piece = answer.read1(_MOST_BYTES)
            if not piece:
                break
            raw += piece
            if self.clock() > until:
                raise TimeoutError
        return raw


class _Connection(http.client.HTTPSConnection):
    """HTTPS to a named host at a given place; the certificate must be the host's."""

    def __init__(self, host: str, place: tuple[str, int], timeout: float, context: ssl.SSLContext) -> None:
        super().__init__(host, 443, timeout=timeout, context=context)
        self._place, self._tls = place, context

    def connect(self) -> None:
        """Connect there, and check the certificate against the host's own name."""
        link = socket.create_connection(self._place, self.timeout)
        self.sock = self._tls.wrap_socket(link, server_hostname=self.host)
