"""`tsuho note petition`: a request to the minister, read from a file, so that no shell or process list keeps whom it names."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # a centre imports its stores, which would slow `tsuho --help`
    from tsuho.referral.documents.petition_file import Applicant
    from tsuho.wiring.open import Centre


def add_petition(note: typer.Typer, centre: Callable[[], "Centre"], language: Callable[[], str]) -> None:
    """Put the command under `tsuho note`."""

    @note.command()
    def petition(
        file: Annotated[Path, typer.Argument(help="TOML with name, address, received_on and wish; - for standard input.")],
        report: Annotated[list[int], typer.Option(metavar="N", help="A mail that the applicant handed in; repeatable.")],
        by: Annotated[str, typer.Option(help="Who enters it.")],
        reason: Annotated[str, typer.Option(help="The number of the written request; never the applicant.")],
    ) -> None:  # fmt: skip
        """A petition under Article 8 (申出): opened as a draft of a petition_file."""
        from tsuho.casework.enter_petition import Entry, enter_petition
        from tsuho.wiring.referring import referring_of
        from tsuho.words.catalogue import say

        applicant, opened = _applicant(file), centre()
        entry = Entry(by, reason, opened.now())
        entered = enter_petition(referring_of(opened), applicant, tuple(report), entry)
        said = {"ticket": entered.number, "number": str(entered.id), "count": str(len(entered.reports))}
        typer.echo(say("petition_noted", language(), said))


def _applicant(file: Path) -> "Applicant":
    from tsuho.casework.read_petition import read_petition

    try:
        written = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from None
    return read_petition(written, file.name)
