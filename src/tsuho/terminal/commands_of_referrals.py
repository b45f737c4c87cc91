"""The commands of what leaves the centre: `decide`, `refer`, `answers`, `feed`. Thin, like all of the command line."""

from pathlib import Path
from typing import Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

decide = typer.Typer(no_args_is_help=True, help="A person decides: by name and with a reason.")
answers = typer.Typer(no_args_is_help=True, help="What came back on what was sent.")

feed = typer.Typer(no_args_is_help=True, help="Consented mail for the members of the association.")


def add_to(app: typer.Typer) -> None:
    """Put these commands where a person looks for them."""
    app.add_typer(decide, name="decide")
    app.add_typer(answers, name="answers")
    app.add_typer(feed, name="feed")
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
            help="provider_notice, warning, agency_bundle, petition_file, inquiry_draft, withdrawal, handoff, ministry_report, chain_report, inbound_notice",
        ),
    ],
    month: Annotated[str, typer.Option(metavar="2015-03", help="The period; default: that of the newest mail.")] = "",
    half: Annotated[int, typer.Option(min=0, max=2, help="Of a chain_report: 1 for days 1 to 15, 2 for the rest.")] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Build and show; queue and send nothing.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the letters there instead of sending them.")
    ] = None,
) -> None:
    """Build, show and send the referrals whose gates are passed."""
    from tsuho.terminal.refer import refer_kind

    refer_kind(chosen_centre(), kind, month=month, half=half, dry_run=dry_run, out=out, language=chosen_language())


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


@feed.command("show")
def feed_show(
    vendor: Annotated[str, typer.Option(help="The vendor's code in the register.")],
    form: Annotated[str, typer.Option("--format", help="features, eml, stix or misp.")] = "features",
    after: Annotated[int, typer.Option(help="Go on from here: what the last answer named.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="At most so many items.")] = 100,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Hand the items over as files there: logged and counted as a pull."),
    ] = None,
) -> None:
    """Show what a vendor may pull, masked; or hand it over as files."""
    from tsuho.casework.vendor_feed import Asked
    from tsuho.terminal.feed import show_feed

    show_feed(chosen_centre(), vendor, Asked(form, after, limit), out, chosen_language())


@feed.command("withdraw")
def feed_withdraw(
    by: _By,
    reason: _Reason,
    report: Annotated[int | None, typer.Option(metavar="N", help="This one mail.")] = None,
    reporter_of: Annotated[
        int | None, typer.Option(metavar="N", help="All mail of who sent this one, and all that follows.")
    ] = None,
) -> None:
    """A reporter takes the consent back: vendors see a tombstone."""
    from tsuho.terminal.feed import withdraw

    done = withdraw(
        chosen_centre(), report=report, reporter_of=reporter_of, by=by, reason=reason, language=chosen_language()
    )
    typer.echo(done)


@feed.command("held")
def feed_held(
    retry: Annotated[bool, typer.Option("--retry", help="Offer them again, once what made it so was mended.")] = False,
) -> None:
    """Items that an address survived in, or whose evidence is gone."""
    from tsuho.terminal.feed import held

    held(chosen_centre(), chosen_language(), retry=retry)


@feed.command("consent-text")
def feed_consent_text(
    version: Annotated[str, typer.Argument(help="The version that items will name, 2015-04.")],
    file: Annotated[Path, typer.Argument(help="The exact text that reporters agree to, in UTF-8.")],
    since: Annotated[str, typer.Option(help="The first day, 2015-04-01.")],
    until: Annotated[str, typer.Option(help="The first day on which it no longer is in force.")] = "",
    language: Annotated[str, typer.Option("--language", help="The language of the text.")] = "ja",
) -> None:
    """Enter the consent text in force; mail that comes while none is in force is shared with nobody."""
    from tsuho.terminal.feed import enter_consent_text

    digest = enter_consent_text(chosen_centre(), version, file, language=language, since=since, until=until)
    typer.echo(f"{version} {language} sha256 {digest}")
