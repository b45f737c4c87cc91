"""`tsuho poison list`: what could not be read, and why; never a word of the mail itself."""

from rich.console import Console
from rich.table import Table

from tsuho.terminal.harmless import one_line
from tsuho.wiring.open import Centre


def list_poison(centre: Centre) -> None:
    """Print the poison list."""
    found = centre.spool.poisoned()
    console = Console(highlight=False)
    if not found:
        console.print("nothing was set aside")
        return
    table = Table("number", "door", "received", "bytes", "why")
    for each in found:
        table.add_row(
            str(each.number), each.door.value, each.received_at.isoformat(), f"{each.size:,}", one_line(each.reason)
        )
    console.print(table)
    console.print("again, with today's reader: tsuho poison replay NUMBER...")
