"""`tsuho answers`: enter what came back, read replies and bounces, and show what notices brought about."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tsuho.casework.effects import NoticeEffect, effects
from tsuho.casework.errors import CannotDo
from tsuho.casework.read_reply import read_reply
from tsuho.casework.take_answer import take_answer
from tsuho.intake.bulk import Unreadable, letters_from
from tsuho.terminal.harmless import one_line
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import Centre
from tsuho.wiring.referring import referring_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import AnswerKind
from tsuho.words.vocabulary import Door


def add_answer(centre: Centre, ticket: str, kind: str, *, by: str, acted_on: str, language: str) -> str:
    """Enter one answer; what was said of it."""
    known = take_answer(moving_of(centre), ticket, _kind(kind), _day(acted_on), by=by, at=centre.now())
    return say("answer_entered" if known else "answer_known", language, {"ticket": ticket, "kind": kind})


def take_answers(centre: Centre, paths: Sequence[Path], language: str) -> None:
    """Read replies from files, or rows of ``ticket,kind,acted_on,by`` from a CSV; exit 1 if some need a person."""
    console = Console(highlight=False, soft_wrap=True)
    unclear: list[str] = []
    for path in paths:
        unclear += (
            _from_csv(centre, path) if path.suffix.lower() == ".csv" else _from_mails(centre, path, console, language)
        )
    for why in unclear:
        console.print(say("answer_unclear", language, {"what": one_line(why, 200)}))
    if unclear:
        raise CannotDo(f"{len(unclear)} could not be entered; a person must read them")


def _from_csv(centre: Centre, path: Path) -> list[str]:
    unclear = []
    with path.open(encoding="utf-8-sig", newline="") as opened:
        for number, row in enumerate(csv.DictReader(opened), 2):
            try:
                take_answer(
                    moving_of(centre), row.get("ticket") or "", _kind(row.get("kind") or ""),
                    _day(row.get("acted_on") or ""), by=row.get("by") or path.name, at=centre.now(),
                )  # fmt: skip
            except CannotDo as error:
                unclear.append(f"{path.name}:{number}: {error}")
    return unclear


def _from_mails(centre: Centre, path: Path, console: Console, language: str) -> list[str]:
    unclear = []
    for taken in letters_from(path, door=Door.MAILBOX, received_at=centre.now()):
        if isinstance(taken, Unreadable):
            unclear.append(f"{taken.name}: {taken.why}")
            continue
        how = read_reply(
            moving_of(centre), centre.outbox, taken.raw, domain=centre.settings.centre.domain, at=centre.now()
        )
        if how:
            console.print(say(f"answer_was_{how}", language, {"file": one_line(taken.file_name, 100)}))
        else:
            unclear.append(taken.file_name)
    return unclear


def list_answers(centre: Centre, language: str, *, only_overdue: bool) -> None:
    """One line a notice: what was answered, after how many days, hits before and after."""
    heads = (
        "notice_ticket",
        "notice_party",
        "answer_last",
        "answer_days",
        "answer_before",
        "answer_after",
        "answer_note",
    )
    table = Table(*(say(head, language) for head in heads))
    for each in effects(referring_of(centre), now=centre.now()):
        if only_overdue and not each.overdue:
            continue
        table.add_row(*_cells(each, language))
    Console(highlight=False).print(table)


def _cells(each: NoticeEffect, language: str) -> tuple[str, ...]:
    effect = each.effect
    note = "relapse" if effect.relapsed else "overdue" if each.overdue else ""
    return (
        each.referral.number,
        each.referral.party,
        say(f"answer_{effect.last_answer}", language) if effect.last_answer else "–",
        "–" if effect.days_to_act is None else str(effect.days_to_act),
        str(effect.hits_before),
        str(effect.hits_after),
        say(f"answer_{note}", language) if note else "",
    )


def _kind(kind: str) -> AnswerKind:
    if kind not in set(AnswerKind):
        raise CannotDo(f"an answer is one of {', '.join(AnswerKind)}, not {kind!r}")
    return AnswerKind(kind)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CannotDo(f"a day is written 2015-03-12, not {text!r}") from None
