"""The command line: thin. Each command turns its arguments into one verb and says what happened.

Exit 0: done. 1: the work failed, and stderr says what and what to do. 2: wrong usage.
"""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from tsuho.casework.errors import CannotDo
from tsuho.terminal import (
    commands_of_audit,
    commands_of_ledger,
    commands_of_ministry,
    commands_of_monitors,
    commands_of_partners,
    commands_of_queue,
    commands_of_referrals,
    commands_of_surveys,
)
from tsuho.terminal.chosen import choose, chosen_centre, chosen_language
from tsuho.terminal.commands_of_publishing import publish
from tsuho.terminal.note import note_commands
from tsuho.terminal.rebuild import rebuild_command
from tsuho.terminal.times import time_named

app = typer.Typer(
    name="tsuho",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="通報: take spam reports in, recover the original, name its origin, hold the law against it, and say so.",
)
poison = typer.Typer(no_args_is_help=True, help="What could not be read, why, and again.")
keys = typer.Typer(no_args_is_help=True, help="Keys for the API.")
commands_of_referrals.add_to(app)
networks = typer.Typer(no_args_is_help=True, help="Dated tables of who holds which addresses.")
commands_of_partners.add_to(app)
commands_of_surveys.add_to(app)
commands_of_ledger.add_to(app)
commands_of_queue.add_to(app)
app.add_typer(poison, name="poison")
app.add_typer(commands_of_audit.audit, name="audit")
app.add_typer(commands_of_ministry.ministry, name="ministry")
commands_of_monitors.add_to(app)
app.add_typer(keys, name="keys")
app.add_typer(networks, name="networks")

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Door = Annotated[str, typer.Option(help="Which door the mails came through.")]
At = Annotated[str, typer.Option(help="Time of receipt, ISO 8601 with a zone.")]
Monitor = Annotated[str, typer.Option(help="The monitor address that they arrived at.")]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"tsuho {version('tsuho')}")
        raise typer.Exit


@app.callback()
def _globals(
    centre: Annotated[Path | None, typer.Option(help="The centre's folder (default: TSUHO_CENTRE, else here).")] = None,
    lang: Annotated[str, typer.Option(help="ja or en.")] = "",
    _version_shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    from tsuho.wiring.settings import language_wanted

    choose(centre, language_wanted(lang))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet, or is empty.")],
    simulated: Annotated[
        bool, typer.Option("--simulated", help="A sample centre: everything in it is labelled simulated.")
    ] = False,
) -> None:
    """A new centre: tsuho.toml, data folders, database, secrets, first administrator."""
    from tsuho.terminal.init import init_centre

    typer.echo(init_centre(folder, simulated=simulated, language=chosen_language()))


@app.command()
def serve(
    smtp: Annotated[str, typer.Option(metavar="HOST:PORT")] = "",
    lmtp: Annotated[str, typer.Option(metavar="HOST:PORT")] = "",
    web: Annotated[str, typer.Option(metavar="HOST:PORT")] = "",
) -> None:
    """Intake, workers and web in one go; SIGTERM drains and exits 0."""
    from tsuho.wiring.serve import serve_all

    serve_all(chosen_centre(), smtp=smtp, lmtp=lmtp, web=web, parts=("intake", "work", "web"))


@app.command()
def intake(
    smtp: Annotated[str, typer.Option(metavar="HOST:PORT")] = "",
    lmtp: Annotated[str, typer.Option(metavar="HOST:PORT")] = "",
) -> None:
    """The SMTP and LMTP doors alone."""
    from tsuho.wiring.serve import serve_all

    serve_all(chosen_centre(), smtp=smtp, lmtp=lmtp, parts=("intake",))


@app.command()
def work(once: Annotated[bool, typer.Option("--once", help="Judge what waits, then exit.")] = False) -> None:
    """The workers alone."""
    from tsuho.wiring.serve import serve_all, work_once

    if once:
        dealt_with = work_once(chosen_centre())
        typer.echo(f"{dealt_with} arrivals examined")
    else:
        serve_all(chosen_centre(), parts=("work",))


