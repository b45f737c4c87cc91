"""`tsuho demo`: a new sample centre, an invented day of mail over real SMTP, judged, and shown. Everything is simulated."""

import shutil
import time
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from tsuho.casework import decide
from tsuho.casework.errors import CannotDo
from tsuho.casework.group import judged_campaigns
from tsuho.engine.read_one import judge, look
from tsuho.simulation.day import invent_day
from tsuho.simulation.invented import Invented
from tsuho.statistics.figures import figures
from tsuho.terminal.explain import explain
from tsuho.terminal.harmless import one_line
from tsuho.terminal.init import init_centre
from tsuho.terminal.progress import progress
from tsuho.terminal.refer import refer_kind
from tsuho.terminal.send_simulated import send_all
from tsuho.terminal.show_figures import show_figures
from tsuho.wiring.doors import AddressBook, smtp_doors
from tsuho.wiring.open import Centre, open_centre
from tsuho.wiring.serve import work_process
from tsuho.wiring.settings import FILE_NAME, read_settings
from tsuho.wiring.simulate_office import simulate_secretariat
from tsuho.words.arrival import Arrival, Envelope
from tsuho.words.catalogue import say
from tsuho.words.vocabulary import Door, Form, Verdict
from tsuho.workers.processes import Processes

DAY = date(2015, 3, 10)  # a Tuesday of the fiscal year H26
SEED = 26
_OFFICIAL = "総務省 見本係官（模擬）"
_PATIENCE_SECONDS = 120.0


def run_demo(folder: Path, mails: int, language: str) -> None:
    """Make the centre anew, run its day, show what became of it."""
    begun = time.monotonic()
    console = Console(highlight=False, soft_wrap=True)
    _clear(folder)
    init_centre(folder, simulated=True, language=language)
    centre = open_centre(read_settings(folder))
    console.print(Rule(say("demo_title", language, {"day": DAY.isoformat()})))
    invented = list(progress(invent_day(DAY, seed=SEED, count=mails), "invent", mails))
    sent, seconds = _run_the_day(centre, invented)
    console.print(
        say(
            "demo_sent", language, {"count": f"{sent:,}", "seconds": f"{seconds:.1f}", "rate": f"{sent / seconds:,.0f}"}
        )
    )
    show_figures(
        console, figures(centre.ledger, DAY, date.fromordinal(DAY.toordinal() + 1), DAY.isoformat(), None), language
    )
    _show_campaigns(console, centre, language)
    _show_one_mail(console, centre, invented, language)
    _confirm_and_refer(console, centre, language)
    simulate_secretariat(centre, 2014, DAY.month, SEED)
    _make_accounts(console, centre, language)
    seconds = time.monotonic() - begun
    console.print(Rule())
    console.print(
        say("demo_done", language, {"folder": str(folder), "seconds": f"{seconds:.0f}", "day": DAY.isoformat()})
    )


def _clear(folder: Path) -> None:
    """Remove a former demo; a folder that holds anything else is left alone."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / FILE_NAME).exists() or not read_settings(folder).centre.simulated:
        raise CannotDo(f"{folder} holds something that is not a sample centre; name another folder for the demo")
    shutil.rmtree(folder)


def _run_the_day(centre: Centre, invented: list[Invented]) -> tuple[int, float]:
    """Doors and workers on, everything sent, everything judged; how many, in how many seconds."""
    settings = centre.settings
    workers = Processes(
        partial(work_process, settings.folder), settings.workers.processes, settings.workers.stuck_after_seconds
    )
    (door,) = smtp_doors(centre, settings.with_smtp("127.0.0.1:0"), AddressBook(settings, centre.records))
    workers.start()
    door.start()
    begun = time.monotonic()
    try:
        sent = sum(progress(send_all(invented, "127.0.0.1", door.port), "send", 4))
        waiting, moved = centre.spool.waiting().arrivals, time.monotonic()
        while waiting:
            workers.watch()
            time.sleep(0.1)
            before, waiting = waiting, centre.spool.waiting().arrivals
            # a slow machine is no failure; one on which nothing moves is
            moved = moved if waiting == before else time.monotonic()
            if time.monotonic() - moved > _PATIENCE_SECONDS:
                raise CannotDo(
                    f"{waiting} arrivals wait and none was judged for {_PATIENCE_SECONDS:.0f} s; see `tsuho poison list`"
                )
    finally:
        door.stop(5.0)
        workers.stop()
    return sent, time.monotonic() - begun


def _make_accounts(console: Console, centre: Centre, language: str) -> None:
    """One account a role; by its path, since the windows stand beside the command line and not below it."""
    console.print(Rule(say("demo_accounts", language)))
    file = centre.settings.folder / "accounts.txt"
    made = import_module("tsuho.web.accounts.first").sample_accounts(centre, file)
    for name, password in made.items():
        console.print(f"  {name:<20} {password}")
    console.print(say("demo_accounts_file", language, {"file": str(file), "web": centre.settings.web.listen}))


def _show_campaigns(console: Console, centre: Centre, language: str) -> None:
    console.print(Rule(say("demo_campaigns", language)))
    for judged in judged_campaigns(centre.records, centre.cases, centre.reading.jurisdiction, limit=8):
        campaign = judged.campaign
        counts = {
            "number": f"{campaign.id:>4}",
            "messages": f"{campaign.messages:,}",
            "monitors": f"{campaign.monitor_hits:,}",
            "reporters": f"{campaign.reporters:,}",
            "key": one_line(campaign.keys[0] if campaign.keys else campaign.name, 44),
        }
        console.print(say("campaign_line", language, counts), style="bold")
        breaches = " ".join(f"{rule}×{count}" for rule, count in sorted(campaign.rules.items()))
        said = [each for each in judged.findings if each.verdict in {Verdict.BREACHED, Verdict.SUSPECTED}]
        whole = " ".join(
            [*(f"{each.rule} {say(f'verdict_{each.verdict}', language)}" for each in said), judged.strength]
        )
        console.print("      " + say("campaign_breaches", language, {"breaches": breaches, "whole": whole}))


def _show_one_mail(console: Console, centre: Centre, invented: list[Invented], language: str) -> None:
    """One inline forward of the day, read again and explained."""
    console.print(Rule(say("demo_one_mail", language)))
    for number, each in enumerate(invented):
        truth = each.truth.reports[0] if each.truth.reports else None
        if each.door is Door.FORWARD and truth and truth.form is Form.INLINE and truth.category == "dating":
            arrival = Arrival(
                number, each.door, each.received_at, each.raw, each.peer, Envelope(each.mail_from, (each.recipient,))
            )
            seen = look(arrival, centre.reading)
            explain(
                console,
                f"arrival {number}",
                judge(seen, centre.gather(seen.questions, each.raw), centre.reading),
                language,
            )
            return


def _confirm_and_refer(console: Console, centre: Centre, language: str) -> None:
    """The (simulated) ministry confirms the largest campaigns seen at monitors; notices go into a folder."""
    console.print(Rule(say("demo_notices", language)))
    confirmed = 0
    for campaign in centre.records.campaigns(limit=30):
        if campaign.monitor_hits and campaign.rules.get("V31"):
            decide.confirm(
                centre.records, centre.audit, campaign=campaign.id, provision="V31",
                by=_OFFICIAL, reason="模擬: 見本センターの実演", at=centre.now(),
            )  # fmt: skip
            confirmed += 1
    console.print(say("demo_confirmed", language, {"count": str(confirmed), "by": _OFFICIAL}))
    refer_kind(
        centre, "provider_notice", month="", dry_run=False, out=centre.settings.folder / "notices", language=language
    )
