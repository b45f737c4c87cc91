"""Scan an arrival with clamd over its socket (INSTREAM), within a deadline; what was not scanned is recorded as that.

An engine that does not answer is left alone for half a minute, so that a dead one costs a batch one deadline, not one a mail.
"""

import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tsuho.words.virus import ScanState, VirusScan

_CHUNK = 1 << 16
_MAX_REPLY = 4_096
_VERSION_SECONDS = 60.0
_PAUSE_SECONDS = 30.0

Fallback = Callable[[bytes, str], VirusScan]


@dataclass
class ClamdScanner:
    """``address`` is ``unix:/path`` or ``HOST:PORT``; ``fallback`` answers, with the reason, for what clamd did not scan."""

    address: str
    fallback: Fallback
    deadline_seconds: float = 10.0
    max_bytes: int = 25_000_000
    clock: Callable[[], float] = time.monotonic
    _version: str = ""
    _version_until: float = field(default=float("-inf"))
    _paused_until: float = field(default=float("-inf"))

    def __call__(self, raw: bytes) -> VirusScan:
        """What clamd says of these bytes; never raises for what clamd does."""
        if len(raw) > self.max_bytes:
            return self.fallback(raw, "too_large")
        if self.clock() < self._paused_until:
            return self.fallback(raw, "engine_unreachable")
        end = self.clock() + self.deadline_seconds
        try:
            by = self._known_version(end)
            reply = self._scan(raw, end)
        except OSError:
            self._paused_until = self.clock() + _PAUSE_SECONDS
            return self.fallback(raw, "engine_unreachable")
        if reply.endswith(" FOUND"):
            name = reply.removesuffix(" FOUND").partition(": ")[2]
            return VirusScan(ScanState.FOUND, name[:200] or "unnamed", by)
        if reply.endswith(": OK"):
            return VirusScan(ScanState.CLEAN, "", by)
        return self.fallback(raw, "too_large" if "size limit" in reply else "engine_refused")

    def version(self) -> str:
        """Engine and signatures as clamd names them. Raises OSError where it does not answer."""
        return self._command(b"zVERSION\0", self.clock() + self.deadline_seconds)

    def _known_version(self, end: float) -> str:
        if self.clock() >= self._version_until:
            self._version = self._command(b"zVERSION\0", end)[:200]
            self._version_until = self.clock() + _VERSION_SECONDS
        return self._version

    def _command(self, command: bytes, end: float) -> str:
        with self._connected(end) as link:
            link.sendall(command)
            return self._reply(link, end)

    def _scan(self, raw: bytes, end: float) -> str:
        with self._connected(end) as link:
            try:
                link.sendall(b"zINSTREAM\0")
                for at in range(0, len(raw), _CHUNK):
                    self._bound(link, end)
                    chunk = raw[at : at + _CHUNK]
                    link.sendall(struct.pack("!I", len(chunk)) + chunk)
                link.sendall(struct.pack("!I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it refused the rest, and says why in its reply
            return self._reply(link, end)

    def _connected(self, end: float) -> socket.socket:
        seconds = max(0.01, end - self.clock())
        if self.address.startswith("unix:"):
            link = socket.socket(socket.AF_UNIX)
            try:
                link.settimeout(seconds)
                link.connect(str(Path(self.address.removeprefix("unix:"))))
            except OSError:
                link.close()
                raise
            return link
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), seconds)

    def _reply(self, link: socket.socket, end: float) -> str:
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < _MAX_REPLY:
            self._bound(link, end)
            more = link.recv(_MAX_REPLY)
            if not more:
                break
            reply += more
        if not reply:
            raise ConnectionError("clamd closed without a word")
        return reply.split(b"\0")[0].decode("utf-8", "replace").strip()

    def _bound(self, link: socket.socket, end: float) -> None:
        left = end - self.clock()
        if left <= 0:
            raise TimeoutError("clamd took longer than the deadline")
        link.settimeout(left)
