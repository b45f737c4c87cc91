"""Serving: doors, workers, web and delivery of one centre, started together, drained together.

SIGTERM and Ctrl-C mean: no new mail, finish what is in hand, exit 0. Nothing that was accepted waits for this: it is on disk.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType

from tsuho.casework.deliver import deliver
from tsuho.casework.end_grace import end_grace
from tsuho.casework.errors import CannotDo
from tsuho.casework.seal_audit import seal_audit
from tsuho.casework.settle import settle
from tsuho.casework.vendor_feed import lay_out
from tsuho.delivery.by_email import ByEmail
from tsuho.intake.smtp import SmtpDoor
from tsuho.wiring.doors import AddressBook, smtp_doors
from tsuho.wiring.feeding import feeding_of
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import Centre, examiner_of, open_centre
from tsuho.wiring.settings import read_settings
from tsuho.wiring.ways_out import way_out_of
from tsuho.workers.collecting import collect_seldom
from tsuho.workers.inline import work
from tsuho.workers.processes import Processes

_DELIVER_EVERY = 10.0
_REFRESH_EVERY = 30.0
_SEAL_EVERY = 60.0
_SEAL_AT_ONCE = 100_000  # a second or two, so that the watch over the workers goes on
_LAY_OUT_EVERY = 10.0
_SEAL_AUDIT_EVERY = 3600.0
_END_GRACE_EVERY = 3_600  # a day of grace is over when the day is, so an hour late is early enough
_DRAIN_SECONDS = 30.0


def serve_all(centre: Centre, *, smtp: str = "", lmtp: str = "", web: str = "", parts: Sequence[str]) -> None:
    """Run the named parts (intake, work, web) until told to stop; returns when everything is drained."""
    stop = _Stop()
    settings = centre.settings
    settings = replace(
        settings,
        smtp=replace(settings.smtp, smtp=smtp or settings.smtp.smtp, lmtp=lmtp or settings.smtp.lmtp),
        web=replace(settings.web, listen=web or settings.web.listen),
    )
    doors: list[SmtpDoor] = []
    addresses: AddressBook | None = None
    workers: Processes | None = None
    window: subprocess.Popen[bytes] | None = None
    try:
        if "work" in parts:
            workers = Processes(
                partial(work_process, settings.folder), settings.workers.processes, settings.workers.stuck_after_seconds
            )
            workers.start()
        if "intake" in parts:
            addresses = AddressBook(settings, centre.records)
            doors = smtp_doors(centre, settings, addresses)
            for door in doors:
                _listen(door)
                print(f"tsuho: {door.settings.protocol} on {door.settings.host}:{door.port}", flush=True)
        if "web" in parts:
            window = _start_web(settings.folder, settings.web.listen)
            print(f"tsuho: web on http://{settings.web.listen}/", flush=True)
        chores = [_Chore(_REFRESH_EVERY, addresses.refresh)] if addresses else []
        if "work" in parts:
            # a vendor's pull then finds it laid out, and need not wait for as much as came since the last one
            chores.append(_Chore(_LAY_OUT_EVERY, lambda: lay_out(feeding_of(centre), centre.now())))
            chores.append(_Chore(_SEAL_AUDIT_EVERY, lambda: seal_audit(centre.audit, centre.audit_heads, centre.now())))
            law = centre.reading.jurisdiction.periods
            chores.append(_Chore(_END_GRACE_EVERY, lambda: end_grace(moving_of(centre), law, centre.now())))
        if "work" in parts and settings.delivery.relay:
            chores.append(_Chore(_DELIVER_EVERY, lambda: _deliver(centre)))
        if "work" in parts:
            chores.append(_Chore(_SEAL_EVERY, lambda: centre.ledger.seal(_SEAL_AT_ONCE)))
        _run(stop, workers, window, chores)
    finally:
        for door in doors:
            door.stop(_DRAIN_SECONDS)
        if workers:
            workers.stop(_DRAIN_SECONDS)
        if window and window.poll() is None:
            window.terminate()
            window.wait(_DRAIN_SECONDS)
    print("tsuho: drained", flush=True)


def _listen(door: SmtpDoor) -> None:
    try:
        door.start()
    except OSError as error:
        where = f"{door.settings.host}:{door.settings.port}"
        raise CannotDo(f"cannot listen on {where}: {error.strerror}; end what does, or name another port") from None


class _Stop:
    """Whether somebody asked to stop."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


@dataclass(slots=True)
class _Chore:
    """Something done every so many seconds, beside everything else."""

    every: float
    do: Callable[[], object]
    done_at: float = float("-inf")  # the first time at once


def _run(
    stop: _Stop, workers: Processes | None, window: "subprocess.Popen[bytes] | None", chores: Sequence[_Chore]
) -> None:
    while not stop.asked:
        if workers:
            workers.watch()
        if window and window.poll() is not None:
            raise CannotDo(f"the web stopped with exit code {window.returncode}; its last lines say why")
        for chore in chores:
            if time.monotonic() - chore.done_at > chore.every:
                chore.do()
                chore.done_at = time.monotonic()
        time.sleep(0.2)


def _deliver(centre: Centre) -> None:
    settings = centre.settings.delivery
    settle(moving_of(centre), centre.outbox, centre.now())  # what was queued again goes in this round
    way_out = way_out_of(centre, ByEmail.to(settings.relay, settings.timeout_seconds))
    deliver(centre.outbox, way_out, centre.audit, now=centre.now(), mail_from=settings.mail_from)
    settle(moving_of(centre), centre.outbox, centre.now())


def work_process(folder: Path, stopping: Callable[[], bool], beat: Callable[[], None], name: str) -> None:
    """What one worker process runs: it opens the centre for itself."""
    centre = open_centre(read_settings(folder))
    examiner = examiner_of(centre, beat)
    collect_seldom()
    work(
        examiner,
        worker=f"{name}-{os.getpid()}",
        now=centre.now,
        lease_seconds=centre.settings.workers.lease_seconds,
        stopping=stopping,
        pause=time.sleep,
    )


def work_once(centre: Centre) -> int:
    """Judge what waits, in this process, then return how many arrivals were dealt with."""
    return work(
        examiner_of(centre),
        worker=f"once-{os.getpid()}",
        now=centre.now,
        lease_seconds=centre.settings.workers.lease_seconds,
        stopping=lambda: False,
    )


def _start_web(folder: Path, listen: str) -> "subprocess.Popen[bytes]":
    host, _, port = listen.rpartition(":")
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port,
        "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "tsuho.web.wsgi:application",
    ]  # fmt: skip
    return subprocess.Popen(command, env={**os.environ, "TSUHO_CENTRE": str(folder)})
