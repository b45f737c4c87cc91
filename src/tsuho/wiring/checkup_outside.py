"""What the doctor says of outside facts: how old the network tables are, whether the virus engine and the name servers answer."""

from collections.abc import Iterator
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.wiring.checked import Checked
from tsuho.wiring.outside import clamd_of, networks_of, sender_check_of
from tsuho.wiring.settings import Settings
from tsuho.workers.dns_lookups import State

_OLD_TABLE_DAYS = 92
# A name that the root answers for, so that asking for it tells of the name server and of nobody's zone.
_ASKED = "arpa"


def outside_facts(settings: Settings, now: datetime) -> Iterator[Checked]:
    """Look at all three; never raises for what it looks at."""
    yield from _network_tables(settings, now)
    for look in (_virus_engine, _name_servers):
        try:
            yield look(settings)
        except CannotDo as error:
            yield Checked(look.__name__.strip("_").replace("_", " "), False, str(error))


def _network_tables(settings: Settings, now: datetime) -> Iterator[Checked]:
    folder = networks_of(settings)
    newest = {about.name: about for about in folder.imported()}
    for about in newest.values():
        days = (now.date() - about.as_of).days
        said = f"{about.name} as of {about.as_of}, {days} days old, {about.prefixes:,} prefixes"
        old = days > _OLD_TABLE_DAYS
        if old:
            said += "; import a newer one: tsuho networks import FILE --date D"
        yield Checked("network table", not old, said, only_warns=True)
    if not newest:
        yield Checked(
            "network table",
            False,
            "only the documentation networks are built in, so origins outside them stay without a provider; "
            "tsuho networks import FILE --date D",
            only_warns=True,
        )
    for broken in folder.unusable:
        yield Checked("network table", False, broken)


def _virus_engine(settings: Settings) -> Checked:
    engine = clamd_of(settings)
    if engine is None:
        return Checked(
            "virus engine", False, "none is connected, so arrivals are recorded as not scanned; [virus] clamd names one",
            only_warns=True,
        )  # fmt: skip
    try:
        return Checked("virus engine", True, engine.version())
    except OSError as error:
        return Checked("virus engine", False, f"{settings.virus.clamd} does not answer: {error}; start clamd")


def _name_servers(settings: Settings) -> Checked:
    check = sender_check_of(settings)
    if check is None:
        return Checked(
            "name servers", settings.centre.simulated, "nobody is asked, so senders are not checked ([resolver] enabled)",
            only_warns=True,
        )  # fmt: skip
    state = check.dns.ask(_ASKED, "NS", min(3.0, check.dns.deadline_seconds)).state
    asked = ", ".join(settings.resolver.nameservers) or "those of the system"
    if state is State.UNANSWERED:
        return Checked(
            "name servers", False, f"no answer from {asked}, so checks of senders end in temperror; [resolver] names them",
            only_warns=True,
        )  # fmt: skip
    return Checked("name servers", True, f"{asked} answer")
