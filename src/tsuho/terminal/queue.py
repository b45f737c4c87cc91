"""What `tsuho queue`, `search`, `report` and `cases` understand and print."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tsuho.casework.errors import CannotDo
from tsuho.casework.export_cases import export_cases, rejected
from tsuho.casework.queue_ports import COUNTED_UP_TO, Item, ItemKind, Place, QueueFilter
from tsuho.casework.search import search
from tsuho.engine.parse.links import defang
from tsuho.engine.stated import Stated
from tsuho.terminal.harmless import one_line
from tsuho.wiring.analysing import analysing_of
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say
from tsuho.words.vocabulary import Form

_HEADS = ("queue_item", "queue_priority", "queue_title", "queue_messages", "queue_grade", "queue_last", "queue_claimed")
_LONG_AGO = date(2000, 1, 1)


def item_named(written: str) -> Item:
    """campaign/12 or report/3456."""
    kind, _, number = written.partition("/")
    if kind not in set(ItemKind) or not number.isdecimal():
        raise CannotDo(f"an item is named campaign/12 or report/3456, not {written!r}")
    return Item(ItemKind(kind), int(number))


def stated_as(charset: str, form: str) -> Stated:
    """What the options state."""
    if form and form not in set(Form):
        raise CannotDo(f"there is no form {form!r}; known: {', '.join(Form)}")
    return Stated(charset, Form(form) if form else None)


def list_queue(centre: Centre, wanted: Mapping[str, str], after: str, limit: int, language: str) -> None:
    """Print a page of the queue and where the next begins."""
    kind = wanted["kind"]
    if kind and kind not in set(ItemKind):
        raise CannotDo(f"there is no kind {kind!r}; known: {', '.join(ItemKind)}")
    asked = QueueFilter(
        kind=ItemKind(kind) if kind else None,
        outcome=wanted["outcome"],
        language=wanted["language"],
        category=wanted["category"],
        claimed_by=wanted["claimed_by"],
    )
    analysing, now = analysing_of(centre), centre.now()
    page = analysing.queue.page(asked, _place(after), limit, now)
    holders = analysing.claims.holders([each.item for each in page.entries], now)
    timezone = centre.reading.jurisdiction.timezone
    table = Table(*(say(head, language) for head in _HEADS))
    for each in page.entries:
        holder = holders.get(each.item)
        table.add_row(
            f"{each.item.kind}/{each.item.number}",
            str(each.priority),
            Text(one_line(each.title, 60)),
            f"{each.messages:,}",
            each.grade.value,
            f"{each.last_at.astimezone(timezone):%Y-%m-%d %H:%M}",
            Text(one_line(holder.by, 30) if holder else ""),
        )
    console = Console(highlight=False)
    console.print(table)
    count = analysing.queue.count(asked, now)
    shown = f"{COUNTED_UP_TO:,}+" if count > COUNTED_UP_TO else f"{count:,}"
    console.print(say("queue_count", language, {"count": shown}))
    if page.after:
        console.print(say("queue_more", language, {"after": f"{page.after.priority}:{page.after.row}"}))


def show_search(centre: Centre, words: str, limit: int, language: str) -> None:
    """Print what each way of understanding the words found."""
    console = Console(highlight=False, soft_wrap=True)
    sections = search(analysing_of(centre).indexes, words, limit=limit)
    for section in sections:
        console.print(Text(say(f"search_in_{section.name}", language), style="bold"))
        for match in section.matches:
            of = f"campaign/{match.campaign}" if match.campaign else f"report/{match.report}"
            console.print(Text(f"  {of}  {one_line(defang(match.quoted), 100)}"))
        if section.after is not None:
            console.print("  …")
    if not sections:
        console.print(say("search_nothing", language))


def write_cases(centre: Centre, folder: Path, since: str) -> str:
    """Write one YAML file a rule; how many cases."""
    try:
        day = date.fromisoformat(since) if since else _LONG_AGO
    except ValueError:
        raise CannotDo(f"a day is written as in 2015-03-01, not {since!r}") from None
    law, analysing = centre.reading.jurisdiction, analysing_of(centre)
    files: dict[str, list[str]] = {}
    for each in rejected(centre.decisions, datetime.combine(day, time(), law.timezone).astimezone(UTC)):
        filed = centre.cases.filed(each.arrival, each.number_in_arrival)
        kept = filed and analysing.messages.kept(each.arrival, each.number_in_arrival, filed.received_at)
        for rule, text in export_cases(each, kept, law) if kept else ():
            files.setdefault(rule, []).append(text)
    folder.mkdir(parents=True, exist_ok=True)
    for rule, texts in files.items():
        (folder / f"{rule.lower()}.yaml").write_text("".join(texts), "utf-8")
    return f"{sum(map(len, files.values()))} cases of {len(files)} rules in {folder}"


def _place(written: str) -> Place | None:
    if not written:
        return None
    priority, _, row = written.partition(":")
    if not (priority.removeprefix("-").isdecimal() and row.isdecimal()):
        raise CannotDo(f"--after takes what the page before printed, as in 2345678:90, not {written!r}")
    return Place(int(priority), int(row))
