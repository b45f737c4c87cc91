"""OP25B by evidence: mail that came straight from a service's dynamic ranges to the monitors' port 25, beside what was declared.

That none came proves nothing, since nobody may have tried; that some came after the declared day is a contradiction. It is shown
and not decided: a range may have changed hands, an exception may hold.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from ipaddress import ip_address, ip_network

from tsuho.words.surveys import DirectMail, HitsOfDay, MonitorOrigin, Scope, Service, SurveyAnswer
from tsuho.words.vocabulary import Medium

_MOST_SAMPLES = 5


class DynamicRanges:
    """Whose dynamic ranges an address lay in on a day."""

    def __init__(self, services: Iterable[Service]) -> None:
        self._found: dict[tuple[int, int], dict[int, list[tuple[date, date | None, str]]]] = {}
        for service in services:
            for prefix, since, until in service.dynamic:
                network = ip_network(prefix)
                places = self._found.setdefault((network.version, network.prefixlen), {})
                place = int(network.network_address)
                places.setdefault(place, []).append((since, until, service.code))

    def services_at(self, ip: str, day: date) -> frozenset[str]:
        """The codes of the services; more than one where a provider's services share a range."""
        try:
            address = ip_address(ip)
        except ValueError:
            return frozenset()
        bits = address.max_prefixlen
        return frozenset(
            code
            for (version, length), places in self._found.items()
            if version == address.version
            for since, until, code in places.get(int(address) >> (bits - length) << (bits - length), ())
            if since <= day and (until is None or day < until)
        )


def tally(service: Service, direct: Sequence[MonitorOrigin], relayed: int, zone: tzinfo) -> DirectMail:
    """The evidence on one service: hits by day in the centre's time, and the newest ones behind it."""
    days = Counter((hit.received_at.astimezone(zone).date(), hit.medium) for hit in direct)
    newest = sorted(direct, key=lambda hit: (hit.received_at, hit.report), reverse=True)[:_MOST_SAMPLES]
    return DirectMail(
        service=service.code,
        ranges=len(service.dynamic),
        by_day=tuple(HitsOfDay(day, medium, hits) for (day, medium), hits in sorted(days.items())),
        addresses=len({hit.ip for hit in direct}),
        samples=tuple(hit.report for hit in newest),
        relayed=relayed,
    )


@dataclass(frozen=True, slots=True)
class Declared:
    """What holds as declared: the round's answer before the register. ``differ``: the two do not say the same.

    ``asked_of`` is the day after which no mail should come; where only the scope was answered, the day of the answer.
    """

    scope: Scope | None = None
    since: date | None = None
    by: str = ""  # answer, register
    asked_of: date | None = None
    differ: bool = False


def declared(service: Service, answer: SurveyAnswer | None) -> Declared:
    """What the provider says of OP25B."""
    if answer is None or answer.op25b is None:
        if service.op25b is None:
            return Declared()
        return Declared(service.op25b, service.op25b_since, "register", service.op25b_since)
    differ = service.op25b is not None and (service.op25b, service.op25b_since) != (answer.op25b, answer.op25b_since)
    return Declared(answer.op25b, answer.op25b_since, "answer", answer.op25b_since or answer.answered_on, differ)


def hits_against(said: Declared, seen: DirectMail | None) -> tuple[HitsOfDay, ...]:
    """The hits that contradict what was declared: after the day, and towards the monitors that its scope covers."""
    if seen is None or said.asked_of is None or said.scope in {None, Scope.NONE}:
        return ()
    covered = {Medium.MOBILE.value} if said.scope is Scope.MOBILE else {each.value for each in Medium}
    return tuple(each for each in seen.by_day if each.day > said.asked_of and each.medium in covered)
