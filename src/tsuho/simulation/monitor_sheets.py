"""The sample centre's register of monitors in full: labels, places, provenance sheets and custody logs, all said to be simulated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tsuho.simulation.dates import JST
from tsuho.simulation.parameters import dice, identifier, parameters
from tsuho.simulation.partners import sample_monitors, sample_providers
from tsuho.words.arrival import MonitorSheet
from tsuho.words.monitors import CustodyAct, CustodyEvent, MonitorEntry, Provenance, Published
from tsuho.words.vocabulary import Medium

_TWO_HANDS = 3  # every third address was somebody's before


@dataclass(frozen=True, slots=True)
class SampleMonitor:
    """A monitor as the register takes it."""

    address: str
    entry: MonitorEntry
    sheet: Provenance
    custody: tuple[CustodyEvent, ...]


def monitors_with_sheets(until: date) -> Iterator[SampleMonitor]:
    """Those that the simulation writes to, then one that is planned; each with its checks up to a day."""
    numbers = dict.fromkeys(Medium, 0)
    for place, sheet in enumerate(sample_monitors()):
        numbers[sheet.medium] += 1
        yield _sample(place, numbers[sheet.medium], sheet, until)
    yield _planned(numbers[Medium.MOBILE] + 1)


def _sample(place: int, number: int, sheet: MonitorSheet, until: date) -> SampleMonitor:
    said = parameters("monitor_sheets")
    entry = MonitorEntry(
        said["labels"][sheet.medium].format(number=number), sheet.medium, sheet.carrier,
        said["places"][place % len(said["places"])], sheet.since, sheet.retired_at, sheet.retired_at,
        partners=sheet.partners,
    )  # fmt: skip
    provenance = _provenance(place, number, sheet)
    return SampleMonitor(sheet.address, entry, provenance, tuple(_custody(place, sheet, provenance.machine, until)))


def _provenance(place: int, number: int, sheet: MonitorSheet) -> Provenance:
    said = parameters("monitor_sheets")
    new = place % _TWO_HANDS != 0
    return Provenance(
        said["made_by"], said["made_on"], said["machines"][sheet.medium].format(number=number), said["keeper"],
        never_registered=True, never_used=True, never_on_paper=True, no_dealings=True, published=Published.NEVER,
        new_address=new, quarantine_days=0 if new else said["quarantine_days"], partners=sheet.partners,
        remarks=said["remarks"], by=said["by"], at=_noon(said["made_on"]),
    )  # fmt: skip


def _custody(place: int, sheet: MonitorSheet, machine: str, until: date) -> Iterator[CustodyEvent]:
    said = parameters("monitor_sheets")
    begun, end = sheet.since.astimezone(JST).date(), sheet.retired_at
    days = [(said["made_on"], CustodyAct.MADE), (said["made_on"], CustodyAct.SHEET), (begun, CustodyAct.POWERED)]
    days += [(said["key_changed_on"], CustodyAct.KEY_CHANGED)]
    days += [(said["moved_on"], CustodyAct.MOVED)] if place % len(said["places"]) == 1 else []
    check, turn = begun + timedelta(days=place), 0
    last = min(until, end.astimezone(JST).date()) if end else until
    while check <= last:
        days.append((check, CustodyAct.CHECKED if turn % 2 == 0 else CustodyAct.READ))
        check, turn = check + timedelta(days=said["checks_every_days"]), turn + 1
    for day, act in sorted(days, key=lambda each: each[0]):
        note = machine if act is CustodyAct.SHEET else said["notes"][act]
        if day <= until:
            yield CustodyEvent(act, _noon(day), said["by"], note, _noon(day))
    if end is not None:
        yield CustodyEvent(CustodyAct.CONTAMINATED, end, said["by"], said["notes"]["contaminated"], end)


def _planned(number: int) -> SampleMonitor:
    said = parameters("monitor_sheets")
    carrier = next(each for each in sample_providers() if each.mobile)
    since = datetime.combine(said["planned"]["since"], time(), JST).astimezone(UTC)
    sheet = MonitorSheet(
        f"{identifier(dice('planned monitor'), 12)}@{carrier.domain}", Medium.MOBILE, carrier.code, since, partners=(carrier.domain,)
    )  # fmt: skip
    label = said["planned"]["label"].format(number=number)
    entry = MonitorEntry(label, Medium.MOBILE, carrier.code, said["places"][0], since, partners=sheet.partners)
    made = _noon(said["made_on"])
    custody = (CustodyEvent(CustodyAct.MADE, made, said["by"], said["planned"]["note"], made),)
    return SampleMonitor(sheet.address, entry, _provenance(1, number, sheet), custody)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), JST).astimezone(UTC)