@app.command("web")
def web_(web: Annotated[str, typer.Option(metavar="HOST:PORT")] = "") -> None:
    """The web alone."""
    from tsuho.wiring.serve import serve_all

    serve_all(chosen_centre(), web=web, parts=("web",))


@app.command()
def take(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help=".eml, folder, mbox, Maildir, .tar(.gz), .zip")
    ],
    door: Door = "bulk",
    monitor: Monitor = "",
    received_at: At = "",
    resume: Annotated[bool, typer.Option("--resume", help="Pass over what was taken before.")] = False,
) -> None:
    """Take mails in from files."""
    from tsuho.terminal.take import take_files

    take_files(chosen_centre(), paths, door=door, monitor=monitor, received_at=time_named(received_at), resume=resume)


@app.command()
def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    as_json: Json = False,
    door: Door = "bulk",
    monitor: Monitor = "",
    received_at: At = "",
    trust: Annotated[
        list[str] | None, typer.Option(help="A host, .example.net for any below, or a network; repeatable.")
    ] = None,
    trust_file: Annotated[Path | None, typer.Option(help="The same, one a line.")] = None,
) -> None:
    """Read mails and explain them; needs no centre and stores nothing."""
    from tsuho.terminal.read import read_files

    read_files(
        paths,
        as_json=as_json,
        door=door,
        monitor=monitor,
        received_at=time_named(received_at),
        trust=trust or [],
        trust_file=trust_file,
        language=chosen_language(),
    )


@app.command()
def figures(
    day: Annotated[str, typer.Option(help="YYYY-MM-DD")] = "",
    month: Annotated[str, typer.Option(help="YYYY-MM")] = "",
    year: Annotated[int, typer.Option(help="Fiscal year, April to March")] = 0,
    source: Annotated[str, typer.Option(help="counted, seeded or simulated")] = "",
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv")] = False,
) -> None:
    """Figures of a day, a month with its fiscal year to date, or a fiscal year."""
    from tsuho.terminal.figures import print_figures

    print_figures(
        chosen_centre(),
        day=day,
        month=month,
        year=year,
        source=source,
        as_json=as_json,
        as_csv=as_csv,
        language=chosen_language(),
    )


@poison.command("list")
def poison_list() -> None:
    """What could not be read, and why."""
    from tsuho.terminal.poison import list_poison

    list_poison(chosen_centre())


@poison.command("replay")
def poison_replay(
    numbers: Annotated[list[int] | None, typer.Argument(metavar="[NUMBER...]", help="None: all.")] = None,
) -> None:
    """Put them back at the end of the queue."""
    spool = chosen_centre().spool
    wanted = numbers or [each.number for each in spool.poisoned()]
    typer.echo(f"{spool.replay(wanted)} arrivals put back")


@poison.command("show")
def poison_show(number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of `tsuho poison list`.")]) -> None:
    """One of them as harmless text, its addresses masked."""
    from tsuho.terminal.poison import show_one

    show_one(chosen_centre(), number)


@poison.command("discard")
def poison_discard(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of `tsuho poison list`.")],
    by: Annotated[str, typer.Option(help="Who decides.")],
    reason: Annotated[str, typer.Option(help="Why; it must stand years later.")],
) -> None:
    """Forget one of them, without a trace; that it was done stays in the audit log."""
    from tsuho.casework.look_at_poison import discard_poison

    centre = chosen_centre()
    discard_poison(centre.spool, centre.audit, number, by=by, reason=reason, at=centre.now())
    typer.echo(f"arrival {number} is gone")


@keys.command("add")
def keys_add(
    name: Annotated[str, typer.Argument(help="Whose key it is.")],
    scope: Annotated[list[str], typer.Option(help="report, figures, feed, notices or answers; repeatable.")],
    party: Annotated[
        str,
        typer.Option(
            help="The partner's code that it is bound to: a vendor's for feed, a provider's for notices and answers."
        ),
    ] = "",
) -> None:
    """Make a key; its token is shown this once."""
    from tsuho.terminal.keys import add_key

    typer.echo(add_key(chosen_centre(), name, scope, party))


@keys.command("revoke")
def keys_revoke(number: int) -> None:
    """From now on a key opens nothing."""
    from tsuho.terminal.keys import revoke_key

    revoke_key(chosen_centre(), number)
    typer.echo("revoked")


@networks.command("import")
def networks_import(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=".mmdb, RIR delegated statistics or CSV; several make one table"),
    ],
    date: Annotated[str, typer.Option(help="The day whose holders the table names, YYYY-MM-DD.")],
    name: Annotated[str, typer.Option(help="What findings call the table (default: the file's name).")] = "",
) -> None:
    """Import a table as the snapshot of a day."""
    from tsuho.terminal.networks import import_networks

    typer.echo(import_networks(chosen_centre(), files, date, name))


