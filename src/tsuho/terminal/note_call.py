"""`tsuho note call`, `calls`, `followed-up`: the phone desk's notes. Nothing here takes a caller's name or number."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from tsuho.terminal.days import day_named
from tsuho.terminal.times import time_named
from tsuho.terminal.words_named import word_named

if TYPE_CHECKING:  # a centre imports its stores, which would slow `tsuho --help`
    from tsuho.casework.desk_ports import Call
    from tsuho.wiring.open import Centre

By = Annotated[str, typer.Option(help="Who notes it.")]


def add_calls(note: typer.Typer, centre: Callable[[], "Centre"], language: Callable[[], str]) -> None:
    """Put the desk's commands under `tsuho note`."""

    @note.command()
    def call(
        category: Annotated[str, typer.Argument(help="A1 to A7, B1 to B4, C1 to C9, C99.")],
        begun: Annotated[str, typer.Option("--from", help="When it began, ISO 8601 with a zone.")],
        ended: Annotated[str, typer.Option("--until", help="When it ended.")],
        by: By,
        summary: Annotated[str, typer.Option(help="What it was about, without who called and without any number.")],
        medium: Annotated[str, typer.Option(help="mobile, pc, webmail or sns.")] = "",
        age: Annotated[str, typer.Option(help="under_20, 20s … 60s, from_70; only if told.")] = "",
        prefecture: Annotated[str, typer.Option(help="東京都; only if told.")] = "",
        advice: Annotated[str, typer.Option(help="The script that was followed.")] = "",
        handed_to: Annotated[str, typer.Option(help="consumer_centre, police, legal_aid, carrier, trade_body, phishing_council.")] = "",
        about: Annotated[str, typer.Option(metavar="ARRIVAL[/N]", help="The report that it was about.")] = "",
        follow_up: Annotated[str, typer.Option(metavar="DAY", help="By when the desk promised to look into it.")] = "",
    ) -> None:  # fmt: skip
        """A call at the phone desk."""
        from tsuho.casework.desk_ports import Call
        from tsuho.words.consultations import AgeBand, CallCategory, CallMedium, HandedTo

        started_at, ended_at = time_named(begun), time_named(ended)
        if started_at is None or ended_at is None:
            raise typer.BadParameter("--from and --until need a time, 2015-03-10T10:15:00+09:00")
        noted = Call(
            word_named(CallCategory, category), started_at, ended_at, by, summary, word_named(CallMedium, medium),
            word_named(AgeBand, age), prefecture, advice, word_named(HandedTo, handed_to), about,
            day_named(follow_up) if follow_up else None,
        )  # fmt: skip
        _note(centre(), noted)

    @note.command()
    def calls() -> None:
        """The calls that somebody still has to look into."""
        _list(centre(), language())

    @note.command("followed-up")
    def followed_up(number: Annotated[int, typer.Argument(help="The call's number.")], by: By) -> None:
        """A call was looked into, as the desk had promised."""
        _followed_up(centre(), number, by)


def _note(opened: "Centre", call: "Call") -> None:
    from tsuho.casework.note_call import note_call
    from tsuho.wiring.office import office_of

    kept = office_of(opened)
    typer.echo(f"call {note_call(kept.office, kept.calls, call, at=opened.now())} noted")


def _list(opened: "Centre", language: str) -> None:
    from tsuho.terminal.harmless import one_line
    from tsuho.wiring.office import office_of
    from tsuho.words.catalogue import say

    for call in office_of(opened).calls.open_follow_ups():
        category = say(f"call_category_{call.category}", language)
        typer.echo(f"{call.number:>6}  {call.follow_up_on}  {category}  {one_line(call.summary, 60)}")


def _followed_up(opened: "Centre", number: int, by: str) -> None:
    from tsuho.casework.note_call import follow_up
    from tsuho.wiring.office import office_of

    kept = office_of(opened)
    follow_up(kept.office, kept.calls, number, by=by, at=opened.now())
    typer.echo(f"call {number}: looked into by {by}")
