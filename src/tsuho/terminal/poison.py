"""`tsuho poison`: the list of what could not be read, without a word of the mails; and one of them, masked and harmless."""

from rich.console import Console
from rich.table import Table

from tsuho.casework.look_at_poison import show_poison
from tsuho.terminal.harmless import harmless, one_line
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
    console.print("one of them, masked: tsuho poison show NUMBER")
    console.print("again, with today's reader: tsuho poison replay NUMBER...")


def show_one(centre: Centre, number: int) -> None:
    """Print one of them: what the list says, then what of it is text."""
    monitors = [sheet.address for sheet in centre.records.monitors()]
    shown = show_poison(centre.spool, number, monitors, centre.settings.secret("redaction.key"))
    console = Console(highlight=False, soft_wrap=True, markup=False)
    found = shown.of
    console.print(f"{found.number}  {found.door.value}  {found.received_at.isoformat()}  {found.size:,} bytes")
    console.print(f"why: {one_line(found.reason)}")
    for name, value in shown.headers:
        console.print(f"{name}: {one_line(value, 200)}")
    console.print("" if shown.read else "(no text could be read; its bytes, as far as they are letters)")
    console.print(harmless(shown.text))
