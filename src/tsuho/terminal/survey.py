"""`tsuho survey`: services imported with their diff, rounds taken, the table and the comparison shown or written."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table as Grid

from tsuho.casework.errors import CannotDo
from tsuho.casework.import_services import apply_services, prepare_services
from tsuho.casework.survey_authentication import survey_authentication
from tsuho.casework.take_direct_mail import take_direct_mail
from tsuho.casework.take_survey_answers import apply_answers, prepare_answers
from tsuho.referral.documents.survey_comparison import (
    COMPARISON_FORMATS,
    changes_table,
    comparison_note,
    short_compare_table,
)
from tsuho.referral.documents.survey_panel import PANEL_FORMATS
from tsuho.referral.survey_tables import Edition, auth_table, blocking_table, counts_table
from tsuho.statistics.adoption.panel import compare
from tsuho.terminal.harmless import one_line
from tsuho.terminal.partners import form_of, print_bad_rows, refuse_without_name, show_diff
from tsuho.terminal.progress import progress
from tsuho.wiring.open import Centre
from tsuho.wiring.reading import bytes_of
from tsuho.wiring.surveying import (
    edition_of,
    gatherer_of,
    monitor_origins_of,
    panel_of,
    round_named,
    surveys_of,
)
from tsuho.words.catalogue import say
from tsuho.words.paper import Table
from tsuho.words.surveys import AuthFinding, Gathered, Technology

Shown = TypeVar("Shown")


def import_services(centre: Centre, file: Path, *, source: str, apply: bool, by: str, language: str) -> None:
    """Show what a table of services would change; enter it if that is asked for."""
    form = form_of(file)
    refuse_without_name(by, apply=apply)
    surveys = surveys_of(centre)
    prepared = prepare_services(surveys, bytes_of(file), form, source)
    print_bad_rows(file, prepared.bad, language)
    console = Console(highlight=False, soft_wrap=True)
    show_diff(console, prepared.diff, language, kept=False)
    if apply:
        apply_services(surveys, centre.audit, prepared, by=by, at=centre.now())
    _say_entered(console, len(prepared.services), len(prepared.bad), language, apply=apply)


def _say_entered(console: Console, count: int, bad: int, language: str, *, apply: bool) -> None:
    details = {"count": str(count), "bad": str(bad)}
    console.print(say("partners_applied" if apply else "partners_not_applied", language, details))


def list_services(centre: Centre, language: str) -> None:
    """One line a service."""
    heads = ("code", "provider", "service", "domain", "op25b", "since", "source")
    grid = Grid(*(say(f"survey_{head}", language) for head in heads))
    surveys = surveys_of(centre)
    sources = surveys.sources()
    for each in surveys.services():
        since = str(each.op25b_since or "")
        cells = (
            each.code,
            each.provider,
            each.name,
            " ".join(each.domains),
            each.op25b or "?",
            since,
            sources[each.code],
        )
        grid.add_row(*(one_line(cell, 120) for cell in cells))
    Console(highlight=False, markup=False).print(grid)


def ask_published(centre: Centre, label: str, *, by: str, only_unknown: bool, language: str) -> None:
    """Ask, keep, and say how many of each mark there are."""
    one = round_named(label)

    def watched(gathered: Iterable[Gathered], count: int) -> Iterable[Gathered]:
        return progress(gathered, say("survey_run_auth", language), count)

    findings = survey_authentication(
        surveys_of(centre),
        gatherer_of(centre),
        one.label,
        centre.reading.jurisdiction.timezone,
        by=by,
        now=centre.now,
        simulated=centre.settings.centre.simulated,
        only_unknown=only_unknown,
        watched=watched,
    )
    console = Console(highlight=False, markup=False)
    console.print(say("survey_asked", language, {"count": f"{len(findings):,}", "round": one.label}))
    for technology in Technology:
        console.print(f"{say(f'technology_{technology}', language)}: {_marks(findings, technology)}")


def _marks(findings: Sequence[AuthFinding], technology: Technology) -> str:
    counted = Counter(each.published.mark.value for each in findings if each.technology is technology)
    return "  ".join(f"{mark} {count:,}" for mark, count in sorted(counted.items()))


def take_answers(centre: Centre, label: str, file: Path, *, apply: bool, by: str, language: str) -> None:
    """Show what a table of answers says that is new; enter it if that is asked for."""
    form = form_of(file)
    refuse_without_name(by, apply=apply)
    surveys = surveys_of(centre)
    prepared = prepare_answers(surveys, bytes_of(file), form, round_named(label).label)
    print_bad_rows(file, prepared.bad, language)
    console = Console(highlight=False, soft_wrap=True)
    show_diff(console, prepared.diff, language, kept=True)
    if apply:
        simulated = centre.settings.centre.simulated
        apply_answers(surveys, centre.audit, prepared, by=by, at=centre.now(), simulated=simulated)
    _say_entered(console, len(prepared.new), len(prepared.bad), language, apply=apply)


def take_evidence(centre: Centre, label: str, *, by: str, language: str) -> None:
    """Take what the monitors saw, and show it beside what is declared."""
    take_direct_mail(
        surveys_of(centre),
        monitor_origins_of(centre),
        round_named(label),
        centre.reading.jurisdiction.timezone,
        by=by,
        now=centre.now,
        simulated=centre.settings.centre.simulated,
    )
    _print(blocking_table(panel_of(centre, label), edition_of(centre, language)))


def show_panel(centre: Centre, label: str, out: Path | None, language: str) -> None:
    """Print the table of a round, or write it as the file's name says."""
    panel, edition = panel_of(centre, label), edition_of(centre, language)
    if out is not None:
        _write(out, PANEL_FORMATS, panel, edition)
        return
    for table in (counts_table(panel, edition), blocking_table(panel, edition), auth_table(panel, edition)):
        _print(table)


def show_comparison(centre: Centre, before: str, after: str, out: Path | None, language: str) -> None:
    """Print two rounds beside each other, or write them as the file's name says."""
    found, edition = compare(panel_of(centre, before), panel_of(centre, after)), edition_of(centre, language)
    if out is not None:
        _write(out, COMPARISON_FORMATS, found, edition)
        return
    _print(short_compare_table(found, edition))
    _print(changes_table(found, edition))
    Console(highlight=False, markup=False).print(comparison_note(found, edition))


def _write(out: Path, formats: Mapping[str, Callable[[Shown, Edition], bytes]], shown: Shown, edition: Edition) -> None:
    make = formats.get(out.suffix.lower())
    if make is None:
        raise CannotDo(f"{out.name} ends in none of {', '.join(formats)}; the ending says what is made")
    try:
        out.write_bytes(make(shown, edition))
    except OSError as error:
        raise CannotDo(f"{out} cannot be written: {error.strerror}") from None
    print(out)


def _print(table: Table) -> None:
    grid = Grid(*table.head, title=one_line(table.caption, 200))
    for row in table.rows:
        grid.add_row(*(one_line(cell, 200) for cell in row))
    Console(highlight=False, markup=False).print(grid)
