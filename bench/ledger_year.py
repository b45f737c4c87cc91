"""A year of 25 million ledger events: every published series, a month's close, and the sums derived again from the rows.

The rows are invented, one count each, with splits of a likely kind, and labelled simulated. They are written straight into the table of
the ledger in SQLite on disk, and the sums derived from them: what is measured is reading, closing and comparing. How fast the ledger's
own door books is measured afterwards, on the full ledger.
"""

import argparse
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from measuring import report

if TYPE_CHECKING:
    from tsuho.wiring.open import Centre

ROWS = 25_380_224
_FIRST, _DAYS = date(2014, 4, 1), 365
_LATE = 20_000
_AT = datetime(2014, 5, 7, 3, 0, tzinfo=UTC)

Weighed = Mapping[tuple[str, ...], float]

_FORMS = {"inline": 40, "attached": 33, "typed_preamble": 15, "form_fields": 7, "server_forward": 3, "unrecovered": 2}
_DOORS = {"forward": 75, "plugin": 18, "web_form": 7}
_TAGS = {"V41 V42 V43 V44 V45": 60, "V41 V44 V45": 14, "V44 V45": 10, "V42 V43 V44 V45": 8, "V41 V42 V43 V44": 8}
_REASONS = {"I4e": 24, "I1": 33, "I4g": 14, "I2": 9, "I4c": 8, "I3": 6, "I9a": 3, "I9d": 3}
_LANGUAGES = {"ja": 92, "en": 4, "zh": 2, "ko": 1, "": 1}
_COUNTRIES = {
    "CN": 23,
    "": 19,
    "JP": 10,
    "VN": 8,
    "RU": 8,
    "PH": 6,
    "IN": 5,
    "US": 5,
    "BR": 4,
    "TW": 4,
    "KR": 4,
    "HK": 4,
}
_CARRIERS = {"mobile-a": 30, "mobile-b": 20, "mobile-c": 15, "mihon-isp": 20, "reidai-net": 15}
_REGIONS = {"東京都": 20, "神奈川県": 14, "大阪府": 13, "愛知県": 10, "福岡県": 8, "北海道": 8, "沖縄県": 1, "": 26}
_OUTCOMES = {
    **{("violation", "", tags): 54 * share / 100 for tags, share in _TAGS.items()},
    **{("incomplete", reason, ""): 18 * share / 100 for reason, share in _REASONS.items()},
    ("out_of_scope", "", ""): 17, ("no_violation", "", ""): 8, ("hold", "", "V41"): 3,
}  # fmt: skip
_PROVIDERS = {f"isp-{number:02}": 1 / (number + 1) for number in range(75)}
_CAMPAIGNS = {str(number): 1 / (number + 1) ** 0.7 for number in range(20_000)}


def _alone(values: Mapping[str, float]) -> Weighed:
    return {(value,): weight for value, weight in values.items()}


