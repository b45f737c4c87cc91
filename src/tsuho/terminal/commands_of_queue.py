"""The commands of the analyst: the queue, search, one report, and cases for the rules. Thin, like all of the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

if TYPE_CHECKING:
    from tsuho.casework.queue_ports import Item
    from tsuho.wiring.analysing import Analysing
    from tsuho.wiring.open import Centre

queue = typer.Typer(no_args_is_help=True, help="What waits for a person, most pressing first.")
report = typer.Typer(no_args_is_help=True, help="One report: read it again, reject findings, unmask a field.")
cases = typer.Typer(no_args_is_help=True, help="Cases for the rules, from what persons found wrong.")

_By = Annotated[str, typer.Option(help="Who does it.")]
_Reason = Annotated[str, typer.Option(help="Why; it must stand years later.")]
_Item = Annotated[str, typer.Argument(metavar="KIND/NUMBER", help="campaign/12 or report/3456.")]
_Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The report's row number.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands where a person looks for them."""
    app.add_typer(queue, name="queue")
    app.add_typer(report, name="report")
    app.add_typer(cases, name="cases")
    app.command("search")(search_command)


@queue.command("list")
def queue_list(
    kind: Annotated[str, typer.Option(help="campaign or report")] = "",
    outcome: Annotated[str, typer.Option(help="violation, hold, …")] = "",
    language: Annotated[str, typer.Option(help="As in ja.")] = "",
    category: Annotated[str, typer.Option(help="As in dating.")] = "",
    mine: Annotated[str, typer.Option(help="Only what this person has in hand.")] = "",
    after: Annotated[str, typer.Option(help="Where the page before ended, as it said.")] = "",
    limit: Annotated[int, typer.Option(help="How many.")] = 20,
) -> None:
    """The open items, most pressing first."""
    from tsuho.terminal.queue import list_queue

    wanted = {"kind": kind, "outcome": outcome, "language": language, "category": category, "claimed_by": mine}
    list_queue(chosen_centre(), wanted, after, limit, chosen_language())


@queue.command("claim")
def queue_claim(item: _Item, by: _By) -> None:
    """Take an item in hand."""
    from tsuho.casework.claim_item import claim_item

    centre, analysing, named = _of(item)
    claim = claim_item(analysing.desk, named, by=by, at=centre.now())
    typer.echo(f"{named}: {claim.by}, until {claim.until.isoformat()}")


@queue.command("take-over")
def queue_take_over(item: _Item, by: _By, reason: _Reason) -> None:
    """Take an item from whoever has it in hand."""
    from tsuho.casework.claim_item import take_over

    centre, analysing, named = _of(item)
    take_over(analysing.desk, named, by=by, reason=reason, at=centre.now())
    typer.echo(f"{named}: {by}")


@queue.command("release")
def queue_release(item: _Item, by: _By) -> None:
    """Give an item back unfinished."""
    from tsuho.casework.claim_item import release_item

    centre, analysing, named = _of(item)
    release_item(analysing.desk, named, by=by, at=centre.now())
    typer.echo(f"{named}: released")


@queue.command("note")
def queue_note(item: _Item, by: _By, text: Annotated[str, typer.Option(help="What is to be remembered.")]) -> None:
    """Note something beside an item."""
    from tsuho.casework.note_item import note_item

    centre, analysing, named = _of(item)
    note_item(analysing.desk, named, by=by, text=text, at=centre.now())
    typer.echo(f"{named}: noted")


@queue.command("finish")
def queue_finish(item: _Item, by: _By, reason: _Reason) -> None:
    """Close an item that one has in hand."""
    from tsuho.casework.finish_item import finish_item

    centre, analysing, named = _of(item)
    finish_item(analysing.desk, named, by=by, reason=reason, at=centre.now())
    typer.echo(f"{named}: finished")


def search_command(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="A hash, IP, prefix, domain, address, number, sum or words.")
    ],
    limit: Annotated[int, typer.Option(help="How many of each kind.")] = 10,
) -> None:
    """Search over all mail; what is shown is masked."""
    from tsuho.terminal.queue import show_search

    show_search(chosen_centre(), words, limit, chosen_language())


@report.command("again")
def report_again(
    number: _Number,
    by: _By,
    reason: _Reason,
    charset: Annotated[str, typer.Option(help="The charset that its text is in.")] = "",
    form: Annotated[str, typer.Option(help="The form that it came in.")] = "",
) -> None:
    """Read a report again as stated; a new judgement stands beside the old one."""
    from tsuho.casework.read_again import read_again
    from tsuho.terminal.queue import stated_as
    from tsuho.wiring.analysing import deciding_of

    centre = chosen_centre()
    decided = read_again(deciding_of(centre), number, stated_as(charset, form), by=by, reason=reason, at=centre.now())
    typer.echo(f"report {number}: {decided.outcome_before} → {decided.outcome_after}")


@report.command("reject")
def report_reject(
    number: _Number,
    by: _By,
    reason: _Reason,
    rule: Annotated[
        list[str] | None, typer.Option(help="A rule that was wrong; repeatable. None: all that accuse.")
    ] = None,
) -> None:
    """Reject findings that were wrong."""
    from tsuho.casework.reject_finding import reject_finding
    from tsuho.wiring.analysing import deciding_of

    centre = chosen_centre()
    decided = reject_finding(deciding_of(centre), number, rule or [], by=by, reason=reason, at=centre.now())
    typer.echo(f"report {number}: {' '.join(decided.rules)}: {decided.outcome_before} → {decided.outcome_after}")


@report.command("unmask")
def report_unmask(
    number: _Number,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="reporter, recipients, monitor, text, source")],
    by: _By,
    reason: _Reason,
) -> None:
    """Show one covered field, once; the reason goes to the audit log."""
    from tsuho.casework.unmask import unmask
    from tsuho.terminal.harmless import harmless
    from tsuho.wiring.analysing import analysing_of

    centre = chosen_centre()
    looking = analysing_of(centre).looking
    typer.echo(harmless(unmask(looking, centre.audit, number, field, by=by, reason=reason, at=centre.now())))


@cases.command("export")
def cases_export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go, one a rule.")],
    since: Annotated[str, typer.Option(help="Decisions from this day on, as in 2015-03-01.")] = "",
) -> None:
    """Write what was found wrong as masked cases in the rules' own format."""
    from tsuho.terminal.queue import write_cases

    typer.echo(write_cases(chosen_centre(), folder, since))


def _of(item: str) -> "tuple[Centre, Analysing, Item]":
    from tsuho.terminal.queue import item_named
    from tsuho.wiring.analysing import analysing_of

    centre = chosen_centre()
    return centre, analysing_of(centre), item_named(item)
