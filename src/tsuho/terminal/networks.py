"""`tsuho networks`: import dated tables of who holds which prefix, and list what was imported."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.folder import import_table
from tsuho.store.networks.foreign import format_of
from tsuho.store.networks.from_mmdb import built_on
from tsuho.terminal.harmless import one_line
from tsuho.wiring.open import Centre
from tsuho.wiring.outside import networks_of


def import_networks(centre: Centre, files: Sequence[Path], day: str, name: str) -> str:
    """Import files as one snapshot; what was done, in a sentence."""
    try:
        as_of = date.fromisoformat(day)
    except ValueError:
        raise CannotDo(f"{day!r} is no day; write it as 2015-03-01") from None
    if as_of > centre.now().date():
        raise CannotDo(f"{as_of} is still to come; --date is the day whose holders the table names")
    settings = centre.settings
    about = import_table(settings.path(settings.store.networks), files, as_of, name)
    details = {"as_of": str(as_of), "prefixes": str(about.prefixes), "source": about.source, "sha256": about.sha256}
    centre.audit.write(centre.now(), "command line", "networks_import", about.name, details)
    said = f"{about.name} as of {about.as_of}: {about.prefixes:,} prefixes from {one_line(about.source)}"
    built = [built_on(file) for file in files if format_of(file) == "mmdb"]
    return f"{said} ({one_line('; '.join(built))})" if built else said


def list_networks(centre: Centre) -> None:
    """Print what was imported, oldest first in each table."""
    folder = networks_of(centre.settings)
    found = folder.imported()
    console = Console(highlight=False)
    if found:
        table = Table("table", "as of", "days old", "prefixes", "from")
        for about in found:
            days = (centre.now().date() - about.as_of).days
            table.add_row(about.name, str(about.as_of), f"{days:,}", f"{about.prefixes:,}", one_line(about.source))
        console.print(table)
    else:
        console.print("nothing was imported; the documentation networks alone are built in")
    for broken in folder.unusable:
        console.print(f"passed over: {one_line(broken)}")
