"""`tsuho monitors list`: the register, each address masked, since a burnt monitor is worth nothing."""

from rich.console import Console
from rich.table import Table

from tsuho.wiring.open import Centre


def list_monitors(centre: Centre) -> None:
    """Print the register."""
    table = Table("address", "medium", "carrier", "since", "retired")
    for sheet in centre.records.monitors():
        local, _, domain = sheet.address.rpartition("@")
        retired = sheet.retired_at.date().isoformat() if sheet.retired_at else ""
        table.add_row(
            f"{local[:2]}…@{domain}", sheet.medium.value, sheet.carrier, sheet.since.date().isoformat(), retired
        )
    Console(highlight=False).print(table)
