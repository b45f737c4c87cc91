"""Rebuild one centre's archive: put readers, lake and records together, in this process or in several."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path

from tsuho.casework.index_anew import Indexed, index_anew
from tsuho.casework.rebuild import Key, PieceRebuilt, Rebuilding, rebuild_piece, rules_digest
from tsuho.casework.rebuild_ports import Archive, NoticedReport, Rebuilt
from tsuho.casework.rebuild_summary import Summary
from tsuho.store.lake.archive import DeltaArchive
from tsuho.wiring.analysing import analysing_of
from tsuho.wiring.open import Centre
from tsuho.wiring.reading import reading_for
from tsuho.wiring.settings import read_settings
from tsuho.workers.in_pieces import InPieces

_EARLIEST, _LATEST = date(1990, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be judged again: days of receipt in the country's time, both included (None: all), and what to write."""

    since: date | None = None
    until: date | None = None
    workers: int = 1
    dry_run: bool = False
    apply: bool = False


@dataclass(frozen=True, slots=True)
class Rebuilder:
    """What one process judges pieces with."""

    archive: Archive
    how: Rebuilding


def rebuild_centre(
    centre: Centre, wanted: Wanted, watched: Callable[[Iterable[PieceRebuilt], int], Iterable[PieceRebuilt]]
) -> tuple[Summary, str, int]:
    """Judge again; the summary, the digest of the rules, and how many slim rows were changed.

    ``watched`` passes results on and may show how far it is; it gets the number of pieces. Evidence is only read. Unless it
    is a dry run, new judgements are appended beside it piece by piece, so an interrupted rebuild goes on where it was.
    """
    from tsuho.store.records.rebuilding import RebuiltInDatabase

    rebuilt: Rebuilt = RebuiltInDatabase()
    letters = _by_report(rebuilt.noticed())
    digest = rules_digest(centre.reading, version("tsuho"))
    decided = centre.decisions.keys()
    make = partial(make_rebuilder, centre.settings.folder, wanted, digest, centre.now(), frozenset(letters), decided)
    own = make()
    pieces = own.archive.pieces(own.how.since, own.how.until)
    summary, rows = Summary(), 0
    results = InPieces(make, rebuild_one).run(pieces, wanted.workers)
    for piece in watched(results, len(pieces)):
        summary.add(piece, letters)
        if not wanted.dry_run:
            own.archive.append(piece.rejudged)
        if wanted.apply and not wanted.dry_run:
            rows += rebuilt.apply(piece.to_apply)
    return summary, digest, rows


def index_centre(centre: Centre) -> Iterator[Indexed]:
    """Enter into lists and searches what was filed before there were any, batch after batch."""
    from tsuho.store.records.index_later import UnindexedInDatabase

    return index_anew(UnindexedInDatabase(), analysing_of(centre).messages)


def make_rebuilder(
    folder: Path, wanted: Wanted, digest: str, judged_at: datetime, noticed: frozenset[Key], decided: frozenset[Key]
) -> Rebuilder:
    """What a process needs: the lake and today's reading, no database."""
    settings = read_settings(folder)
    reading = reading_for(settings.centre.jurisdiction, settings.trust.hosts)
    timezone = reading.jurisdiction.timezone
    since = datetime.combine(wanted.since or _EARLIEST, time(), timezone)
    until = datetime.combine((wanted.until or _LATEST) + timedelta(days=1), time(), timezone)
    return Rebuilder(
        DeltaArchive(settings.path(settings.store.lake)),
        Rebuilding(reading, since, until, digest, judged_at, noticed, wanted.apply, decided),
    )


def rebuild_one(rebuilder: Rebuilder, piece: str) -> PieceRebuilt:
    """One piece, in whichever process."""
    return rebuild_piece(rebuilder.archive, piece, rebuilder.how)


def _by_report(noticed: Iterable[NoticedReport]) -> Mapping[Key, list[NoticedReport]]:
    found: dict[Key, list[NoticedReport]] = {}
    for each in noticed:
        found.setdefault((each.arrival, each.number_in_arrival), []).append(each)
    return found
