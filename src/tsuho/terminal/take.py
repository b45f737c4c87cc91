"""`tsuho take`: mails from files into the spool, in commits of many, with a progress bar and a clean resume."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tsuho.casework.errors import CannotDo
from tsuho.casework.receive import receive
from tsuho.intake.bulk import Unreadable, letters_from
from tsuho.terminal.progress import progress
from tsuho.wiring.open import Centre
from tsuho.words.arrival import Letter
from tsuho.words.vocabulary import Door

_COMMIT = 100


def take_files(
    centre: Centre, paths: Sequence[Path], *, door: str, monitor: str, received_at: datetime | None, resume: bool
) -> None:
    """Take every mail below the paths; an unreadable one is named on stderr and costs itself only."""
    if door not in set(Door):
        raise CannotDo(f"there is no door {door!r}; known: {', '.join(Door)}")
    taken = known = unread = 0
    waiting: list[Letter] = []

    def commit() -> None:
        nonlocal taken, known
        numbers = receive(centre.spool, waiting)
        taken += sum(1 for number in numbers if number)
        known += sum(1 for number in numbers if not number)
        waiting.clear()

    for path in paths:
        found = letters_from(
            path,
            door=Door.MONITOR if monitor else Door(door),
            monitor=monitor.lower(),
            received_at=received_at or centre.now(),
            simulated=centre.settings.centre.simulated,
            remember=resume,
        )
        for letter in progress(found, f"take {path.name}"):
            if isinstance(letter, Unreadable):
                print(f"tsuho: {letter.name}: {letter.why}", file=sys.stderr)
                unread += 1
                continue
            waiting.append(letter)
            if len(waiting) >= _COMMIT:
                commit()
    if waiting:
        commit()
    print(
        f"{taken} taken"
        + (f", {known} known from before" if known else "")
        + (f", {unread} unreadable" if unread else "")
    )
    if unread and not taken and not known:
        raise CannotDo("nothing could be read; the lines above say why")
