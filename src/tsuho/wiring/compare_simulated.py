"""Hold what a simulated centre found against the truth that its mail was invented with."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tsuho.casework.errors import CannotDo
from tsuho.simulation.confusion import Confusion, Found
from tsuho.simulation.invented import ReportTruth
from tsuho.store.lake.judged_reports import JudgedRow, judged_reports
from tsuho.wiring.open import Centre
from tsuho.words.vocabulary import Form, Outcome, Verdict

_HELD = {Verdict.BREACHED.value, Verdict.SUSPECTED.value}


def compare_simulated(centre: Centre, truth: Path) -> Confusion:
    """The confusion tables of all mails of a truth file that the centre has judged. Raises CannotDo when it has none of them.

    Chain mail is left out: its bytes are gone when it is counted, and nothing of one mail is kept.
    """
    # the database is set up only when a centre is open
    from tsuho.store.records.campaign_members import campaign_members

    judged: dict[str, list[JudgedRow]] = {}
    for row in judged_reports(centre.settings.path(centre.settings.store.lake)):
        judged.setdefault(row.sha256, []).append(row)
    members = campaign_members()
    tables = Confusion()
    for line in _lines(truth):
        rows = sorted(judged.get(line["sha256"], []), key=lambda each: each.number_in_arrival)
        if not rows or line["truth"]["kind"] == "chain_mail":
            continue
        found = [_found(row, members.get((row.arrival, row.number_in_arrival))) for row in rows]
        tables.add(f"arrival {rows[0].arrival}", [_truth(each) for each in line["truth"]["reports"]], found)
    if not tables.reports:
        raise CannotDo(f"none of the mails of {truth} is in this centre; send them here, and let the workers finish")
    return tables


def _lines(truth: Path) -> Iterator[Mapping[str, Any]]:
    try:
        with truth.open("r", encoding="utf-8") as opened:
            for line in opened:
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise CannotDo(f"{truth} is no truth file of `tsuho simulate`: {error}") from None


def _truth(value: Mapping[str, Any]) -> ReportTruth:
    outcome = Outcome(value["outcome"]) if value["outcome"] else None
    return ReportTruth(**{**value, "form": Form(value["form"]), "outcome": outcome, "rules": tuple(value["rules"])})


def _found(row: JudgedRow, campaign: int | None) -> Found:
    stands = row.stands
    if stands is None:
        return Found(Form.UNRECOVERED.value, Outcome.INCOMPLETE.value)
    held = frozenset(rule for rule, verdict in stands.verdicts.items() if verdict in _HELD)
    return Found(stands.form, stands.outcome, held, stands.reasons, row.category, stands.ip or None, campaign)
