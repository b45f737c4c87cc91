"""`tsuho feed`: look at what a vendor may pull, hand it over as files, withdraw consent, see what is held back."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tsuho.casework.enter_consent_text import enter_consent_text as enter_text
from tsuho.casework.errors import CannotDo
from tsuho.casework.feed_item import Feeding
from tsuho.casework.vendor_feed import FORMATS, Asked, Page, build, lay_out, pull, vendor_may, vendor_of
from tsuho.casework.withdraw_consent import withdraw_report, withdraw_reporter
from tsuho.referral.formats.eml_zip import eml_zip
from tsuho.referral.formats.features import feature_lines
from tsuho.referral.formats.misp import event_uuid, misp_event, misp_hashes, misp_manifest
from tsuho.referral.formats.stix import stix_objects
from tsuho.referral.shared_item import SharedItem
from tsuho.terminal.harmless import one_line
from tsuho.wiring.feeding import feeding_of
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say

_HEADS = ("feed_reference", "feed_minute", "feed_category", "feed_subject", "feed_from", "feed_ip", "feed_consent")


def show_feed(centre: Centre, code: str, asked: Asked, out: Path | None, language: str) -> None:
    """Show a page as the vendor gets it; with ``out`` hand it over as files, which is logged and counted as a pull."""
    if asked.form not in FORMATS:
        raise CannotDo(f"a format is one of {', '.join(FORMATS)}, not {asked.form!r}")
    feeding, now = feeding_of(centre), centre.now()
    vendor = vendor_of(feeding, code)
    console = Console(highlight=False, soft_wrap=True, markup=False)
    if out is not None:
        page = pull(feeding, vendor, asked, now)
        _write(page, asked.form, feeding, out)
    else:
        vendor_may(feeding, vendor, asked.form, now)
        lay_out(feeding, now)
        entries = feeding.feed.page(asked.after, asked.limit)
        items, told, held = build(feeding, entries, now, vendor=vendor)
        upto = max((each.position or 0 for each in entries), default=asked.after)
        page = Page(tuple(items), tuple(told), upto, len(entries) == asked.limit, tuple(held))
    console.print(_table(page.items, language))
    for reference in page.held_back:
        console.print(say("feed_item_held_back", language, {"reference": reference}))
    console.print(say("feed_shown", language, {"count": f"{len(page.items):,}", "next": str(page.upto)}))


def withdraw(
    centre: Centre, *, report: int | None, reporter_of: int | None, by: str, reason: str, language: str
) -> str:
    """Withdraw one mail, or all of who sent it."""
    if (report is None) == (reporter_of is None):
        raise CannotDo("name either --report or --reporter-of")
    feeding, now = feeding_of(centre), centre.now()
    if report is not None:
        gone = withdraw_report(feeding, report, by=by, reason=reason, at=now)
    else:
        gone = withdraw_reporter(feeding, reporter_of or 0, by=by, reason=reason, at=now)
    tombstones = sum(each.position is not None for each in gone)
    return say("feed_withdrawn", language, {"count": f"{len(gone):,}", "tombstones": f"{tombstones:,}"})


def held(centre: Centre, language: str, *, retry: bool) -> None:
    """What is held back, and why; with ``retry`` offer it again: whatever made it so must have been mended."""
    feeding = feeding_of(centre)
    entries = feeding.feed.held_back()
    console = Console(highlight=False, soft_wrap=True, markup=False)
    for each in entries:
        told = {"reference": each.reference, "report": str(each.of.report), "why": say(each.why_not, language, {})}
        console.print(say("feed_held", language, told))
    if retry:
        feeding.feed.release([each.of.report for each in entries], centre.now())
        console.print(say("feed_released", language, {"count": f"{len(entries):,}"}))


def enter_consent_text(centre: Centre, version: str, file: Path, *, language: str, since: str, until: str) -> str:
    """Enter the text that reporters agree to, by its hash; the hash."""
    try:
        content = file.read_bytes()
        days = (date.fromisoformat(since), date.fromisoformat(until) if until else None)
    except OSError as error:
        raise CannotDo(f"{file} cannot be read: {error.strerror}") from None
    except ValueError:
        raise CannotDo(f"a day is written 2015-03-12, not {since!r} or {until!r}") from None
    return enter_text(
        centre.register, centre.audit, version, language, content,
        since=days[0], until=days[1], by="tsuho", at=centre.now(),
    ).sha256  # fmt: skip


def _table(items: tuple[SharedItem, ...], language: str) -> Table:
    table = Table(*(say(head, language, {}) for head in _HEADS))
    for item in items:
        table.add_row(*(one_line(cell, 80) for cell in _cells(item, language)))
    return table


def _cells(item: SharedItem, language: str) -> tuple[str, ...]:
    minute = f"{item.minute:%Y-%m-%d %H:%M}"
    if item.withdrawn_at is not None:
        return item.reference, minute, "–", say("feed_tombstone", language, {}), "–", "–", item.consent
    return item.reference, minute, item.category, item.subject, item.from_domain, item.ip, item.consent


def _write(page: Page, form: str, feeding: Feeding, out: Path) -> None:
    """The files of one page. The folder is made; what is there under the same name is replaced."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in _files(page, form, feeding).items():
            (out / name).write_bytes(content)
    except OSError as error:
        raise CannotDo(
            f"{out} cannot be written: {error.strerror}; the pull is logged, so pull again from --after"
        ) from error


def _files(page: Page, form: str, feeding: Feeding) -> Mapping[str, bytes]:
    simulated = feeding.reporter.simulated
    if form == "features":
        return {"items.jsonl": feature_lines(page.items, simulated=simulated)}
    if form == "eml":
        return {"items.zip": eml_zip(page.items, simulated=simulated)}
    if form == "stix":
        objects = stix_objects(page.items, feeding.reporter)
        return {"items.json": json.dumps({"objects": objects}, ensure_ascii=False, indent=1).encode("utf-8", "replace")}
    return _misp_files(page, feeding)


def _misp_files(page: Page, feeding: Feeding) -> Mapping[str, bytes]:
    """A whole MISP feed of the days that the page touches."""
    days: dict[date, list[SharedItem]] = {}
    changed: dict[date, datetime] = {}
    for item, entry in zip(page.items, page.entries, strict=True):
        day = entry.of.received_at.astimezone(feeding.timezone).date()
        days.setdefault(day, []).append(item)
        changed[day] = entry.changed_at or item.minute
    events = {
        f"{event_uuid(day, feeding.reporter)}.json": misp_event(items, day, changed[day], feeding.reporter)
        for day, items in days.items()
    }
    told = [(day, item) for day, items in days.items() for item in items]
    return {
        "manifest.json": misp_manifest(changed, feeding.reporter),
        "hashes.csv": misp_hashes(told, feeding.reporter),
        **events,
    }
