"""How much one door takes at once: open connections, mails a minute, bytes in memory over all open sessions."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Limits:
    """Counted in one thread, the door's own. ``clock`` values are seconds that only grow."""

    max_connections: int
    max_connections_per_ip: int
    max_mails_per_minute_per_ip: int
    open_bytes: int
    _connections: Counter[str] = field(default_factory=Counter)
    _mails: Counter[str] = field(default_factory=Counter)
    _minute: int = -1
    _held: int = 0

    def connect(self, ip: str, *, front: bool = False) -> bool:
        """Whether one more connection from this address is taken; if so it counts until ``disconnect``.

        A ``front`` brings the mail of many peers, so it may have as many connections as there are.
        """
        if self._connections.total() >= self.max_connections:
            return False
        if not front and self._connections[ip] >= self.max_connections_per_ip:
            return False
        self._connections[ip] += 1
        return True

    def stand_for(self, front: str, client: str) -> bool:
        """Whether a connection of a front is taken for the client it stands for; if so it counts as the client's."""
        if self._connections[client] >= self.max_connections_per_ip:
            return False
        self.disconnect(front)
        self._connections[client] += 1
        return True

    def disconnect(self, ip: str) -> None:
        """One connection from this address ended."""
        self._connections[ip] -= 1
        if self._connections[ip] <= 0:
            del self._connections[ip]

    def mail(self, ip: str, clock: float) -> bool:
        """Whether one more mail from this address is taken in this minute."""
        minute = int(clock // 60)
        if minute != self._minute:
            self._minute = minute
            self._mails.clear()
        self._mails[ip] += 1
        return self._mails[ip] <= self.max_mails_per_minute_per_ip

    def hold(self, count: int) -> bool:
        """Whether so many more bytes fit into memory; if so they count until ``release``."""
        if self._held + count > self.open_bytes:
            return False
        self._held += count
        return True

    def release(self, count: int) -> None:
        """So many bytes are no longer held."""
        self._held -= count

    @property
    def held(self) -> int:
        """Bytes held now."""
        return self._held
