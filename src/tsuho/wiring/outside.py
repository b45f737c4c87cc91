"""Whom a centre asks for outside facts: its network tables, its virus engine, its name servers; from its settings."""

from typing import TYPE_CHECKING

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.folder import NetworkFolder
from tsuho.wiring.settings import Settings
from tsuho.workers.gather import Scan
from tsuho.workers.virus_clamd import ClamdScanner
from tsuho.workers.virus_test_file import scan_for_test_file

if TYPE_CHECKING:
    from tsuho.workers.check_sender import SenderCheck


def networks_of(settings: Settings) -> NetworkFolder:
    """The snapshots that were imported into this centre, and the built-in one."""
    return NetworkFolder(settings.path(settings.store.networks))


def scanner_of(settings: Settings) -> Scan:
    """The centre's virus engine; without one only the industry's test file is known."""
    return clamd_of(settings) or scan_for_test_file


def clamd_of(settings: Settings) -> ClamdScanner | None:
    """The clamd that the settings name."""
    virus = settings.virus
    if not virus.clamd:
        return None
    if not virus.clamd.startswith("unix:") and not virus.clamd.rpartition(":")[2].isdigit():
        raise CannotDo(f"[virus] clamd is unix:/path/of/socket or HOST:PORT, not {virus.clamd!r}")
    return ClamdScanner(virus.clamd, scan_for_test_file, virus.deadline_seconds, virus.max_bytes)


def sender_check_of(settings: Settings) -> "SenderCheck | None":
    """Our own check of senders; None where the settings say that nobody is asked.

    Of the time that a batch is leased for, a third at most is spent on waiting, so that no batch is taken for abandoned.
    """
    resolver = settings.resolver
    if not resolver.enabled:
        return None
    # a quarter of a second of imports, which a centre that asks nobody is spared
    from tsuho.workers.check_sender import SenderCheck
    from tsuho.workers.dns_lookups import Dns, resolver_of

    try:
        asked = resolver_of(resolver.nameservers)
    except ValueError as error:
        raise CannotDo(f"[resolver] nameservers are IP, IP:port or [IP]:port: {error}") from None
    lease = float(settings.workers.lease_seconds)
    return SenderCheck(Dns(asked, float(resolver.deadline_seconds), lease / 3, lease))