# series → (rows of the year, the columns filled, one table of weighed values for each group of columns)
_SERIES: Mapping[str, tuple[int, tuple[str, ...], tuple[Weighed, ...]]] = {
    "monitor_hit": (667_135, ("medium", "carrier", "country"), (_alone({"mobile": 60, "pc": 40}), _alone(_CARRIERS), _alone(_COUNTRIES))),
    "authentication": (2_001_405, ("kind", "outcome", "carrier"), (_alone({"spf": 1, "dkim": 1, "dmarc": 1}), _alone({"pass": 3, "fail": 2, "none": 5}), _alone(_CARRIERS))),
    "association": (599_478, ("outcome",), (_alone({"violation": 82, "out_of_scope": 18}),)),
    "association_member": (3_596_868, ("party",), (_alone({f"vendor-{n}": 1 for n in range(6)}),)),
    "agency": (93_090, ("country",), (_alone({"CN": 46, "VN": 20, "TW": 10, "KR": 10, "BR": 9, "HK": 5}),)),
    "provider_notice": (9_203, ("party",), (_alone(_PROVIDERS),)),
    "provider_letter": (1_500, ("party",), (_alone(_PROVIDERS),)),
    "provider_answer": (1_400, ("party", "kind"), (_alone(_PROVIDERS), _alone({"suspended": 40, "warned": 30, "investigating": 30}))),
    "provider_measure": (1_000, ("party", "kind"), (_alone(_PROVIDERS), _alone({str(days): 0.8**days for days in range(45)}))),
    "relapse": (90, ("party",), (_alone(_PROVIDERS),)),
    "warning": (3_586, ("kind",), (_alone({"drafted": 40, "approved": 32, "sent": 28}),)),
    "consultation": (4_171, ("kind",), (_alone({"law": 46, "fictitious_billing": 37, "other": 17}),)),
    "chain_mail": (4_633, ("kind", "medium", "region"), (_alone({"fortune": 61, "advertising": 33, "appeal": 5, "other": 1}), _alone({"mail": 60, "sns": 40}), _alone(_REGIONS))),
    "campaign": (400_000, ("party",), (_alone(_CAMPAIGNS),)),
    "campaign_day": (400_000, ("party",), (_alone(_CAMPAIGNS),)),
    "report": (0, ("door", "form", "language", "outcome", "reason", "tags"), (_alone(_DOORS), _alone(_FORMS), _alone(_LANGUAGES), _OUTCOMES)),
}  # fmt: skip
_SPLITS = (
    "door", "form", "language", "outcome", "reason", "medium", "country", "carrier", "kind", "region", "party", "tags",
)  # fmt: skip


