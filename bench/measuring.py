"""How benches measure and report: CPU seconds of this process, best of several runs, JSON beside a table."""

import json
import platform
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
ROOT = Path(__file__).resolve().parents[1]


def per_second(work: Callable[[bytes], object], mails: Sequence[bytes], runs: int = 3) -> float:
    """Mails per CPU second of this process, the best of ``runs`` passes."""
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        for mail in mails:
            work(mail)
        best = min(best, time.process_time() - begun)
    return len(mails) / best


def corpus_mails(low: int = 10_000, high: int = 30_000) -> list[bytes]:
    """Real mails of a size from the shared corpus; empty where it is not present."""
    folder = ROOT.parent / "shared" / "corpus"
    found = []
    for path in sorted(folder.rglob("*.eml")) if folder.is_dir() else []:
        raw = path.read_bytes()
        if low <= len(raw) <= high and "forwarded-synthetic" not in path.parts:
            found.append(raw)
    return found


def report(name: str, rows: list[dict[str, object]], note: str) -> None:
    """Write bench/results/<name>.json and print the rows as a table."""
    RESULTS.mkdir(exist_ok=True)
    value = {
        "name": name,
        "note": note,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "rows": rows,
    }
    (RESULTS / f"{name}.json").write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
    columns = list(dict.fromkeys(key for row in rows for key in row))
    widths = [max(len(column), *(len(_shown(row.get(column, ""))) for row in rows)) for column in columns]
    print(f"\n{name}: {note}")
    print("  ".join(column.ljust(width) for column, width in zip(columns, widths, strict=True)))
    for row in rows:
        print(
            "  ".join(_shown(row.get(column, "")).ljust(width) for column, width in zip(columns, widths, strict=True))
        )


def _shown(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else str(value)
