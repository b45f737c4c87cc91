"""The commands of what leaves the centre: `decide`, `refer`, `answers`. Thin, like all of the command line."""

from pathlib import Path
from typing import Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

decide = typer.Typer(no_args_is_help=True, help="A person decides: by name and with a reason.")
answers = typer.Typer(no_args_is_help=True, help="What came back on what was sent.")


def add_to(app: typer.Typer) -> None:
    """Put these commands where a person looks for them."""
    app.add_typer(decide, name="decide")
    app.add_typer(answers, name="answers")
    app.command()(refer)


@decide.command()
def confirm(
    campaign: Annotated[int, typer.Argument(metavar="ID", help="The campaign's number.")],
    by: Annotated[str, typer.Option(help="Who decides.")],
    reason: Annotated[str, typer.Option(help="Why; it must stand years later.")],
    provision: Annotated[str, typer.Option(help="The rule that is confirmed as breached, V31.")] = "V31",
) -> None:
    """An official of the ministry confirms that a campaign breaches a provision."""
    from tsuho.casework import decide as decisions

    centre = chosen_centre()
    decisions.confirm(
        centre.records, centre.audit, campaign=campaign, provision=provision, by=by, reason=reason, at=centre.now()
    )
    typer.echo(f"campaign {campaign}: {provision} confirmed by {by}")


def _decide(verb: str, number: int, role: str, by: str, reason: str) -> None:
    from tsuho.terminal.decide import decide as move

    typer.echo(move(chosen_centre(), verb, number, role=role, by=by, reason=reason, language=chosen_language()))


_Number = Annotated[int, typer.Argument(metavar="ID", help="The referral's number, of `tsuho decide list`.")]
_By = Annotated[str, typer.Option(help="Who decides.")]
_Reason = Annotated[str, typer.Option(help="Why; it must stand years later.")]
_As = Annotated[str, typer.Option("--as", help="In which role; needed where several may.")]


@decide.command("check")
def check_draft(number: _Number, by: _By, reason: _Reason, role: _As = "") -> None:
    """A draft is in order and may go to whoever approves it."""
    _decide("check", number, role, by, reason)


@decide.command()
def approve(number: _Number, by: _By, reason: _Reason, role: _As = "") -> None:
    """It may leave."""
    _decide("approve", number, role, by, reason)


@decide.command("return")
def return_(number: _Number, by: _By, reason: _Reason, role: _As = "") -> None:
    """It goes back to be worked on again."""
    _decide("return", number, role, by, reason)


@decide.command()
def reject(number: _Number, by: _By, reason: _Reason, role: _As = "") -> None:
    """It will not leave."""
    _decide("reject", number, role, by, reason)


@decide.command()
def move(
    verb: Annotated[str, typer.Argument(help="Any other move: revise, comply, relapse, queue_again, …")],
    number: _Number,
    by: _By,
    reason: _Reason,
    role: _As = "",
) -> None:
    """Any other move that the table of moves has."""
    _decide(verb, number, role, by, reason)


@decide.command("list")
def decide_list(
    kind: Annotated[str, typer.Option(help="Only this kind.")] = "",
    state: Annotated[str, typer.Option(help="Only in this state.")] = "",
) -> None:
    """What stands where, and which moves are possible from there."""
    from tsuho.terminal.decide import list_referrals

    list_referrals(chosen_centre(), kind, state, chosen_language())


def refer(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="provider_notice, warning, agency_bundle, petition_file, inquiry_draft, withdrawal or handoff",
        ),
    ],
    month: Annotated[str, typer.Option(metavar="2015-03", help="The period; default: that of the newest mail.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Build and show; queue and send nothing.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the letters there instead of sending them.")
    ] = None,
) -> None:
    """Build, show and send the referrals whose gates are passed."""
    from tsuho.terminal.refer import refer_kind

    refer_kind(chosen_centre(), kind, month=month, dry_run=dry_run, out=out, language=chosen_language())


@answers.command("add")
def answers_add(
    ticket: Annotated[str, typer.Argument(help="The ticket of our letter, 20150310-000001.")],
    kind: Annotated[
        str, typer.Argument(help="suspended, terminated, warned, no_such_customer, investigating, cannot_act")
    ],
    by: Annotated[str, typer.Option(help="Who answered.")],
    acted_on: Annotated[str, typer.Option(help="The day of the measure, 2015-03-12.")] = "",
) -> None:
    """Enter an answer that came by telephone or letter."""
    from tsuho.terminal.answers import add_answer

    typer.echo(add_answer(chosen_centre(), ticket, kind, by=by, acted_on=acted_on, language=chosen_language()))


@answers.command("take")
def answers_take(
    paths: Annotated[list[Path], typer.Argument(help="Reply mails (.eml, folder, mbox) or one .csv.")],
) -> None:
    """Read replies and bounces; what is not clear is named, for a person to read."""
    from tsuho.terminal.answers import take_answers

    take_answers(chosen_centre(), paths, chosen_language())


@answers.command("list")
def answers_list(
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what waits too long for an answer.")] = False,
) -> None:
    """Notices with what was answered, how long it took, and whether the same line sent again."""
    from tsuho.terminal.answers import list_answers

    list_answers(chosen_centre(), chosen_language(), only_overdue=overdue)
