"""`tsuho read`: read mails and explain them, one JSON line or one page a mail; stores nothing and needs no centre."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from tsuho.casework.errors import CannotDo
from tsuho.engine.read_one import judge, look
from tsuho.terminal.as_json import arrival_json
from tsuho.terminal.explain import explain
from tsuho.terminal.progress import progress
from tsuho.wiring.clock import now
from tsuho.wiring.reading import bytes_of, files_below, network_table, reading_for, trust_lines
from tsuho.words.arrival import Arrival, Envelope, MonitorSheet
from tsuho.words.vocabulary import Door, Medium
from tsuho.workers.gather import Gatherer
from tsuho.workers.virus_test_file import scan_for_test_file


def read_files(
    paths: Sequence[Path],
    *,
    as_json: bool,
    door: str,
    monitor: str,
    received_at: datetime | None,
    trust: Sequence[str],
    trust_file: Path | None,
    language: str,
) -> None:
    """Read every mail below the paths; one that cannot be opened costs itself only, and the exit code."""
    if door not in set(Door):
        raise CannotDo(f"there is no door {door!r}; known: {', '.join(Door)}")
    reading = reading_for("jp", [*trust, *(trust_lines(trust_file) if trust_file else [])])
    gather = Gatherer(network_table(), scan_for_test_file, now)
    console = Console(highlight=False, soft_wrap=True)
    files = [file for path in paths for file in files_below(path)]
    unread = 0
    for file in progress(files, "read", len(files)):
        try:
            raw = bytes_of(file)
        except CannotDo as error:
            print(f"tsuho: {error}", file=sys.stderr)
            unread += 1
            continue
        arrival = _arrival(file, raw, Door(door), monitor, received_at)
        seen = look(arrival, reading)
        judged = judge(seen, gather(seen.questions, raw), reading)
        if as_json:
            print(json.dumps(arrival_json(str(file), judged, language), ensure_ascii=False))
        else:
            explain(console, str(file), judged, language)
    if unread:
        raise CannotDo(f"{unread} of {len(files)} files could not be read; the lines above say why")


def _arrival(file: Path, raw: bytes, door: Door, monitor: str, received_at: datetime | None) -> Arrival:
    sheet = None
    if monitor:
        # named on the command line, so its provenance is what the caller says: a clean monitor since ever
        sheet = MonitorSheet(monitor.lower(), Medium.PC, "", datetime(2002, 7, 1, tzinfo=UTC))
        door = Door.MONITOR
    envelope = Envelope(None, (monitor.lower(),) if monitor else ())
    return Arrival(0, door, received_at, raw, None, envelope, sheet, file.name)
