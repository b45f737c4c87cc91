"""What the doctor looks at: settings, stores, disk, clock, network tables, virus engine, unsent letters, poison."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tsuho.wiring.checked import Checked
from tsuho.wiring.checkup_outside import outside_facts
from tsuho.wiring.open import Centre


def examine_centre(centre: Centre) -> Iterator[Checked]:
    """Look at everything; never raises for what it looks at."""
    settings = centre.settings
    yield Checked(
        "settings", True, f"{settings.folder / 'tsuho.toml'}" + (" (simulated)" if settings.centre.simulated else "")
    )
    doors = settings.doors
    yield Checked(
        "doors",
        bool(doors.forward),
        f"{len(doors.forward)} forward, {len(doors.chain)} chain addresses; [doors] names them",
    )
    yield from _stores(centre)
    free = shutil.disk_usage(settings.folder).free
    yield Checked(
        "disk",
        free > settings.smtp.min_free_disk_bytes * 2,
        f"{free / 1e9:,.1f} GB free; mail is refused below {settings.smtp.min_free_disk_bytes / 1e9:,.1f} GB",
    )
    yield Checked(
        "clock",
        centre.now() > datetime(2026, 1, 1, tzinfo=UTC),
        f"{centre.now().isoformat(timespec='seconds')}; keep it by NTP, evidence is timed by it",
    )
    yield from outside_facts(settings, centre.now())
    if settings.delivery.relay:
        yield Checked("relay", True, settings.delivery.relay)
    else:
        yield Checked(
            "relay", False, "[delivery] relay is empty: letters are queued, and leave only by --out", only_warns=True
        )


def _stores(centre: Centre) -> Iterator[Checked]:
    try:
        waiting = centre.spool.waiting()
        late = (
            waiting.oldest is not None
            and centre.now() - waiting.oldest > timedelta(hours=1)
            and not centre.settings.centre.simulated
        )
        yield Checked(
            "spool",
            not late,
            f"{waiting.arrivals} arrivals wait" + (f", the oldest since {waiting.oldest}" if waiting.oldest else ""),
        )
        aside = len(centre.spool.poisoned())
        yield Checked(
            "poison", not aside, f"{aside} arrivals were set aside; `tsuho poison list` says why", only_warns=True
        )
        monitors = centre.records.monitors()
        alive = [sheet for sheet in monitors if sheet.retired_at is None]
        yield Checked(
            "monitors", bool(alive), f"{len(alive)} in service, {len(monitors) - len(alive)} retired", only_warns=True
        )
        unsent = len(centre.outbox.due(centre.now()))
        yield Checked("outbox", True, f"{unsent} letters wait to be sent")
    except Exception as error:  # noqa: BLE001  # the doctor's business is to say what fails
        yield Checked("stores", False, f"{type(error).__name__}: {error}")
