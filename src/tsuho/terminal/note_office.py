"""`tsuho note stock`, `dispatch`, `materials`, `page`, `meeting`, `minutes`, `meetings`, `questionnaire`: awareness and secretariat."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tsuho.terminal.days import day_named
from tsuho.terminal.words_named import word_named

if TYPE_CHECKING:  # a centre imports its stores, which would slow `tsuho --help`
    from tsuho.wiring.open import Centre

By = Annotated[str, typer.Option(help="Who did it.")]
Day = Annotated[str, typer.Option(metavar="DAY", help="On which day, 2015-03-10.")]
MaterialName = Annotated[str, typer.Argument(metavar="MATERIAL", help="As `tsuho note materials` names it.")]
Pieces = Annotated[int, typer.Argument(help="How many.")]
Opened = Callable[[], "Centre"]


def add_office(note: typer.Typer, centre: Opened, language: Callable[[], str]) -> None:
    """Put these commands under `tsuho note`."""
    _add_materials(note, centre, language)
    _add_page(note, centre)
    _add_meetings(note, centre, language)
    _add_minutes(note, centre)
    _add_questionnaire(note, centre)


def _add_materials(note: typer.Typer, centre: Opened, language: Callable[[], str]) -> None:
    @note.command()
    def stock(material: MaterialName, pieces: Pieces, day: Day, by: By) -> None:
        """Pieces of a material came from the printer."""
        from tsuho.casework.dispatch_material import stock_material
        from tsuho.wiring.office import office_of
        from tsuho.words.awareness import Material

        opened = centre()
        kept, named = office_of(opened), word_named(Material, material)
        now = stock_material(
            kept.office, kept.materials, named, pieces, day=day_named(day), by=by, at=opened.now()
        )  # fmt: skip
        typer.echo(f"{named}: {now} pieces in stock")

    @note.command()
    def dispatch(
        material: MaterialName,
        pieces: Pieces,
        day: Day,
        by: By,
        to: Annotated[
            str, typer.Option(help="school, municipality, consumer_centre, police, business, event, person.")
        ],
        prefecture: Annotated[str, typer.Option(help="Where it went, 東京都.")] = "",
    ) -> None:
        """Pieces of a material were sent out."""
        from tsuho.casework.awareness_ports import StockMove
        from tsuho.casework.dispatch_material import dispatch_material
        from tsuho.wiring.office import office_of
        from tsuho.words.awareness import Material, MaterialFor

        opened = centre()
        kept, named = office_of(opened), word_named(Material, material)
        move = StockMove(named, day_named(day), pieces, by, word_named(MaterialFor, to), prefecture)
        left = dispatch_material(kept.office, kept.materials, move, at=opened.now())
        typer.echo(f"{named}: {left} pieces left")

    @note.command()
    def materials() -> None:
        """The materials and how many pieces there are of each."""
        from tsuho.wiring.office import office_of
        from tsuho.words.awareness import Material
        from tsuho.words.catalogue import say

        there = office_of(centre()).materials.stock()
        for each in Material:
            typer.echo(f"{there.get(each, 0):>8}  {each:<22}  {say(f'kind_{each}', language())}")


def _add_page(note: typer.Typer, centre: Opened) -> None:
    @note.command()
    def page(
        path: Annotated[str, typer.Argument(help="Its place on the site, /chain/2015-03/.")],
        file: Annotated[Path, typer.Argument(help="Its text, as published.")],
        kind: Annotated[str, typer.Option(help="guidance, chain_report, technology, council_page, materials_page, figures_page, news.")],
        title: Annotated[str, typer.Option(help="Its title.")],
        day: Day,
        by: By,
        approved_by: Annotated[str, typer.Option(help="Who approved it.")],
    ) -> None:  # fmt: skip
        """A page of the public site was published or revised."""
        from tsuho.casework.publish_page import PageText, publish_page
        from tsuho.wiring.office import office_of
        from tsuho.words.awareness import PageKind

        opened = centre()
        kept = office_of(opened)
        text = PageText(path, word_named(PageKind, kind), title, _bytes(file))
        change = publish_page(
            kept.office, kept.pages, text, day=day_named(day), by=by, approved_by=approved_by, at=opened.now()
        )
        typer.echo(f"{path}: {change}")


def _add_meetings(note: typer.Typer, centre: Opened, language: Callable[[], str]) -> None:
    @note.command()
    def meeting(
        kind: Annotated[str, typer.Argument(help="council, executive, working_group, association or exhibition.")],
        title: Annotated[str, typer.Argument(help="Its title.")],
        day: Day,
        by: By,
        member: Annotated[list[str], typer.Option(help="A body that took part; repeatable.")],
        agenda: Annotated[list[str], typer.Option(help="An item of the agenda; repeatable.")],
        document: Annotated[list[str] | None, typer.Option(help="What was laid before it; repeatable.")] = None,
        minutes: Annotated[Path | None, typer.Option(metavar="FILE", help="Its minutes; they may come later.")] = None,
    ) -> None:
        """A meeting was held."""
        from tsuho.casework.hold_meeting import hold_meeting
        from tsuho.casework.meeting_ports import Meeting
        from tsuho.wiring.office import office_of
        from tsuho.words.meetings import MeetingKind

        opened = centre()
        kept = office_of(opened)
        held = Meeting(
            word_named(MeetingKind, kind), title, day_named(day), tuple(member), tuple(agenda),
            _text(minutes) if minutes else "", by, tuple(document or ()),
        )  # fmt: skip
        typer.echo(f"meeting {hold_meeting(kept.office, kept.meetings, held, at=opened.now())} noted")

    @note.command()
    def meetings(year: Annotated[int, typer.Argument(help="The fiscal year.")]) -> None:
        """The meetings of a fiscal year."""
        from tsuho.terminal.harmless import one_line
        from tsuho.wiring.office import office_of
        from tsuho.words.catalogue import say

        held = office_of(centre()).meetings.between(date(year, 4, 1), date(year + 1, 4, 1))
        for each in held:
            kind = say(f"kind_{each.kind}", language())
            typer.echo(f"{each.number:>6}  {each.day}  {kind}  {one_line(each.title, 60)}")


def _add_minutes(note: typer.Typer, centre: Opened) -> None:
    @note.command("minutes")
    def minutes(
        number: Annotated[int, typer.Argument(help="The meeting's number.")],
        file: Annotated[Path, typer.Argument(help="The minutes; the versions before stay.")],
        by: By,
    ) -> None:
        """The minutes of a meeting, or a corrected version of them."""
        from tsuho.casework.hold_meeting import correct_minutes
        from tsuho.wiring.office import office_of

        opened = centre()
        kept = office_of(opened)
        correct_minutes(kept.office, kept.meetings, number, _text(file), by=by, at=opened.now())
        typer.echo(f"meeting {number}: {len(kept.meetings.versions(number))} versions of its minutes")


def _add_questionnaire(note: typer.Typer, centre: Opened) -> None:
    @note.command()
    def questionnaire(
        title: Annotated[str, typer.Argument(help="Its title.")],
        since: Annotated[str, typer.Option(metavar="DAY", help="Its first day.")],
        until: Annotated[str, typer.Option(metavar="DAY", help="Its last day.")],
        asked: Annotated[int, typer.Option(help="How many were asked.")],
        answered: Annotated[int, typer.Option(help="How many answered.")],
        by: By,
    ) -> None:
        """A round of a questionnaire is over."""
        from tsuho.casework.close_questionnaire import close_questionnaire
        from tsuho.casework.meeting_ports import QuestionnaireRound
        from tsuho.wiring.office import office_of

        opened = centre()
        kept = office_of(opened)
        closed = QuestionnaireRound(title, day_named(since), day_named(until), asked, answered, by)
        number = close_questionnaire(kept.office, kept.questionnaires, closed, at=opened.now())
        typer.echo(f"questionnaire {number}: {answered} of {asked} answered")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from None


def _text(file: Path) -> str:
    try:
        return _bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise typer.BadParameter(f"{file} is no UTF-8 text; save it as UTF-8") from None
