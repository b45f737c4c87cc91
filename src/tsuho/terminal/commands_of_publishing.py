"""The commands of what is published: `publish activity-report`, `ministry-report`, `open-data`. Thin, like all of the command line."""

from pathlib import Path
from typing import Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

publish = typer.Typer(no_args_is_help=True, help="Reports and open data: every figure a query on the ledger.")

_Year = Annotated[int, typer.Option(help="The fiscal year, April to March.")]
_File = Annotated[Path, typer.Option(metavar="FILE.pdf", help="Where the PDF goes.")]
_Folder = Annotated[Path, typer.Option(metavar="DIR", help="Where the files go.")]
_Language = Annotated[str, typer.Option("--lang", help="ja or en; default: that of the command line.")]
_Source = Annotated[
    str,
    typer.Option(
        metavar="SOURCE[,SOURCE]",
        help="counted, seeded, simulated: each series of the first that it has; default: the only one of the period.",
    ),
]
_Dated = Annotated[str, typer.Option(help="The day that stands in it, 2015-04-30; the same day gives the same bytes.")]


@publish.command("activity-report")
def publish_activity(year: _Year, out: _File, lang: _Language = "", source: _Source = "", dated: _Dated = "") -> None:
    """The activity report of a fiscal year, ten sections with charts and tables, as PDF."""
    from tsuho.terminal.publish import publish_activity_report
    from tsuho.wiring.publications import Wanted

    wanted = Wanted(_language(lang), source, dated)
    typer.echo(publish_activity_report(chosen_centre(), year, wanted, out))


@publish.command("ministry-report")
def publish_ministry(
    month: Annotated[str, typer.Option(metavar="2015-03", help="The month.")],
    out: _File,
    lang: _Language = "",
    source: _Source = "",
) -> None:
    """The monthly report for the ministry as PDF, marked as a draft; `tsuho refer ministry_report` sends it."""
    from tsuho.terminal.publish import publish_ministry_report
    from tsuho.wiring.publications import Wanted

    typer.echo(publish_ministry_report(chosen_centre(), month, Wanted(_language(lang), source), out))


@publish.command("open-data")
def publish_data(year: _Year, out: _Folder, source: _Source = "", dated: _Dated = "") -> None:
    """Every published series of a fiscal year as CSV, workbook (ja, en) and JSON."""
    from tsuho.terminal.publish import publish_open_data
    from tsuho.wiring.publications import Wanted

    typer.echo(publish_open_data(chosen_centre(), year, Wanted(_language(""), source, dated), out))


def _language(lang: str) -> str:
    if lang not in {"", "ja", "en"}:
        raise typer.BadParameter(f"a language is ja or en, not {lang!r}")
    return lang or chosen_language()
