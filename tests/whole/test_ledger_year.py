"""The bench of the ledger's year, on a small year: it measures what it says, and what it measures comes out right."""

import importlib
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
ROWS = 30_000


def test_a_small_year_is_loaded_summed_closed_and_found_in_order(records_file, monkeypatch):
    monkeypatch.syspath_prepend(BENCH)
    bench = importlib.import_module("ledger_year")
    from tsuho.statistics import periods
    from tsuho.statistics.published import published
    from tsuho.store.records.ledger import LedgerInDatabase

    found = {row["what"]: row for row in bench.measure(records_file, ROWS)}
    counted = {what: row["counted"] for what, row in found.items() if "counted" in row}
    loaded, late = counted["load rows past the door"], counted["book 20,000 rows, 200 at a time"]
    assert ROWS * 0.9 < loaded < ROWS * 1.1
    assert counted["seal the year"] == loaded + late
    assert counted["compare the sums with the rows: differences"] == counted["check all: wrong"] == 0
    assert loaded / 16 < counted["close the first month"] < loaded / 9
    assert {f"series {name}" for name in published()} < set(found)
    year, ledger = periods.year("2014"), LedgerInDatabase()
    assert ledger.sums(year.since, year.until, []) == [((), loaded + late)]
