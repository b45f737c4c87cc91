"""The commands that keep the ledger, and purge what it outlives. Thin, like all of the command line."""

from typing import Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

_Month = Annotated[str, typer.Argument(metavar="MONTH", help="YYYY-MM")]


def add_to(app: typer.Typer) -> None:
    """Put these commands where a person looks for them."""
    app.command("close-month")(close_month)
    app.command("correct-month")(correct_month)
    app.command("purge")(purge)


def close_month(month: _Month, by: Annotated[str, typer.Option(help="Who closes it.")] = "tsuho") -> None:
    """Freeze a month of the ledger with its hash."""
    from tsuho.terminal.close_month import print_closing

    print_closing(chosen_centre(), month, by, chosen_language())


def correct_month(
    month: _Month,
    series: Annotated[str, typer.Argument(help="The series of the ledger.")],
    count: Annotated[int, typer.Option(help="How many more, or fewer (-2).")],
    by: Annotated[str, typer.Option(help="Who corrects it.")],
    reason: Annotated[str, typer.Option(help="Why; it stands below every table.")],
    column: Annotated[list[str] | None, typer.Option(help="NAME=VALUE, as in outcome=violation; repeatable.")] = None,
) -> None:
    """Correct a closed month by a row of its own."""
    from tsuho.terminal.close_month import print_correction

    columns = dict(each.partition("=")[::2] for each in column or [])
    print_correction(chosen_centre(), month, series, count, columns, by, reason, chosen_language())


def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count what would go; take nothing.")] = False,
    by: Annotated[str, typer.Option(help="Who has it done; it stands in the proof.")] = "tsuho",
) -> None:
    """Take what is past its retention limit; counts, proofs and decisions stay."""
    from tsuho.terminal.purge import purge_centre

    purge_centre(chosen_centre(), by=by, dry_run=dry_run, language=chosen_language())
