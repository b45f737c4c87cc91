"""`tsuho partners`: the register as staff see it, contacts in full; imports with their diff; confirmations and inhibitions."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tsuho.casework.diff_partners import Change, Diff
from tsuho.casework.errors import CannotDo
from tsuho.casework.import_partners import Registers, apply_import, prepare_import
from tsuho.casework.partner_ports import LAYERED, Provider
from tsuho.casework.table_rows import BadRow
from tsuho.terminal.harmless import one_line
from tsuho.wiring.open import Centre
from tsuho.wiring.reading import bytes_of
from tsuho.words.catalogue import say

_FORMS = {".csv": "csv", ".yaml": "yaml", ".yml": "yaml"}
_KINDS = ("providers", "agencies", "vendors")


def registers_of(centre: Centre) -> Registers:
    """Where this centre's partners stand."""
    return Registers(centre.partners, centre.register, centre.audit)


def import_table(centre: Centre, file: Path, kind: str, *, source: str, apply: bool, by: str, language: str) -> None:
    """Show what a table would change; enter it if that is asked for."""
    form = form_of(file)
    refuse_without_name(by, apply=apply)
    prepared = prepare_import(registers_of(centre), bytes_of(file), form, kind, source)
    print_bad_rows(file, prepared.bad, language)
    console = Console(highlight=False, soft_wrap=True)
    show_diff(console, prepared.diff, language, kept=kind != "providers")
    if not apply:
        console.print(say("partners_not_applied", language))
        return
    apply_import(registers_of(centre), prepared, by=by, at=centre.now())
    console.print(
        say("partners_applied", language, {"count": str(len(prepared.entries)), "bad": str(len(prepared.bad))})
    )


def form_of(file: Path) -> str:
    """The form of a table by its file's name."""
    form = _FORMS.get(file.suffix.lower())
    if form is None:
        raise CannotDo(f"{file.name} is neither .csv nor .yaml; the table is one of these")
    return form


def refuse_without_name(by: str, *, apply: bool) -> None:
    """Raise CannotDo before anything is read, where a table would be entered by nobody."""
    if apply and not by.strip():
        raise CannotDo("--apply needs the name of who applies it (--by)")


def print_bad_rows(file: Path, rows: Sequence[BadRow], language: str) -> None:
    """Name every bad row with its place and what is wrong."""
    for bad in rows:
        print(
            f"tsuho: {one_line(file.name, 80)}:{bad.place}: {one_line(bad.why.said_in(language), 200)}", file=sys.stderr
        )


def show_diff(console: Console, diff: Diff, language: str, *, kept: bool) -> None:
    """Show what an import would change; ``kept``: what is gone from the table stays in the register."""
    if diff.empty:
        console.print(say("partners_no_change", language))
    for code in diff.added:
        console.print(f"+ {code}", style="green", markup=False)
    for change in diff.changed:
        console.print(_said(change), style="yellow", markup=False)
    gone = say("partners_gone_but_kept" if kept else "partners_gone", language)
    for code in diff.gone:
        console.print(f"- {code}  {gone}", style="red", markup=False)
    for change in diff.contradicted:
        console.print(f"! {_said(change)[2:]}  {say('partners_contradicted', language)}", style="bold", markup=False)


def _said(change: Change) -> str:
    return f"~ {change.code}.{change.field}: {_plain(change.before)} → {_plain(change.after)}"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return one_line("; ".join(_plain(each) if not isinstance(each, tuple) else _dated(each) for each in value), 300)
    return one_line("–" if value in {"", None} else str(value), 300)


def _dated(each: tuple[object, ...]) -> str:
    return " ".join(str(part) for part in each if part is not None)


def list_partners(centre: Centre, kind: str, language: str) -> None:
    """One line a partner, with why nothing goes there."""
    if kind not in _KINDS:
        raise CannotDo(f"there are no partners {kind!r}; known: {', '.join(_KINDS)}")
    table = Table(*(say(f"partners_{head}", language) for head in ("code", "name", "contact", "standing")))
    today = centre.now().astimezone(centre.reading.jurisdiction.timezone).date()
    rows: list[tuple[str, str, str, str]] = []
    if kind == "providers":
        rows = [
            (each.code, each.name, each.contact, why.said_in(language) if (why := each.held_back(today)) else "")
            for each in centre.partners.providers()
        ]
    elif kind == "agencies":
        rows = [(each.code, each.name, each.contact, each.suspended) for each in centre.register.agencies()]
    else:
        rows = [(each.code, each.name, "", each.suspended) for each in centre.register.vendors()]
    for row in rows:
        table.add_row(*(one_line(cell, 120) for cell in row))
    Console(highlight=False, markup=False).print(table)


def show_provider(centre: Centre, code: str, language: str) -> None:
    """Every field of a provider with the layer that it comes from, and what stands in the way of sending."""
    layers = centre.partners.layers(code)
    provider = centre.partners.provider(code)
    if not (layers.imported or layers.confirmed):
        raise CannotDo(f"there is no provider {code!r} in the register; `tsuho partners list` shows them")
    table = Table(*(say(f"partners_{head}", language) for head in ("field", "value", "layer")))
    for name in LAYERED:
        confirmed = layers.confirmed.get(name)
        value: object
        if confirmed:
            value, layer = confirmed.value, f"{confirmed.by} {confirmed.at:%Y-%m-%d}"
        elif layers.imported:
            newest = layers.imported[0]
            value, layer = getattr(newest.provider, name), f"{newest.source} {newest.at:%Y-%m-%d}"
        else:
            value, layer = getattr(provider, name, None), ""
        table.add_row(name, _plain(value), one_line(layer, 80))
    if provider is not None:
        for name, value in _standing(provider):
            table.add_row(name, value, "")
    Console(highlight=False, markup=False).print(table)


def _standing(provider: Provider) -> Sequence[tuple[str, str]]:
    rows = []
    if provider.inhibited:
        rows.append(("inhibited", f"{provider.inhibited} ({_plain(provider.inhibited_until)})"))
    if provider.bounces:
        rows.append(("bounces", f"{provider.bounces}, {provider.bounced_at:%Y-%m-%d}"))
    return rows


def day_from(text: str) -> date | None:
    """A day of the command line; None where none was named."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CannotDo(f"a day is written 2015-03-12, not {text!r}") from None


def fields_from(texts: Sequence[str]) -> dict[str, str]:
    """FIELD=VALUE of the command line."""
    found = dict(text.partition("=")[::2] for text in texts if "=" in text)
    if wrong := [text for text in texts if "=" not in text]:
        raise CannotDo(f"write FIELD=VALUE, as in contact=abuse@isp.example, not {wrong[0]!r}")
    return found