def cells(count: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """How many rows each day has of each series and set of values; together about ``count``, what other series leave are reports."""
    others = sum(rows for rows, _, _ in _SERIES.values())
    share = count / ROWS
    for series, (rows, columns, tables) in _SERIES.items():
        a_day = (rows or ROWS - others) * share / _DAYS
        combinations = [(sum(values, ()), _product(weights)) for values, weights in _combined(tables)]
        whole = sum(weight for _, weight in combinations)
        for values, weight in combinations:
            named = dict(zip(columns, values, strict=True))
            texts = tuple(named.get(name, "") for name in _SPLITS)
            expected = a_day * weight / whole
            for day in range(_DAYS):
                if number := int(expected * (0.8 + 0.4 * chance.random()) + chance.random()):
                    yield (day, series, (_FIRST + timedelta(days=day)).isoformat(), *texts, number)


def _combined(tables: Sequence[Weighed]) -> Iterator[tuple[tuple[tuple[str, ...], ...], tuple[float, ...]]]:
    for chosen in product(*(table.items() for table in tables)):
        yield tuple(values for values, _ in chosen), tuple(weight for _, weight in chosen)


def _product(weights: Sequence[float]) -> float:
    found = 1.0
    for weight in weights:
        found *= weight
    return found


def load(file: Path, count: int) -> int:
    """Write the rows day by day, as a year would have; how many they are."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA cache_size=-800000")
    splits = ", ".join(_SPLITS)
    database.execute(f"CREATE TEMP TABLE cells (day_number, series, day, {splits}, n)")
    database.execute("BEGIN")
    values = ", ".join("?" * (len(_SPLITS) + 4))
    database.executemany(f"INSERT INTO cells VALUES ({values})", cells(count, random.Random(2014)))
    database.execute("CREATE INDEX temp.cells_of_a_day ON cells (day_number)")
    most = database.execute("SELECT MAX(n) FROM cells").fetchone()[0]
    database.execute("CREATE TEMP TABLE numbers (n INTEGER PRIMARY KEY)")
    database.executemany("INSERT INTO numbers VALUES (?)", ((number,) for number in range(1, most + 1)))
    database.execute("COMMIT")
    for day in range(_DAYS):
        database.execute(
            f"INSERT INTO records_ledgerentry (key, series, day, source, count, {splits}, correction, corrected_on) "
            f"SELECT printf('bench/%03d/%08d/%05d', day_number, cells.rowid, numbers.n), series, day, 'simulated', 1, {splits}, '', '' "
            "FROM cells CROSS JOIN numbers WHERE day_number = ? AND numbers.n <= cells.n",
            (day,),
        )
    found: int = database.execute("SELECT COUNT(*) FROM records_ledgerentry").fetchone()[0]
    database.close()
    return found


def measure(file: Path, count: int) -> list[dict[str, object]]:
    """Everything that is measured, on a fresh centre's database in this file."""
    from tsuho.casework.check_ledger import wrong_in_ledger
    from tsuho.casework.close_month import close_month
    from tsuho.casework.keep_ledger import Keeping
    from tsuho.statistics import periods
    from tsuho.statistics.figures import figures
    from tsuho.statistics.kept import answer_kept
    from tsuho.statistics.published import published
    from tsuho.store.records.audit import AuditInDatabase
    from tsuho.store.records.ledger import LedgerInDatabase
    from tsuho.wiring.publishing import lay_out
    from tsuho.wiring.settings import CentreSettings, Settings
    from tsuho.words.ledger import LedgerRow
    from tsuho.words.vocabulary import Source

    found: list[dict[str, object]] = []

    def timed(what: str, do: Callable[[], object], runs: int = 1) -> None:
        """Seconds on the clock, the slowest of so many runs; a number that comes out stands beside them."""
        slowest, result = 0.0, None
        for _ in range(runs):
            begun = time.perf_counter()
            result = do()
            slowest = max(slowest, time.perf_counter() - begun)
        counted = {"counted": result} if isinstance(result, int) else {}
        found.append({"what": what, "seconds": round(slowest, 3), **counted})

    timed("load rows past the door", lambda: load(file, count))
    ledger = LedgerInDatabase(lambda: date(2015, 4, 20))
    timed("derive the sums from the rows", ledger.sum_anew)
    timed("compare the sums with the rows: differences", lambda: len(ledger.differences(_FIRST, date(2015, 4, 1))))
    year = periods.year("2014")
    centre = cast(
        "Centre", SimpleNamespace(ledger=ledger, settings=Settings(file.parent, CentreSettings(simulated=True)))
    )
    laid_out = partial(lay_out, centre)
    timed("lay out the answers of campaigns when March is closed", lambda: laid_out(periods.month("2015-03")))
    for name, series in sorted(published().items()):
        timed(f"series {name}", partial(answer_kept, series, ledger, year), runs=3)
    timed("tsuho figures --year", lambda: figures(ledger, year.since, year.until, "2014") and None, runs=3)
    late = [
        LedgerRow(f"late/{number}", "report", date(2015, 3, 31), Source.SIMULATED, door="forward")
        for number in range(_LATE)
    ]
    timed(
        f"book {_LATE:,} rows, 200 at a time",
        lambda: sum(ledger.book(late[start : start + 200]) for start in range(0, _LATE, 200)),
    )
    timed("seal the year", ledger.seal)
    audit = AuditInDatabase()
    keeping = Keeping(
        ledger, audit, ZoneInfo("Asia/Tokyo"), None, lambda: None, lambda _month: (), lambda _at: audit.head(), laid_out
    )
    timed("close the first month", lambda: close_month(keeping, "2014-04", by="bench", at=_AT).entries)
    timed("check all: wrong", lambda: len(list(wrong_in_ledger(keeping))))
    return found


def main() -> None:
    """Measure and write bench/results/ledger_year.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--folder", type=Path, default=None, help="where the database may be made; removed afterwards")
    asked = parser.parse_args()
    from tsuho.store.records.set_up import set_up, sqlite
    from tsuho.store.records.template import migrate

    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        file = Path(folder) / "records.sqlite3"
        set_up(sqlite(file), secret_key="for the bench only")
        migrate()
        found = measure(file, asked.rows)
        size = file.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    slowest = max(float(str(row["seconds"])) for row in found if str(row["what"]).startswith("series "))
    note = (
        f"{asked.rows:,} ledger events of a year, SQLite file of {size / 1e9:.1f} GB; the slowest series took {slowest} s; "
        f"peak memory {peak:.1f} GB; invented rows, labelled simulated"
    )
    report("ledger_year", found, note)


if __name__ == "__main__":
    main()
