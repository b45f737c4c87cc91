"""The monitor register: which address is a monitor, and the sheet that makes its mail a proof (モニター受信機)."""

from collections.abc import Sequence
from dataclasses import fields

from django.db import transaction

from tsuho.store.records.models import Monitor
from tsuho.words.arrival import MonitorSheet
from tsuho.words.vocabulary import Medium

_NAMES = tuple(each.name for each in fields(MonitorSheet))


def monitor(address: str) -> MonitorSheet | None:
    """The sheet of an address, retired or not; None for an address that is no monitor."""
    row = Monitor.objects.filter(address=address.lower()).first()
    return _sheet(row) if row else None


def monitors() -> list[MonitorSheet]:
    """All sheets, in address order."""
    return [_sheet(row) for row in Monitor.objects.order_by("address")]


def register_monitors(sheets: Sequence[MonitorSheet]) -> None:
    """Enter or replace sheets."""
    with transaction.atomic():
        for sheet in sheets:
            values = {name: getattr(sheet, name) for name in _NAMES}
            values |= {"address": sheet.address.lower(), "medium": sheet.medium.value, "partners": list(sheet.partners)}
            Monitor.objects.update_or_create(address=values["address"], defaults=values)


def _sheet(row: Monitor) -> MonitorSheet:
    values = {name: getattr(row, name) for name in _NAMES}
    values |= {"medium": Medium(row.medium), "partners": tuple(row.partners)}
    return MonitorSheet(**values)
