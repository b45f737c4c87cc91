"""Which address means which door here, and the doors themselves."""

from tsuho.casework.ports import Records
from tsuho.casework.receive import receive_later
from tsuho.intake.smtp import SmtpDoor, SmtpDoorSettings
from tsuho.wiring.open import Centre
from tsuho.wiring.settings import Settings, door_table
from tsuho.words.vocabulary import Door


class AddressBook:
    """Which door an address means, None to refuse it; a +tag is passed over.

    The register of monitors is read by ``refresh`` and not while a session waits: a door's loop must never wait for a
    database. A retired monitor still takes mail: it counts, and proves nothing.
    """

    def __init__(self, settings: Settings, records: Records) -> None:
        self._table = door_table(settings)
        self._records = records
        self._monitors: frozenset[str] = frozenset()
        self.refresh()

    def refresh(self) -> None:
        """Read the register anew."""
        self._monitors = frozenset(sheet.address for sheet in self._records.monitors())

    def __call__(self, address: str) -> Door | None:
        address = address.lower()
        local, _, domain = address.rpartition("@")
        found = self._table.get(f"{local.split('+', 1)[0]}@{domain}")
        return found or (Door.MONITOR if address in self._monitors else None)


def smtp_doors(centre: Centre, settings: Settings, addresses: AddressBook) -> list[SmtpDoor]:
    """The SMTP and LMTP doors that the settings ask for."""
    doors = []
    for protocol, listen in (("smtp", settings.smtp.smtp), ("lmtp", settings.smtp.lmtp)):
        if not listen:
            continue
        host, _, port = listen.rpartition(":")
        wanted = SmtpDoorSettings(
            host=host,
            port=int(port),
            protocol=protocol,
            host_name=settings.smtp.host_name,
            max_message_bytes=settings.smtp.max_message_bytes,
            max_recipients=settings.smtp.max_recipients,
            max_connections=settings.smtp.max_connections,
            max_connections_per_ip=settings.smtp.max_connections_per_ip,
            max_mails_per_minute_per_ip=settings.smtp.max_mails_per_minute_per_ip,
            open_bytes=settings.smtp.open_bytes,
            timeout_seconds=settings.smtp.timeout_seconds,
            tls_certificate=settings.smtp.tls_certificate,
            tls_key=settings.smtp.tls_key,
            fronts=settings.smtp.fronts,
            proxy_fronts=settings.smtp.proxy_fronts,
            simulated=settings.centre.simulated,
        )
        doors.append(SmtpDoor(wanted, addresses, lambda letters: receive_later(centre.spool, letters), centre.now))
    return doors
