"""`tsuho rebuild`: judge the archive again under today's rules, and say what changed and what may have to be withdrawn."""

import json
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:  # a centre imports its stores, which would slow `tsuho --help`
    from rich.console import Console

    from tsuho.casework.rebuild_summary import Summary
    from tsuho.wiring.open import Centre

_ENGINES = ("local",)
_SHOWN = 20


def rebuild_command(centre: Callable[[], "Centre"], language: Callable[[], str]) -> Callable[..., None]:
    """The command `tsuho rebuild`."""

    def rebuild(
        engine: Annotated[str, typer.Option(help="local: processes on this machine.")] = "local",
        since: Annotated[str, typer.Option(metavar="DAY", help="First day of receipt, YYYY-MM-DD.")] = "",
        until: Annotated[str, typer.Option(metavar="DAY", help="Last day of receipt, YYYY-MM-DD.")] = "",
        workers: Annotated[int, typer.Option(min=1, help="How many processes.")] = 1,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Say what would change; write only the report.")
        ] = False,
        apply: Annotated[bool, typer.Option("--apply", help="Let lists and searches show the new judgements.")] = False,
        index: Annotated[
            bool,
            typer.Option("--index", help="Judge nothing: enter into lists and searches what an earlier version filed."),
        ] = False,
        out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where the report goes (JSON).")] = None,
    ) -> None:
        """Judge the archive again under today's rules; says what changed and proposes withdrawals."""
        if engine not in _ENGINES:
            raise typer.BadParameter(f"there is no engine {engine!r} yet; known: {', '.join(_ENGINES)}")
        if index:
            index_and_show(centre(), language())
            return
        from tsuho.wiring.rebuild import Wanted

        wanted = Wanted(_day(since), _day(until), workers, dry_run, apply)
        rebuild_and_show(centre(), wanted, out, language())

    return rebuild


def rebuild_and_show(centre: "Centre", wanted: Any, out: Path | None, language: str) -> None:
    """Rebuild, write the report, print the tables."""
    from rich.console import Console

    from tsuho.terminal.progress import progress
    from tsuho.wiring.rebuild import rebuild_centre
    from tsuho.words.catalogue import say

    def watched(results: Iterable[Any], pieces: int) -> Iterable[Any]:
        return progress(results, "rebuild", pieces)

    begun = time.monotonic()
    at = centre.now()
    summary, digest, rows = rebuild_centre(centre, wanted, watched)
    seconds = max(time.monotonic() - begun, 0.001)
    said = {
        "rules": digest,
        "at": at.isoformat(),
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "dry_run": wanted.dry_run,
        "slim_rows_changed": rows,
        "seconds": round(seconds, 1),
        **summary.as_json(),
    }
    file = out or centre.settings.folder / "rebuilds" / f"{at:%Y%m%d-%H%M%S}-{digest}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
    console = Console(highlight=False, soft_wrap=True)
    counts = {
        "arrivals": f"{summary.arrivals:,}",
        "reports": f"{summary.reports:,}",
        "changed": f"{summary.changed:,}",
        "rate": f"{summary.arrivals / seconds:,.0f}",
    }
    console.print(say("rebuild_done", language, counts))
    _show(console, summary, said, language)
    console.print(say("rebuild_figures_stay", language))
    if wanted.dry_run:
        console.print(say("rebuild_dry_run", language))
    elif summary.changed or rows:
        console.print(
            say("rebuild_applied" if wanted.apply else "rebuild_not_applied", language, {"rows": f"{rows:,}"})
        )
    console.print(say("rebuild_report", language, {"file": str(file)}))


def index_and_show(centre: "Centre", language: str) -> None:
    """Enter what no list and no search knows yet, and say how much it was."""
    from rich.console import Console

    from tsuho.wiring.rebuild import index_centre
    from tsuho.words.catalogue import say

    batches = list(index_centre(centre))
    counts = {"entered": sum(each.entered for each in batches), "gone": sum(each.gone for each in batches)}
    said = {name: f"{count:,}" for name, count in counts.items()}
    Console(highlight=False, soft_wrap=True).print(say("rebuild_indexed", language, said))


def _show(console: "Console", summary: "Summary", said: dict[str, Any], language: str) -> None:
    from rich.table import Table

    from tsuho.words.catalogue import say

    heads = [say(f"rebuild_{name}", language) for name in ("what", "before", "now", "count", "examples")]
    table = Table(*heads)
    for row in said["outcomes"]:
        _row(table, say("rebuild_outcome", language), row, language, "outcome")
    for row in said["rules"][:_SHOWN]:
        _row(table, row["rule"], row, language, "verdict")
    for row in said["forms"][:_SHOWN]:
        _row(table, say("rebuild_form", language), row, language, "form")
    for kind in ("origin", "new", "gone"):
        if tally := said["kinds"].get(kind):
            _row(table, say(f"rebuild_{kind}", language), {"before": "-", "now": "-", **tally}, language, "")
    if table.row_count:
        console.print(table)
    for name, found in (("unreadable", said["unreadable"]), ("chain", said["chain_mail"])):
        if found:
            console.print(say(f"rebuild_{name}", language, {"count": f"{len(found):,}"}))
    if summary.withdrawals:
        console.print(say("rebuild_withdrawals", language, {"count": f"{len(summary.withdrawals):,}"}), style="bold")
        for each in summary.withdrawals[:_SHOWN]:
            lost = " ".join(
                [*each.rules_lost, *([f"{each.origin_was} → {each.origin_now or '-'}"] if each.origin_was else [])]
            )
            console.print(f"  {each.ticket} {each.party}: {each.arrival}/{each.number_in_arrival} {lost}")


def _row(table: Any, what: str, row: dict[str, Any], language: str, family: str) -> None:
    from tsuho.words.catalogue import say

    def word(value: str) -> str:
        return value if value == "-" else say(f"{family}_{value}", language)

    examples = " ".join(f"{arrival}/{number}" for arrival, number in row["examples"][:3])
    table.add_row(what, word(row["before"]), word(row["now"]), f"{row['count']:,}", examples)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2015-03-10") from None
