"""The figures of one period in the shape of `tsuho figures --json`: every number a sum over the ledger.

Sources come in families that are never summed: counted; seeded with apportioned; simulated. A period shows one family, and
`sources` says how many rows of each there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tsuho.statistics import series
from tsuho.statistics.book import Book
from tsuho.statistics.families import FAMILIES, family_shown
from tsuho.words.vocabulary import ChainClass, Form, Medium, Outcome, Reason, Source

_COLUMNS = ("series", "outcome", "reason", "form", "medium", "kind", "country", "party")
# a year has campaigns by the hundred thousand, and no number here is one of theirs
_SHOWN = tuple(each for each in series.BOOKED if each not in {series.CAMPAIGN, series.CAMPAIGN_DAY})


def figures(ledger: Book, since: date, until: date, period_label: str, source: Source | None = None) -> dict[str, Any]:
    """The figures from ``since`` to the day before ``until``; without ``source`` of the only family present, else counted."""
    rows = ledger.row_counts(since, until)
    family = family_shown(source, rows)
    found = ledger.sums(since, until, _COLUMNS, FAMILIES[family], {"series": _SHOWN})
    table = _Table([(dict(zip(_COLUMNS, values, strict=True)), count) for values, count in found])
    return {
        "period": period_label,
        "source": family.value,
        "consultations": table.split(series.CONSULTATION, "kind", series.CONSULTATION_KINDS),
        "reports": _reports(table),
        "monitors": table.split(series.MONITOR_HIT, "medium", [each.value for each in Medium]),
        "providers": {
            "notices": table.total(series.PROVIDER_NOTICE),
            "providers": table.parties(series.PROVIDER_NOTICE),
            "answers": table.of(series.PROVIDER_ANSWER, "kind", series.ANSWERS),
        },
        "inbound": {
            "notices": table.total(series.INBOUND_NOTICE),
            "letters": table.total(series.INBOUND_LETTER),
            "providers": table.parties(series.INBOUND_NOTICE),
            "answers": table.of(series.INBOUND_ANSWER, "kind", series.ANSWERS),
        },
        "agencies": table.split(series.AGENCY, "country", series.AGENCY_COUNTRIES),
        "warnings": table.of(series.WARNING, "kind", series.WARNING_KINDS),
        "association": {
            "mails": table.total(series.ASSOCIATION),
            "members": table.parties(series.ASSOCIATION_MEMBER),
        },
        "chain_mail": table.split(series.CHAIN_MAIL, "kind", [each.value for each in ChainClass]),
        "office": {
            "materials": table.total(series.MATERIAL),
            "pages": table.total(series.PAGE),
            "meetings": table.total(series.MEETING),
            "questionnaire_answers": table.total(series.QUESTIONNAIRE),
        },
        "sources": {each.value: rows.get(each, 0) for each in Source},
    }


class _Table:
    """The sums of one family of sources, to be split by a column at a time."""

    def __init__(self, rows: Sequence[tuple[Mapping[str, str], int]]) -> None:
        self._rows = rows

    def total(self, name: str) -> int:
        return sum(count for row, count in self._rows if row["series"] == name)

    def of(self, name: str, column: str, values: Iterable[str]) -> dict[str, int]:
        """The count of each value of a column, zero where there is none."""
        found = dict.fromkeys(values, 0)
        for row, count in self._rows:
            if row["series"] == name and row[column] in found:
                found[row[column]] += count
        return found

    def split(self, name: str, column: str, values: Iterable[str]) -> dict[str, int]:
        """The total of a series, then each value of a column."""
        return {"total": self.total(name), **self.of(name, column, values)}

    def parties(self, name: str) -> int:
        """How many different parties stand in a series."""
        return len({row["party"] for row, count in self._rows if row["series"] == name and row["party"] and count})


def _reports(table: _Table) -> dict[str, Any]:
    by_outcome = table.of(series.REPORT, "outcome", [each.value for each in Outcome])
    incomplete = by_outcome.pop(Outcome.INCOMPLETE.value)
    reasons = table.of(series.REPORT, "reason", [each.value for each in Reason])
    return {
        "total": table.total(series.REPORT),
        **by_outcome,
        "incomplete": {"total": incomplete, **reasons},
        "forms": table.of(series.REPORT, "form", [each.value for each in Form]),
    }
