"""The commands of the monitors' register. Thin, like all of the command line; no address is ever printed."""

from pathlib import Path
from typing import Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language
from tsuho.terminal.times import time_named

monitors = typer.Typer(no_args_is_help=True, help="The register of monitor addresses.")

_Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Of `tsuho monitors list`.")]
_By = Annotated[str, typer.Option(help="Who does it.")]
_Reason = Annotated[str, typer.Option(help="Why; it must stand years later.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands where a person looks for them."""
    app.add_typer(monitors, name="monitors")


@monitors.command("add")
def monitors_add(
    address: str,
    medium: Annotated[str, typer.Option(help="mobile or pc")],
    carrier: Annotated[str, typer.Option(help="Who carries the line.")],
    since: Annotated[str, typer.Option(help="In service since, ISO 8601 with a zone.")],
    partner: Annotated[
        list[str] | None, typer.Option(help="A domain that has dealings with the line; repeatable.")
    ] = None,
    label: Annotated[str, typer.Option(help="What stands for its address everywhere; none: its number.")] = "",
    place: Annotated[str, typer.Option(help="Where it stands.")] = "",
    sheet: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Its provenance sheet (YAML); its fields stand in the docs.")
    ] = None,
    by: _By = "tsuho monitors",
) -> None:
    """Enter a monitor: never registered, never published, no card given, no dealings but partners, unless its sheet says else."""
    from tsuho.terminal.monitors import add_monitor
    from tsuho.words.vocabulary import Medium

    begun = time_named(since)
    if begun is None or medium not in set(Medium):
        raise typer.BadParameter("--since needs a time and --medium is mobile or pc")
    number = add_monitor(
        chosen_centre(), address, Medium(medium), carrier, begun, tuple(partner or ()), label=label, place=place,
        sheet=sheet, by=by,
    )  # fmt: skip
    typer.echo(f"entered as monitor {number}")


@monitors.command("list")
def monitors_list() -> None:
    """The register: labels and states, no addresses."""
    from tsuho.terminal.monitors import list_monitors

    list_monitors(chosen_centre(), chosen_language())


@monitors.command("show")
def monitors_show(number: _Number) -> None:
    """One monitor: its sheet and its custody log."""
    from tsuho.terminal.monitors import show_monitor

    show_monitor(chosen_centre(), number, chosen_language())


@monitors.command("sheet")
def monitors_sheet(
    number: _Number,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The sheet (YAML); its fields stand in the docs.")],
    by: _By,
) -> None:
    """Keep a new version of a provenance sheet; earlier ones stay."""
    from tsuho.terminal.monitors import keep_sheet

    typer.echo(f"kept as version {keep_sheet(chosen_centre(), number, file, by)}")


@monitors.command("note")
def monitors_note(
    number: _Number,
    act: Annotated[
        str, typer.Argument(metavar="ACT", help="checked, read, powered, moved, key_changed or found_silent")
    ],
    by: _By,
    note: Annotated[str, typer.Option(help="What was seen or done.")],
    at: Annotated[str, typer.Option(help="When it happened, ISO 8601 with a zone; none: now.")] = "",
    place: Annotated[str, typer.Option(help="Where it stands now, if it was moved.")] = "",
) -> None:
    """Add a line to a custody log; none is ever changed."""
    from tsuho.terminal.monitors import note_monitor

    note_monitor(chosen_centre(), number, act, by=by, note=note, at=time_named(at), place=place)
    typer.echo("noted")


@monitors.command("retire")
def monitors_retire(number: _Number, by: _By, reason: _Reason) -> None:
    """End it now: what came before stays a proof."""
    from tsuho.casework.stop_monitor import retire_monitor
    from tsuho.wiring.monitors import keeping_of, noting_of

    centre = chosen_centre()
    retire_monitor(keeping_of(centre), number, reason, noting_of(centre, by))
    typer.echo("retired")


@monitors.command("contaminate")
def monitors_contaminate(
    number: _Number,
    since: Annotated[str, typer.Option(help="Since when its mail proves nothing, ISO 8601 with a zone.")],
    by: _By = "",
    reason: _Reason = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what stands on its mail since.")] = False,
) -> None:
    """Say since when it proves nothing; what we said on its mail since is taken back, and that mail judged anew."""
    from tsuho.terminal.monitors import contaminate_and_say

    begun = time_named(since)
    if begun is None:
        raise typer.BadParameter("--since needs a time")
    contaminate_and_say(
        chosen_centre(), number, begun, by=by, reason=reason, dry_run=dry_run, language=chosen_language()
    )
