"""`tsuho close-month`, `tsuho correct-month` and `tsuho check --ledger`: what keeping the ledger says to a person."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from typing import Any

import typer

from tsuho.casework.check_ledger import wrong_in_ledger
from tsuho.casework.close_month import close_month
from tsuho.casework.correct_month import correct_month
from tsuho.casework.errors import CannotDo
from tsuho.statistics import periods, series
from tsuho.wiring.keeping import keeping_of
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

_NOT_SET_BY_HAND = {"key", "series", "day", "source", "count", "correction", "corrected_on"}
_SET_BY_HAND = tuple(each.name for each in fields(LedgerRow) if each.name not in _NOT_SET_BY_HAND)


def print_closing(centre: Centre, month: str, by: str, language: str) -> None:
    """Close a month and print what is kept of it."""
    closed = close_month(keeping_of(centre), month, by=by, at=centre.now())
    print(say("closed_month", language, {"month": closed.month, "entries": f"{closed.entries:,}"}))
    for key, value in (("hash", closed.hash), ("previous", closed.previous), ("seal", closed.seal)):
        print(f"  {say(f'closed_{key}', language)}: {value}")
    if closed.signature:
        print(f"  {say('closed_signature', language)}: {closed.signature}\n  {closed.signed_with}")
    else:
        print(f"  {say('closed_unsigned', language)}")


def print_correction(
    centre: Centre, month: str, name: str, count: int, columns: Mapping[str, str], by: str, reason: str, language: str
) -> None:
    """Book a correction of a closed month, on its last day."""
    try:
        day = periods.month(month).until - timedelta(days=1)
    except ValueError as wrong:
        raise CannotDo(str(wrong)) from None
    if name not in series.BOOKED:
        raise CannotDo(f"the ledger has no series {name!r}; it has {', '.join(series.BOOKED)}")
    if unknown := sorted(set(columns) - set(_SET_BY_HAND)):
        raise CannotDo(f"a row has no column {unknown[0]!r}; it has {', '.join(_SET_BY_HAND)}")
    values: dict[str, Any] = {**columns}
    if "tags" in values:
        values["tags"] = tuple(values["tags"].split())
    source = Source.SIMULATED if centre.settings.centre.simulated else Source.COUNTED
    row = LedgerRow("", name, day, source, count, **values)
    correct_month(keeping_of(centre), row, by=by, reason=reason, at=centre.now())
    print(say("corrected_month", language, {"month": month, "count": f"{count:+,}"}))


def print_ledger_check(centre: Centre, language: str, *, mend: bool) -> bool:
    """Derive everything again and print what is wrong; whether nothing is."""
    if mend:
        centre.ledger.sum_anew()
        print(say("ledger_summed_anew", language))
    wrong = list(wrong_in_ledger(keeping_of(centre)))
    for each in wrong:
        typer.echo(f"FAIL  ledger: {each.said_in(language)}")
    if not wrong:
        closed = len(centre.ledger.closed_months())
        print("ok    ledger: " + say("ledger_holds", language, {"closed": str(closed), "head": centre.ledger.head()}))
    return not wrong
