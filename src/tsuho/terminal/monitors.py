"""`tsuho monitors`: the register by labels, since a burnt monitor is worth nothing; sheets, custody, and the end of one."""

from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from tsuho.casework.enter_monitor import enter_monitor
from tsuho.casework.errors import CannotDo
from tsuho.casework.keep_provenance import keep_provenance
from tsuho.casework.monitor_keeping import known_monitor
from tsuho.casework.note_custody import note_custody
from tsuho.casework.stop_monitor import Consequences, what_stands_on
from tsuho.casework.view_monitor import view_monitor
from tsuho.terminal.harmless import one_line
from tsuho.wiring.monitors import contaminate, judge_anew, keeping_of, noting_of, present_of
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say
from tsuho.words.monitors import NOTED_BY_HAND, CustodyAct, MonitorEntry, Provenance, Published
from tsuho.words.vocabulary import Medium

_AT_ONCE = 500
_LINES = 100
_STATED = {each.name for each in fields(Provenance)} - {"by", "at", "number"}
_ALL = 10_000


def add_monitor(
    centre: Centre, address: str, medium: Medium, carrier: str, since: datetime, partners: tuple[str, ...], *,
    label: str, place: str, sheet: Path | None, by: str,
) -> int:  # fmt: skip
    """Enter one; its number."""
    stated = read_sheet(sheet) if sheet else None
    entry = MonitorEntry(label, medium, carrier, place, since, partners=partners)
    return enter_monitor(keeping_of(centre), entry, address, stated, noting_of(centre, by))


def read_sheet(file: Path) -> Provenance:
    """A sheet from a YAML file; CannotDo names the field that is wrong, never what stands in it."""
    try:
        said = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as wrong:
        raise CannotDo(f"{file} cannot be read as YAML ({type(wrong).__name__}); mend it") from None
    if not isinstance(said, dict):
        raise CannotDo(f"{file} is no sheet: its fields stand in docs/reference/command-line.md")
    if unknown := sorted(set(map(str, said)) - _STATED):
        raise CannotDo(f"{file}: a sheet has no field {', '.join(unknown)}")
    return _sheet(file, said)


def _sheet(file: Path, said: dict[str, Any]) -> Provenance:
    wanted = {"made_on": date, "partners": list, "quarantine_days": int}
    wanted |= {each.name: bool for each in fields(Provenance) if each.name.startswith(("never_", "no_", "new_"))}
    for name, value in said.items():
        if type(value) is not wanted.get(name, str):
            raise CannotDo(f"{file}: {name} is no {wanted.get(name, str).__name__}; mend it")
    try:
        values = said | {"published": Published(said.get("published", "")), "partners": tuple(said.get("partners", ()))}
        return Provenance(**values)
    except (TypeError, ValueError) as wrong:
        raise CannotDo(f"{file}: published is never, refusing or open, and all statements are needed") from wrong


def list_monitors(centre: Centre, language: str) -> None:
    """Print the register."""
    register, now = keeping_of(centre).register, present_of(centre)
    heads = (
        "monitor_number",
        "monitor_label",
        "monitor_state",
        "today_medium",
        "today_carrier",
        "monitor_place",
        "today_last",
    )
    table = Table(*(say(each, language) for each in heads))
    for entry in register.entries(0, _ALL):
        view = view_monitor(register, entry, now)
        last = f"{view.heard.last_at:%Y-%m-%d %H:%M}" if view.heard.last_at else "-"
        table.add_row(
            str(entry.number), one_line(entry.label, 40), say(f"monitor_state_{view.state}", language),
            say(f"today_medium_{entry.medium}", language), one_line(entry.carrier, 30), one_line(entry.place, 40), last,
        )  # fmt: skip
    Console(highlight=False).print(table)


def show_monitor(centre: Centre, number: int, language: str) -> None:
    """Print one monitor: what its sheet states, and its custody log."""
    keeping, console = keeping_of(centre), Console(highlight=False, soft_wrap=True)
    entry = known_monitor(keeping, number)
    view = view_monitor(keeping.register, entry, present_of(centre))
    console.print(f"{number} {one_line(entry.label, 60)} {say(f'monitor_state_{view.state}', language)}", style="bold")
    for item, is_out in zip(("i", "ii", "iii", "iv"), entry.excludes, strict=True):
        answer = say(f"monitor_ruled_out_{'yes' if is_out else 'no'}", language)
        console.print(f"  {say(f'monitor_basis_{item}', language)}: {answer}")
    if view.sheet is None:
        console.print(say("monitor_no_sheet", language))
    for line in reversed(keeping.register.custody(number, None, _LINES)):
        said = f"{line.at:%Y-%m-%d} {say(f'custody_{line.act}', language)} {line.by}: {line.note}"
        console.print("  " + one_line(said, 200), markup=False)


def keep_sheet(centre: Centre, number: int, file: Path, by: str) -> int:
    """Keep a version of a sheet; its number."""
    return keep_provenance(keeping_of(centre), number, read_sheet(file), noting_of(centre, by))


def note_monitor(centre: Centre, number: int, act: str, *, by: str, note: str, at: datetime | None, place: str) -> None:
    """Add a line to a custody log."""
    if act not in set(NOTED_BY_HAND):
        raise CannotDo(f"{act!r} is not noted by hand; these are: {', '.join(NOTED_BY_HAND)}")
    note_custody(keeping_of(centre), number, CustodyAct(act), note, noting_of(centre, by, at), place=place)


def contaminate_and_say(
    centre: Centre, number: int, since: datetime, *, by: str, reason: str, dry_run: bool, language: str
) -> None:
    """Show what stands on it; then contaminate it, and judge its mail since then anew."""
    console = Console(highlight=False, soft_wrap=True)
    _show(console, what_stands_on(keeping_of(centre), centre.referrals, number, since), language)
    if dry_run:
        return
    label = known_monitor(keeping_of(centre), number).label
    opened = contaminate(centre, number, since, reason, by)
    console.print(
        say("monitor_contaminated_done", language, {"label": one_line(label, 60), "count": f"{len(opened):,}"})
    )
    done = gone = 0
    while True:
        part = judge_anew(centre, number, reason, by, _AT_ONCE)
        done, gone = done + part.done, part.gone
        if not part.more or not part.done:
            break
    console.print(say("monitor_judged", language, {"done": f"{done:,}", "gone": f"{gone:,}"}))


def _show(console: Console, found: Consequences, language: str) -> None:
    console.print(f"{say('monitor_mails_since', language)}: {found.mails:,}")
    for key, referrals in (
        ("monitor_taken_back", found.taken_back),
        ("monitor_by_person", found.by_hand),
        ("monitor_not_yet", found.not_yet),
    ):
        console.print(f"{say(key, language)}: {len(referrals):,}")
        for each, count in referrals:
            console.print(f"  {each.number} {say(f'referral_kind_{each.kind}', language)} {each.party} ({count:,})")
