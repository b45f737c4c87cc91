"""Turn one judged arrival into the rows of the ledger that it counts for. Pure, so counting again gives the same keys."""

import re
from dataclasses import replace
from datetime import date

from tsuho.statistics import series
from tsuho.words.arrival import Arrival
from tsuho.words.authentication import Authentication
from tsuho.words.judged import JudgedArrival, JudgedReport
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import ChainClass, Door, Form, Kind, Outcome, Reason, Source

# A forwarder's first line is text of the mail, and nothing of a chain mail may stay: only what looks like 東京都 is counted.
_PREFECTURE = re.compile(r"\w{2,3}[都道府県]")
_CHAIN_MEDIA = ("mail", "sns")


def rows_for(arrival: Arrival, judged: JudgedArrival, day: date, source: Source) -> list[LedgerRow]:
    """One row a report, in the series of its door; an arrival in which nothing was recovered still counts one.

    A monitor hit whose sender we checked counts once more for each check.

    Chain mail, at its own door or certain at another, counts as chain mail alone. ``day`` is in the centre's own time.
    """
    if arrival.door is Door.CHAIN and not judged.reports:
        return rows_for_unread_chain(arrival, day, source)
    if not judged.reports:
        return [_row_for_nothing(arrival, day, source)]
    chain = arrival.door is Door.CHAIN or all(report.classification.chain_certain for report in judged.reports)
    if chain:
        return [_chain_row(arrival, number, report, day, source) for number, report in enumerate(judged.reports)]
    rows = [_row(arrival, number, report, day, source) for number, report in enumerate(judged.reports)]
    for number, report in enumerate(judged.reports):
        if report.kind is Kind.MONITOR_HIT and report.authentication:
            rows += _check_rows(_named(arrival, number, series.MONITOR_HIT, day, source), report.authentication)
    return rows


def rows_for_unread_chain(arrival: Arrival, day: date, source: Source) -> list[LedgerRow]:
    """A chain mail that could not be read: counted その他, so that its bytes may go."""
    row = _named(arrival, 0, series.CHAIN_MAIL, day, source)
    return [replace(row, kind=ChainClass.OTHER.value, medium="mail", tags=(series.UNLISTED,))]


def _series_of(arrival: Arrival, kind: Kind) -> str:
    if kind is Kind.MONITOR_HIT:
        return series.MONITOR_HIT
    return series.ASSOCIATION if arrival.door is Door.ASSOCIATION else series.REPORT


def _named(arrival: Arrival, number: int, name: str, day: date, source: Source) -> LedgerRow:
    monitor = arrival.monitor if name == series.MONITOR_HIT else None
    return LedgerRow(
        key=f"{arrival.number}/{number}/{name}",
        series=name,
        day=day,
        source=source,
        door=arrival.door.value,
        medium=monitor.medium.value if monitor else "",
        carrier=monitor.carrier if monitor else "",
    )


def _row(arrival: Arrival, number: int, report: JudgedReport, day: date, source: Source) -> LedgerRow:
    network = report.origin.network if report.origin else None
    breached = {finding.rule for finding in report.breaches}
    return replace(
        _named(arrival, number, _series_of(arrival, report.kind), day, source),
        form=report.form.value,
        language=report.message.language if report.message else "",
        outcome=report.outcome.value,
        reason=str(report.reasons[0]) if report.outcome is Outcome.INCOMPLETE and report.reasons else "",
        country=network.country if network else "",
        tags=tuple(sorted(breached)),
    )


def _check_rows(hit: LedgerRow, found: Authentication) -> list[LedgerRow]:
    """One row for SPF, DKIM and DMARC each; what was not checked is no row, since that is no result."""
    results = {"spf": found.spf, "dkim": _dkim(found), "dmarc": found.dmarc}
    named = replace(hit, series=series.AUTHENTICATION)
    return [
        replace(named, key=f"{hit.key}/{check}", kind=check, outcome=result)
        for check, result in results.items()
        if result
    ]


def _dkim(found: Authentication) -> str:
    """One signature that passes is enough; a mail without any has `none`, if it was looked at at all."""
    results = [each.result for each in found.dkim if each.result]
    if not found.dkim:
        return "none" if found.spf or found.dmarc else ""
    return "pass" if "pass" in results else min(results, default="")


def _row_for_nothing(arrival: Arrival, day: date, source: Source) -> LedgerRow:
    kind = Kind.MONITOR_HIT if arrival.door is Door.MONITOR else Kind.REPORT
    return replace(
        _named(arrival, 0, _series_of(arrival, kind), day, source),
        form=Form.UNRECOVERED.value,
        outcome=Outcome.INCOMPLETE.value,
        reason=(Reason.ORIGINAL_NOT_RECOVERED if arrival.raw.strip() else Reason.EMPTY).value,
    )


def _chain_row(arrival: Arrival, number: int, report: JudgedReport, day: date, source: Source) -> LedgerRow:
    """``reported`` may state the medium (mail, sns) and the prefecture that the forwarder wrote on the first line."""
    found = report.classification
    medium, prefecture = report.reported.get("medium", ""), report.reported.get("prefecture", "")
    return replace(
        _named(arrival, number, series.CHAIN_MAIL, day, source),
        kind=found.chain_class if found.chain_class in set(ChainClass) else ChainClass.OTHER.value,
        medium=medium if medium in _CHAIN_MEDIA else "mail",
        region=prefecture if _PREFECTURE.fullmatch(prefecture) else "",
        tags=(found.chain_title or series.UNLISTED,),
    )
