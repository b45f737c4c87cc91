"""`tsuho simulate`: a fiscal year's invented mail into a folder or through a door; the seed's book; the office's own year."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from tsuho.casework.errors import CannotDo
from tsuho.simulation.dates import JST
from tsuho.simulation.invented import Invented
from tsuho.simulation.seed_book import seed_rows
from tsuho.simulation.year import invent_year
from tsuho.simulation.year_shape import months_of
from tsuho.terminal.progress import progress
from tsuho.terminal.send_simulated import send_all
from tsuho.wiring.open import Centre
from tsuho.wiring.simulate_office import simulate_office

SIDECAR = "truth.jsonl"
LABEL = "SIMULATED.jsonl"  # `take` reads *.jsonl as statements, and takes everything else as a mail
_LABEL = {
    "simulated": True,
    "ja": "模擬: このフォルダのメールはすべて架空であり、実在の人物・団体とは関係がない。",
    "en": "Every mail in this folder is invented. Beside each day's mails, truth.jsonl states how each came and what it is.",
}
_BOOKED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: one of ``out`` and ``send``, or neither, and the two that need a centre."""

    year: int
    scale: int
    seed: int
    out: Path | None
    send: str
    truth: Path | None
    ledger: bool
    office: bool


def simulate_year(wanted: Wanted, centre: Callable[[], Centre]) -> Iterator[str]:
    """Do what was asked for; yields what was done, a line each. Raises CannotDo where nothing was asked for, or it cannot be."""
    if bool(wanted.out) + bool(wanted.send) + wanted.ledger + wanted.office == 0 or (wanted.out and wanted.send):
        raise CannotDo("say what to do: --out FOLDER or --send HOST:PORT for the mail, --ledger, --office")
    _check(wanted)
    if wanted.ledger:
        booked = book_the_seed(centre())
        yield f"{booked:,} rows booked: what the report prints as seeded, its spread as apportioned"
    if wanted.office:
        noted = simulate_office(centre(), wanted.year, wanted.seed)
        yield (
            f"{noted.calls:,} calls, {noted.moves:,} moves of the stock, {noted.meetings} meetings and {noted.pages} pages noted,"
            " all simulated"
        )
    if wanted.out:
        written = write_year(_invented(wanted), wanted.out)
        yield f"{written:,} simulated mails in {wanted.out}, their truth beside them in {SIDECAR} of each day"
    if wanted.send:
        sent = send_year(_invented(wanted), wanted.send, wanted.truth)
        yield f"{sent:,} simulated mails sent to {wanted.send}"


def _invented(wanted: Wanted) -> Iterator[Invented]:
    return invent_year(wanted.year, seed=wanted.seed, scale=wanted.scale)


def _check(wanted: Wanted) -> None:
    """Before anything is written."""
    try:
        months_of(wanted.year)
    except ValueError as error:
        raise CannotDo(str(error)) from None
    if wanted.scale < 1:
        raise CannotDo("the scale is a whole number from 1 on: how many real messages one invented one stands for")
    if wanted.truth and not wanted.send:
        raise CannotDo("--truth goes with --send; --out writes the truth beside the mails")


def write_year(invented: Iterable[Invented], folder: Path) -> int:
    """Write each mail below the folder of its day, with what its door sees of it and its truth beside it; how many."""
    if folder.exists() and any(folder.iterdir()):
        raise CannotDo(f"{folder} is not empty; name a new folder, so that no mail of another year stays among these")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LABEL).write_text(json.dumps(_LABEL, ensure_ascii=False) + "\n", "utf-8")
    written = 0
    for day, number, each in progress(_numbered(invented), "write"):
        below = folder / day.isoformat()
        if number == 1:
            below.mkdir()
        name = f"{number:06}.eml"
        (below / name).write_bytes(each.as_taken)
        with (below / SIDECAR).open("a", encoding="utf-8") as beside:
            _write_truth({"file": name}, each, beside)
        written += 1
    return written


def send_year(invented: Iterable[Invented], address: str, truth: Path | None) -> int:
    """Send everything to a simulated centre's door, and write its truth into a file; how many."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise CannotDo(f"{address!r} is no HOST:PORT; write 127.0.0.1:2525, as the centre's own door listens")
    with truth.open("x", encoding="utf-8") if truth else nullcontext() as beside:
        noted = _noted(invented, beside) if beside else iter(invented)
        return sum(send_all(progress(noted, "send"), host, int(port)))


def book_the_seed(centre: Centre) -> int:
    """Book what the seed prints and its spread; how many rows were new. Booked again it changes nothing."""
    rows, booked = list(seed_rows()), 0
    for start in range(0, len(rows), _BOOKED_AT_ONCE):
        booked += centre.ledger.book(rows[start : start + _BOOKED_AT_ONCE])
    return booked


def _numbered(invented: Iterable[Invented]) -> Iterator[tuple[date, int, Invented]]:
    """Each mail with its day in the centre's time, and its number in that day."""
    today, number = date.min, 0
    for each in invented:
        day = each.received_at.astimezone(JST).date()
        today, number = (today, number + 1) if day == today else (day, 1)
        yield day, number, each


def _noted(invented: Iterable[Invented], beside: IO[str]) -> Iterator[Invented]:
    for each in invented:
        _write_truth({}, each, beside)
        yield each


def _write_truth(named: dict[str, str], each: Invented, beside: IO[str]) -> None:
    beside.write(json.dumps({**named, **each.stated()}, ensure_ascii=False) + "\n")
