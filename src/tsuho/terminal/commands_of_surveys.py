"""The commands of the surveys of providers. Thin, like all of the command line."""

from pathlib import Path
from typing import Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

survey = typer.Typer(
    no_args_is_help=True, help="Surveys of providers: what they publish, answer, and what monitors saw."
)
services = typer.Typer(no_args_is_help=True, help="The register of services.")
survey.add_typer(services, name="services")

_Round = Annotated[str, typer.Option("--round", help="2015H1 is April to September 2015, 2015H2 the half after it.")]
_File = Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .yaml; its columns stand in the docs.")]
_Apply = Annotated[bool, typer.Option("--apply", help="Enter it; without, only the diff is shown.")]
_By = Annotated[str, typer.Option(help="Who does it.")]
_Out = Annotated[Path | None, typer.Option(metavar="FILE", help=".csv, .xlsx or .pdf; none: shown here.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands where a person looks for them."""
    app.add_typer(survey, name="survey")


@services.command("import")
def services_import(
    file: _File,
    source: Annotated[
        str, typer.Option(help="Whose list it is; the next import of the same source replaces it.")
    ] = "list",
    apply: _Apply = False,
    by: _By = "",
) -> None:
    """Show what a table of services would change, and enter it with --apply."""
    from tsuho.terminal.survey import import_services

    import_services(chosen_centre(), file, source=source, apply=apply, by=by, language=chosen_language())


@services.command("list")
def services_list() -> None:
    """All services, with their domains and what is declared of OP25B."""
    from tsuho.terminal.survey import list_services

    list_services(chosen_centre(), chosen_language())


@survey.command("auth")
def survey_auth(
    label: _Round,
    by: _By = "command line",
    only_unknown: Annotated[
        bool, typer.Option("--only-unknown", help="Ask again where something is still unknown.")
    ] = False,
) -> None:
    """Ask the DNS what every domain of the register publishes: SPF, DKIM, DMARC, MTA-STS, TLS-RPT, DANE, BIMI."""
    from tsuho.terminal.survey import ask_published

    ask_published(chosen_centre(), label, by=by, only_unknown=only_unknown, language=chosen_language())


@survey.command("op25b")
def survey_op25b(
    label: _Round,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take a questionnaire's answers instead: .csv or .yaml.")
    ] = None,
    apply: _Apply = False,
    by: _By = "",
) -> None:
    """Take the evidence on OP25B from the monitors' mail; with --answers, take what providers answered."""
    from tsuho.terminal.survey import take_answers, take_evidence

    if answers is not None:
        take_answers(chosen_centre(), label, answers, apply=apply, by=by, language=chosen_language())
    else:
        take_evidence(chosen_centre(), label, by=by or "command line", language=chosen_language())


@survey.command("panel")
def survey_panel(label: _Round, out: _Out = None) -> None:
    """The half-yearly table of a round."""
    from tsuho.terminal.survey import show_panel

    show_panel(chosen_centre(), label, out, chosen_language())


@survey.command("compare")
def survey_compare(
    before: Annotated[str, typer.Argument(metavar="A", help="The earlier round, 2014H1.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The later one, 2015H1.")],
    out: _Out = None,
) -> None:
    """Two rounds beside each other, over what stands in both."""
    from tsuho.terminal.survey import show_comparison

    show_comparison(chosen_centre(), before, after, out, chosen_language())


@survey.command("rounds")
def survey_rounds() -> None:
    """The rounds that have entries."""
    from tsuho.wiring.surveying import surveys_of

    for label in surveys_of(chosen_centre()).rounds():
        typer.echo(label)
