"""`tsuho note`: what a person puts on record — of a campaign here, of the desk and the secretariat in the files beside."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tsuho.terminal.days import day_named
from tsuho.terminal.note_call import add_calls
from tsuho.terminal.note_office import add_office
from tsuho.terminal.note_petition import add_petition
from tsuho.terminal.times import time_named

if TYPE_CHECKING:  # a centre imports its stores, which would slow `tsuho --help`
    from tsuho.casework.note_refusal import Part, Stated
    from tsuho.engine.campaigns.refused_recipients import Refused
    from tsuho.engine.law.campaign_case import RefusalWay
    from tsuho.wiring.open import Centre

By = Annotated[str, typer.Option(help="Who notes it.")]
Reason = Annotated[str, typer.Option(help="Why, or the document it rests on; it must stand years later.")]
Campaign = Annotated[int, typer.Argument(metavar="ID", help="The campaign's number.")]


def note_commands(centre: Callable[[], "Centre"], language: Callable[[], str]) -> typer.Typer:
    """The commands under `tsuho note`."""
    note = typer.Typer(
        no_args_is_help=True,
        help="Put on record: what a person knows of a campaign; calls; materials, pages, meetings, petitions.",
    )
    _add_refusal(note, centre, language)

    @note.command()
    def warning(campaign: Campaign, day: str, by: By, reason: Reason) -> None:
        """A warning was sent on that day (YYYY-MM-DD, in the country's time)."""
        _measure(centre(), "warning", campaign, day, by, reason)

    @note.command()
    def order(campaign: Campaign, day: str, by: By, reason: Reason) -> None:
        """An order was served on that day (YYYY-MM-DD, in the country's time)."""
        _measure(centre(), "order", campaign, day, by, reason)

    @note.command()
    def recipients(campaign: Campaign, file: Path, by: By, reason: Reason) -> None:
        """A provider's list of recipients refused at RCPT: TIME,ADDRESS,never|formerly|unknown a line. Only counts are kept."""
        _recipients(centre(), campaign, file, by, reason)

    add_calls(note, centre, language)
    add_office(note, centre, language)
    add_petition(note, centre, language)
    return note


def _add_refusal(note: typer.Typer, centre: Callable[[], "Centre"], language: Callable[[], str]) -> None:
    @note.command()
    def refusal(
        by: By,
        reason: Reason,
        first: Annotated[str, typer.Option(metavar="ARRIVAL[/N]", help="The first mail.")] = "",
        refused_at: Annotated[str, typer.Option(help="When it was refused, ISO 8601 with a zone.")] = "",
        to: Annotated[str, typer.Option(help="Where the refusal went: displayed, link, sender or other.")] = "",
        recipient: Annotated[str, typer.Option(help="The address that it names; only a pseudonym is kept.")] = "",
        later: Annotated[
            list[str] | None, typer.Option(metavar="ARRIVAL[/N][@TIME]", help="A mail after the refusal; repeatable.")
        ] = None,
        same_recipient: Annotated[
            bool | None, typer.Option("--same-recipient/--other-recipient", help="What comparing the parts showed.")
        ] = None,
        topic: Annotated[str, typer.Option(help="What the refusal was limited to; empty: all mail.")] = "",
        within_topic: Annotated[
            bool | None, typer.Option("--within-topic/--outside-topic", help="Whether the later mails are of it.")
        ] = None,
        bounced: Annotated[bool, typer.Option("--bounced", help="The refusal came back as undeliverable.")] = False,
        checked: Annotated[bool, typer.Option("--checked", help="You compared the mails yourself.")] = False,
    ) -> None:
        """A three-part set: first mail, refusal, later mails. Its gaps are named."""
        from tsuho.casework.note_refusal import Stated

        own = _part(first, None) if first else None
        after = tuple(_part(each, within_topic) for each in later or ())
        when, where = time_named(refused_at), _way(to)
        stated = Stated(own, when, where, recipient, after, same_recipient, topic, bounced=bounced, checked=checked)
        _refusal(centre(), stated, by, reason, language())


def _refusal(opened: "Centre", stated: "Stated", by: str, reason: str, language: str) -> None:
    from tsuho.casework.note_refusal import Noting, note_refusal
    from tsuho.words.catalogue import say

    noting = Noting(opened.cases, opened.lake, opened.audit, opened.pseudonyms)
    noted = note_refusal(noting, stated, by=by, reason=reason, at=opened.now())
    typer.echo(f"campaign {noted.campaign}: set {noted.number}")
    for gap in noted.gaps:
        typer.echo(f"  I4f: {say(gap, language)}")


def _recipients(opened: "Centre", campaign: int, file: Path, by: str, reason: str) -> None:
    from tsuho.casework.note_refused_recipients import note_refused_recipients

    runs = note_refused_recipients(
        opened.records, opened.cases, opened.audit,
        campaign=campaign, refused=_refused(file), by=by, reason=reason, at=opened.now(),
    )  # fmt: skip
    for run in runs:
        seconds = int(run.window.total_seconds())
        typer.echo(f"{run.refused} refused, {run.never_assigned} never assigned, {run.pattern}, in {seconds} s")


def _measure(opened: "Centre", kind: str, campaign: int, day: str, by: str, reason: str) -> None:
    from tsuho.casework.case_ports import MeasureKind
    from tsuho.casework.note_measure import note_measure

    note_measure(
        opened.records, opened.cases, opened.audit,
        campaign=campaign, kind=MeasureKind(kind), day=day_named(day), by=by, reason=reason, at=opened.now(),
        timezone=opened.reading.jurisdiction.timezone,
    )  # fmt: skip
    typer.echo(f"campaign {campaign}: {kind} of {day} noted")


def _part(text: str, within_topic: bool | None) -> "Part":
    from tsuho.casework.note_refusal import Part

    mail, _, time = text.partition("@")
    arrival, _, number = mail.partition("/")
    if not arrival.isdecimal() or not (number or "0").isdecimal():
        raise typer.BadParameter(f"{text!r} names no report; write ARRIVAL, ARRIVAL/NUMBER or ARRIVAL/NUMBER@TIME")
    return Part(int(arrival), int(number or 0), time_named(time), within_topic)


def _way(text: str) -> "RefusalWay | None":
    from tsuho.engine.law.campaign_case import RefusalWay

    if text and text not in set(RefusalWay):
        raise typer.BadParameter(f"{text!r} is no place to refuse at; known: {', '.join(RefusalWay)}")
    return RefusalWay(text) if text else None


def _refused(file: Path) -> "Iterator[Refused]":
    from tsuho.engine.campaigns.refused_recipients import Assigned, Refused

    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read as UTF-8 text: {error}") from None
    for number, row in enumerate(csv.reader(lines), 1):
        if not row:
            continue
        at, address, assigned = (*(each.strip() for each in row), "", "", "")[:3]
        moment = time_named(at)
        if moment is None or not address or assigned not in set(Assigned):
            raise typer.BadParameter(f"line {number} of {file} is not TIME,ADDRESS,never|formerly|unknown")
        yield Refused(moment, address.rpartition("@")[0] or address, Assigned(assigned))
