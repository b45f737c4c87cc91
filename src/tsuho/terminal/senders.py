"""`tsuho senders`: who is answerable for campaigns; what is displayed, apart from what was verified."""

from rich.console import Console
from rich.table import Table

from tsuho.terminal.harmless import one_line
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say


def list_senders(centre: Centre, language: str) -> None:
    """One line a sender."""
    heads = ("code", "displayed", "campaigns", "verified", "warned", "ordered")
    table = Table(*(say(f"senders_{head}", language) for head in heads))
    for each in centre.register.senders():
        identity = each.identity
        verified = f"{identity.name} ({identity.how}, {identity.by}, {identity.on})" if identity else "–"
        table.add_row(
            one_line(each.code, 50),
            one_line(" / ".join(each.displayed), 100),
            " ".join(map(str, each.campaigns)),
            one_line(verified, 150),
            " ".join(map(str, each.warned_on)),
            " ".join(map(str, each.ordered_on)),
        )
    Console(highlight=False, markup=False).print(table)
