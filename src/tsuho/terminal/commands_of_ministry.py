"""The commands of the ministry desk: what it asked, what is answered, the export for an inspection. Thin, like all of the command line."""

from pathlib import Path
from typing import Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

ministry = typer.Typer(
    no_args_is_help=True, help="What the ministry asks of the centre, and exports for an inspection."
)

_By = Annotated[str, typer.Option(help="Who does it.")]


@ministry.command("requests")
def ministry_requests(
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="At most so many, the newest first.")] = 50,
) -> None:
    """What was asked, and whether it was answered."""
    from tsuho.terminal.ministry import list_requests

    list_requests(chosen_centre(), limit, chosen_language())


@ministry.command("answer")
def ministry_answer(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of `tsuho ministry requests`.")],
    text: Annotated[str, typer.Option(help="The answer; the ministry can read it at once.")],
    by: _By,
) -> None:
    """Answer a request; one with a monitor's address in it is refused."""
    from tsuho.terminal.ministry import answer_request

    typer.echo(answer_request(chosen_centre(), number, text, by, chosen_language()))


@ministry.command("inspection")
def ministry_inspection(
    since: Annotated[str, typer.Option(metavar="DAY", help="The first day, 2015-03-01.")],
    until: Annotated[str, typer.Option(metavar="DAY", help="The last day, 2015-03-31.")],
    by: _By,
    reason: Annotated[str, typer.Option(help="Which inspection, asked for by whom; it must stand years later.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the package and its seal go.")],
) -> None:
    """The books of a period as one sealed package; an address of a reporter or a monitor in it blocks it."""
    from tsuho.terminal.ministry import write_inspection

    typer.echo(write_inspection(chosen_centre(), since, until, by, reason, out, chosen_language()))
