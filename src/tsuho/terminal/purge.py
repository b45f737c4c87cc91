"""`tsuho purge`: take what is past its limit, or show what would go, and what stays with the reason."""

from rich.console import Console
from rich.table import Table

from tsuho.casework.purge import purge
from tsuho.wiring.open import Centre
from tsuho.wiring.purging import purging_of
from tsuho.words.catalogue import say


def purge_centre(centre: Centre, *, by: str, dry_run: bool, language: str) -> None:
    """One purge, shown as a table by class and reason."""
    purging = purging_of(centre)
    done = purge(purging, by=by, at=centre.now(), dry_run=dry_run)
    console = Console(highlight=False, soft_wrap=True)
    limits = {
        "reports": f"{purging.limits.reports:%Y-%m-%d}", "monitors": f"{purging.limits.monitors:%Y-%m-%d}",
    }  # fmt: skip
    console.print(say("purge_limits", language, limits))
    table = Table(say("purge_class", language), say("purge_count", language))
    for what, count in done.gone.items():
        table.add_row(say(f"purge_{what}", language), f"{count:,}")
    for why, count in done.stays.items():
        table.add_row(say("purge_stays", language, {"why": say(f"stays_{why}", language)}), f"{count:,}")
    console.print(table if done.gone or done.stays else say("purge_nothing", language))
    console.print(say("purge_dry_run" if dry_run else "purge_done", language))