@networks.command("list")
def networks_list() -> None:
    """The imported tables and how old they are."""
    from tsuho.terminal.networks import list_networks

    list_networks(chosen_centre())


@app.command()
def check(
    ledger: Annotated[bool, typer.Option("--ledger", help="Derive all of the ledger again; takes minutes.")] = False,
    mend: Annotated[bool, typer.Option("--mend", help="With --ledger: derive its sums anew first.")] = False,
) -> None:
    """The doctor: settings, stores, disk, clocks, age of the network tables, unsent letters."""
    from tsuho.terminal.checkup import print_checkup
    from tsuho.terminal.close_month import print_ledger_check

    well = print_checkup(chosen_centre())
    if ledger:
        well &= print_ledger_check(chosen_centre(), chosen_language(), mend=mend)
    if not well:
        raise typer.Exit(1)


@app.command()
def demo(folder: Annotated[Path, typer.Argument(metavar="DIR")], mails: Annotated[int, typer.Option()] = 2500) -> None:
    """A new sample centre and an invented day of mail, taken in over SMTP, judged, and shown."""
    from tsuho.terminal.demo import run_demo

    run_demo(folder, mails, chosen_language())


@app.command()
def simulate(
    year: Annotated[int, typer.Option(help="The fiscal year, April to March; its shape is that of 平成26年度, 2014.")],
    scale: Annotated[int, typer.Option(help="How many real messages one invented one stands for.")] = 1_000,
    seed: Annotated[int, typer.Option(help="The same seed and scale give the same bytes.")] = 26,
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write mails and truth there.")] = None,
    send: Annotated[str, typer.Option(metavar="HOST:PORT", help="Send them to a simulated centre's door.")] = "",
    truth: Annotated[Path | None, typer.Option(metavar="FILE", help="With --send: where the truth goes.")] = None,
    ledger: Annotated[bool, typer.Option("--ledger", help="Book what the seed prints, and its spread.")] = False,
    office: Annotated[
        bool, typer.Option("--office", help="Note the year of the desk and the secretariat; simulated centres only.")
    ] = False,
) -> None:
    """A fiscal year of invented mail, labelled simulated, its truth beside it; the seed's book; the office's year."""
    from tsuho.terminal.simulate import Wanted, simulate_year

    wanted = Wanted(year, scale, seed, out, send, truth, ledger=ledger, office=office)
    for said in simulate_year(wanted, chosen_centre):
        typer.echo(said)


app.add_typer(publish, name="publish")
app.add_typer(note_commands(chosen_centre, chosen_language), name="note")
app.command("rebuild")(rebuild_command(chosen_centre, chosen_language))


def main() -> NoReturn:
    """Run, and turn what went wrong into one sentence and an exit code."""
    try:
        # a command that ends with typer.Exit hands its code back here; one that is done hands back nothing
        code = app(standalone_mode=False)
    except typer.Abort:
        sys.exit(1)
    except CannotDo as error:
        print(f"tsuho: {error}", file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        usage = getattr(error, "format_message", None)
        if usage is None:
            raise
        print(f"tsuho: {usage()}", file=sys.stderr)
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
