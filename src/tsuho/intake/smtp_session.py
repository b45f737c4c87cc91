"""One SMTP or LMTP session: what the peer says, what it is answered, and the letters that come of it.

The dialogue is aiosmtpd's; DATA, the statements of fronts and the limits are ours. DATA is read in large pieces and ends at
CRLF.CRLF alone, so a bare line feed can neither end a mail early nor smuggle a second one in.
"""

import asyncio
import logging
import re
import time
from collections import defaultdict
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Any, ClassVar

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, syntax

from tsuho.casework.errors import CannotDo
from tsuho.intake.smtp_statements import Stated, read_statement
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

if TYPE_CHECKING:  # the door opens sessions and the session reads its door: one pair, two files
    from tsuho.intake.smtp import SmtpDoor

_LOG = logging.getLogger(__name__)
_PIECE = 65_536
_END = b"\r\n.\r\n"
_XTIME = re.compile(r"\s+XTIME=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?=\s|$)", re.IGNORECASE)


class Session(SMTP):  # type: ignore[misc]  # aiosmtpd has no types
    """What SMTP and LMTP share."""

    command_size_limit = 2_048
    # after EHLO the library looks here alone
    command_size_limits: ClassVar[defaultdict[str, int]] = defaultdict(lambda: 2_048)
    line_length_limit = _PIECE

    def __init__(self, door: "SmtpDoor", loop: asyncio.AbstractEventLoop) -> None:
        settings = door.settings
        super().__init__(
            self,
            data_size_limit=settings.max_message_bytes,
            enable_SMTPUTF8=True,
            hostname=settings.host_name,
            ident="Tsuho",
            tls_context=door.tls,
            timeout=settings.timeout_seconds,
            auth_exclude_mechanism=("LOGIN", "PLAIN"),
            loop=loop,
        )
        self.door = door
        self._held = 0
        self._proxied: Stated | None = None  # the connection, by PROXY
        self._client: Stated | None = None  # the rest of the session, by XCLIENT
        self._forwarded: Stated | None = None  # the next mail alone, by XFORWARD
        self._recipients: list[tuple[Door, str]] = []
        self._received_at: datetime | None = None
        self._counted_ip = ""

    # --- connection --------------------------------------------------------------------------------------------------
    def connection_made(self, transport: Any) -> None:
        """Count the connection, or turn it away."""
        ip = (transport.get_extra_info("peername") or ("0.0.0.0",))[0]  # noqa: S104  # the address of a peer already gone
        if not self._counted_ip:
            settings = self.door.settings
            if not self.door.limits.connect(ip, front=settings.is_front(ip) or settings.must_proxy(ip)):
                transport.write(b"421 4.7.0 too many connections; try again later\r\n")
                transport.close()
                return
            self._counted_ip = ip
            self.door.sessions.add(self)
            if settings.must_proxy(ip):
                self._proxy_timeout = 5.0
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Let go of what the connection counted for."""
        if not self._counted_ip:
            return
        self.door.limits.disconnect(self._counted_ip)
        self.door.sessions.discard(self)
        self._counted_ip = ""
        super().connection_lost(error)

    def eof_received(self) -> bool | None:
        """A peer that was turned away has no session to end."""
        return bool(super().eof_received()) if self._counted_ip else None

    @property
    def busy(self) -> bool:
        """Whether a mail is under way: from MAIL to the answer to its last dot."""
        return bool(self.envelope is not None and self.envelope.mail_from)

    def hang_up(self) -> None:
        """Close at once; nothing that was answered with 250 is lost by it."""
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(b"421 4.3.2 this door is closing; try again later\r\n")
            self.transport.close()

    async def handle_exception(self, error: Exception) -> str:
        """Whatever broke, nothing was accepted. The log names the error's kind, never its text: it may hold an address."""
        _LOG.error("an SMTP command failed with %s", type(error).__name__)
        return "451 4.3.0 something failed here; try again later"

    # --- what the peer says ------------------------------------------------------------------------------------------
    async def handle_EHLO(
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Offer to fronts what only fronts may say, and nobody a way to log in."""
        session.host_name = hostname
        offered = [line for line in responses[:-1] if not line.startswith("250-AUTH")]
        if self.door.settings.is_front(self._ip):
            offered += ["250-XFORWARD NAME ADDR PORT PROTO HELO SOURCE", "250-XCLIENT NAME ADDR PORT PROTO HELO"]
        if self.door.settings.may_simulate(self._ip):
            offered.append("250-XTIME")
        return [*offered, responses[-1]]

    async def handle_PROXY(self, _server: Any, session: Any, _envelope: Any, proxy_data: Any) -> bool:
        """The peer that a load balancer of ours states; without one (LOCAL, UNKNOWN) it speaks for itself."""
        if not isinstance(proxy_data.src_addr, IPv4Address | IPv6Address):
            return True
        ip = str(proxy_data.src_addr)
        if not self.door.limits.stand_for(self._counted_ip, ip):
            await self.push("421 4.7.0 too many connections; try again later")
            return False
        self._counted_ip = ip
        self._proxied = Stated(ip, proxy_data.src_port, "", "proxy")
        return True

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        """Only addresses of ours: there is no relaying here."""
        if len(envelope.rcpt_tos) >= self.door.settings.max_recipients:
            return "452 4.5.3 too many recipients in one transaction"
        door = self.door.door_of(address)
        if door is None:
            return "550 5.1.1 no such address here"
        envelope.rcpt_tos.append(address)
        # the door as it is now: a register that changes before the last dot must not make 250 a lie
        self._recipients.append((door, address.lower()))
        return "250 2.1.5 OK"

    @syntax("MAIL FROM: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_MAIL(self, arg: str | None) -> None:
        """Count the mail, take a simulated time of receipt where that is allowed, leave the rest to the library."""
        settings = self.door.settings
        if self.door.draining:
            self.hang_up()
            return
        if not settings.is_front(self._ip) and not self.door.limits.mail(self._ip, time.monotonic()):
            await self.push("451 4.7.1 too many mails in this minute; try again later")
            return
        self._received_at = None
        stated = _XTIME.search(arg or "")
        if arg and stated and settings.may_simulate(self._ip):
            self._received_at = datetime.strptime(stated.group(1).upper(), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
            arg = arg[: stated.start()] + arg[stated.end() :]
        await super().smtp_MAIL(arg)

    @syntax("XFORWARD attribute=value...")
    async def smtp_XFORWARD(self, arg: str | None) -> None:
        """A front tells whom it had the next mail from (Postfix's XFORWARD); it states nothing of mail of its own."""
        if not self.door.settings.is_front(self._ip):
            await self.push("550 5.7.0 not for you")
            return
        self._forwarded = read_statement(arg or "", "xforward", self._forwarded)
        await self.push("250 2.0.0 OK")

    @syntax("XCLIENT attribute=value...")
    async def smtp_XCLIENT(self, arg: str | None) -> None:
        """A front speaks for a client; the dialogue begins anew (Postfix's XCLIENT)."""
        if not self.door.settings.is_front(self._ip):
            await self.push("550 5.7.0 not for you")
            return
        self._client = read_statement(arg or "", "xclient", self._client)
        self._set_rset_state()
        self.session.host_name = None  # that was the front's own greeting; the client's follows
        await self.push(f"220 {self.hostname} Tsuho")

    # --- the mail ----------------------------------------------------------------------------------------------------
    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:
        """Read one mail and make it durable; whatever goes wrong, 250 is not said."""
        if await self.check_helo_needed():
            return
        if not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 need RCPT first")
            return
        if arg:
            await self.push("501 5.5.4 DATA takes nothing")
            return
        answers = self._answer_count()
        try:
            await self.push("354 end with <CRLF>.<CRLF>")
            raw, refusal = await self._read_mail()
            answer = refusal or await self._make_durable(raw)
        finally:
            self.door.limits.release(self._held)
            self._held = 0
            self._set_post_data_state()
        # in one write: a door that stops now leaves nobody half answered
        await self.push("\r\n".join([answer] * answers))

    def _set_post_data_state(self) -> None:
        """The transaction is over, and with it what was said for it alone."""
        super()._set_post_data_state()
        self._recipients = []
        self._forwarded = None

    async def _read_mail(self) -> tuple[bytes, str]:
        """(the bytes, a refusal if it was too much)."""
        limits, settings = self.door.limits, self.door.settings
        buffer = bytearray(b"\r\n")  # the line end of DATA itself, so that a mail of nothing ends like any other
        refusal = ""
        while True:
            piece = await self._reader.read(_PIECE)
            if not piece:
                raise ConnectionResetError
            self._reset_timeout()
            if not refusal and not limits.hold(len(piece)):
                refusal = "452 4.3.1 too much is being received; try again later"
            elif not refusal:
                self._held += len(piece)
            searched = max(0, len(buffer) - len(_END))
            buffer += piece
            end = buffer.find(_END, searched)
            if end >= 0:
                rest = buffer[end + len(_END) :]
                if rest:
                    self._reader._buffer[:0] = rest  # noqa: SLF001  # commands sent without waiting: read them next
                break
            if len(buffer) > settings.max_message_bytes + _PIECE:
                refusal = refusal or "552 5.3.4 larger than this door takes"
            if refusal:
                del buffer[: -len(_END)]
        if refusal:
            return b"", refusal
        raw = bytes(memoryview(buffer)[: end + 2]).replace(b"\r\n.", b"\r\n")[2:]
        if len(raw) > settings.max_message_bytes:
            return b"", "552 5.3.4 larger than this door takes"
        return raw, ""

    async def _make_durable(self, raw: bytes) -> str:
        try:
            numbers = await asyncio.wrap_future(self.door.receive(self._letters(raw)))
        except CannotDo:
            return "452 4.3.1 no room to keep it now; try again later"
        except Exception:  # noqa: BLE001  # whatever broke, the sender keeps the mail and tries again
            return "451 4.3.0 it could not be kept; try again later"
        return "250 2.0.0 accepted as " + " ".join(str(number) for number in numbers)

    def _answer_count(self) -> int:
        return 1

    def _letters(self, raw: bytes) -> list[Letter]:
        """One letter for each door that the recipients mean; one for each monitor, since each was hit."""
        recipients: dict[tuple[Door, str], list[str]] = {}
        for door, address in self._recipients:
            recipients.setdefault((door, address if door is Door.MONITOR else ""), []).append(address)
        received_at = self._received_at or self.door.now()
        sender = "" if self.envelope.mail_from in {None, "<>"} else str(self.envelope.mail_from)
        return [
            Letter(
                door,
                received_at,
                raw,
                self._peer(),
                Envelope(sender, tuple(addresses)),
                simulated=self.door.settings.simulated,
            )
            for (door, _), addresses in recipients.items()
        ]

    def _peer(self) -> Peer:
        """Who handed the mail over: as stated for this mail, this session or this connection, else as we see it."""
        helo = (self.session.host_name or "")[:255]
        for stated in (self._forwarded, self._client, self._proxied):
            if stated is not None and stated.ip:
                greeted = "" if stated.by == "xforward" else helo  # there the front greets in its own name
                return Peer(stated.ip, stated.port, stated.helo or greeted, "", stated.by)
        tls = ""
        if self.session.ssl is not None:
            cipher = self.session.ssl.get("cipher")
            tls = f"{cipher[1]} {cipher[0]}" if cipher else "TLS"
        ip, port = self.session.peer[:2]
        return Peer(ip, port, helo, tls, "session")

    @property
    def _ip(self) -> str:
        """Whose rights and limits count: behind a load balancer the client's, or every client were a front."""
        return self._proxied.ip if self._proxied else str(self.session.peer[0])


class SmtpSession(Session):
    """SMTP."""


class LmtpSession(Session, LMTP):  # type: ignore[misc]
    """LMTP: the same, greeted by LHLO, and answered once a recipient (RFC 2033)."""

    def _answer_count(self) -> int:
        return len(self.envelope.rcpt_tos)
