"""A year of 25 million ledger events: every published series, a month's close, and the sums derived again from the rows.

The rows are invented with splits of a likely kind, one count each, written straight into a ledger's own tables in SQLite on disk, and
labelled simulated. Loading past the ledger's own door is honest for what is measured here (reading, closing, comparing);
`booking_per_second` says how fast that door is, on the full ledger.
"""

import argparse
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from measuring import report

ROWS = 25_380_224
_MONTHS = 12
_FORMS = ["inline"] * 40 + ["attached"] * 33 + ["typed_preamble"] * 15 + ["form_fields"] * 7 + ["server_forward"] * 3 + ["unrecovered"] * 2
_DOORS = ["forward"] * 75 + ["plugin"] * 18 + ["web_form"] * 7
_OUTCOMES = ["violation"] * 54 + ["incomplete"] * 18 + ["out_of_scope"] * 17 + ["no_violation"] * 8 + ["hold"] * 3
_REASONS = ["I4e"] * 24 + ["I1"] * 33 + ["I4g"] * 14 + ["I2"] * 9 + ["I4c"] * 8 + ["I3"] * 6 + ["I9a"] * 3 + ["I9d"] * 3
_TAGS = ["V41 V42 V43 V44 V45"] * 60 + ["V41 V44 V45"] * 14 + ["V44 V45"] * 10 + ["V42 V43 V44 V45"] * 8 + ["V41 V42 V43 V44"] * 8
_LANGUAGES = ["ja"] * 92 + ["en"] * 4 + ["zh"] * 2 + ["ko", ""]
_COUNTRIES = ["CN"] * 23 + ["JP"] * 10 + ["VN"] * 8 + ["RU"] * 8 + ["PH"] * 6 + ["IN"] * 5 + ["US"] * 5 + ["BR", "TW", "KR", "HK"] * 4 + [""] * 19
_REGIONS = ["東京都", "神奈川県", "大阪府", "愛知県", "福岡県", "兵庫県", "北海道", "京都府", "沖縄県", ""]
_COLUMNS = (
    "key", "series", "day", "source", "count", "door", "form", "language", "outcome", "reason", "medium", "country", "carrier",
    "kind", "region", "party", "tags", "correction", "corrected_on",
)  # fmt: skip
_OPTIONAL = _COLUMNS[5:]
_PLACES = {name: place for place, name in enumerate(_OPTIONAL)}


def rows(count: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """The events of the fiscal year 2014, most of them reports; the small series have what the centre's own year has."""
    days = [(date(2014, 4, 1) + timedelta(days=number)).isoformat() for number in range(365)]
    share = count / ROWS
    small = {
        "monitor_hit": round(667_135 * share), "authentication": round(2_000_000 * share), "association": round(599_478 * share),
        "agency": round(93_090 * share), "provider_notice": round(9_203 * share), "provider_letter": round(1_500 * share),
        "provider_answer": round(1_500 * share), "provider_measure": round(1_100 * share), "relapse": round(90 * share),
        "warning": round(3_586 * share), "consultation": round(4_171 * share), "chain_mail": round(4_633 * share),
        "association_member": round(6 * 599_478 * share), "campaign": round(60_000 * share), "campaign_day": round(60_000 * share),
    }  # fmt: skip
    number = 0
    for series, own in {**small, "report": max(0, count - sum(small.values()))}.items():
        pick = _PICKS[series]
        for _ in range(own):
            number += 1
            values = [""] * len(_OPTIONAL)
            for name, value in pick(chance).items():
                values[_PLACES[name]] = value
            yield (f"bench/{number}", series, days[int(chance.random() * 365)], "simulated", 1, *values)


def _report(chance: random.Random) -> dict[str, str]:
    outcome = _of(_OUTCOMES, chance)
    row = {"door": _of(_DOORS, chance), "form": _of(_FORMS, chance), "language": _of(_LANGUAGES, chance), "outcome": outcome}
    if outcome == "violation":
        row["tags"] = _of(_TAGS, chance)
    elif outcome == "incomplete":
        row["reason"] = _of(_REASONS, chance)
    return row


def _hit(chance: random.Random) -> dict[str, str]:
    return {
        "door": "monitor", "form": "direct", "outcome": "violation", "tags": "V31", "medium": _of(["mobile", "mobile", "pc"], chance),
        "carrier": _of(["mobile-a", "mobile-b", "mobile-c", "mihon-isp", "reidai-net"], chance), "country": _of(_COUNTRIES, chance),
    }  # fmt: skip


def _check(chance: random.Random) -> dict[str, str]:
    return {
        "door": "monitor", "kind": _of(["spf", "dkim", "dmarc"], chance), "outcome": _of(["pass", "fail", "none", "none"], chance),
        "medium": _of(["mobile", "pc"], chance), "carrier": _of(["mobile-a", "mobile-b", "mihon-isp"], chance),
    }  # fmt: skip


def _heavy_tail(chance: random.Random, parties: int, name: str) -> str:
    return f"{name}{int(parties * chance.random() ** 3)}"


_PICKS: dict[str, Callable[[random.Random], dict[str, str]]] = {
    "report": _report,
    "monitor_hit": _hit,
    "authentication": _check,
    "association": lambda chance: {"door": "association", "form": "attached", "outcome": "violation", "language": "ja"},
    "agency": lambda chance: {"country": _of(["CN", "CN", "VN", "TW", "KR", "BR", "HK"], chance)},
    "provider_notice": lambda chance: {"party": _heavy_tail(chance, 75, "isp-")},
    "provider_letter": lambda chance: {"party": _heavy_tail(chance, 75, "isp-")},
    "provider_answer": lambda chance: {"party": _heavy_tail(chance, 75, "isp-"), "kind": _of(["suspended", "warned", "investigating"], chance)},
    "provider_measure": lambda chance: {"party": _heavy_tail(chance, 75, "isp-"), "kind": str(int(chance.expovariate(0.2))), "outcome": "suspended"},
    "relapse": lambda chance: {"party": _heavy_tail(chance, 75, "isp-")},
    "warning": lambda chance: {"kind": _of(["drafted", "approved", "sent"], chance)},
    "consultation": lambda chance: {"kind": _of(["law", "fictitious_billing", "other"], chance)},
    "chain_mail": lambda chance: {"kind": _of(["fortune", "fortune", "advertising", "appeal", "other"], chance), "medium": _of(["mail", "sns"], chance), "region": _of(_REGIONS, chance)},
    "association_member": lambda chance: {"party": f"vendor-{int(chance.random() * 6)}"},
    "campaign": lambda chance: {"party": _heavy_tail(chance, 4_000, "")},
    "campaign_day": lambda chance: {"party": _heavy_tail(chance, 4_000, "")},
}  # fmt: skip


def _of(values: list[str], chance: random.Random) -> str:
    return values[int(chance.random() * len(values))]


def load(file: Path, count: int) -> float:
    """Write the rows in one transaction; how long that took."""
    begun = time.perf_counter()
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA cache_size=-400000")
    database.execute("BEGIN")
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    insert = f"INSERT INTO records_ledgerentry ({names}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
    found = rows(count, random.Random(2014))
    while part := list(islice(found, 200_000)):
        database.executemany(insert, part)
    database.execute("COMMIT")
    database.close()
    return time.perf_counter() - begun


def measure(folder: Path, count: int) -> dict[str, object]:
    """Everything that is measured, on a ledger of so many rows in this folder."""
    from tsuho.casework.close_month import close_month
    from tsuho.store.records.ledger import LedgerInDatabase
    from tsuho.store.records.memory_audit import AuditInMemory  # noqa: F401

    raise NotImplementedError
