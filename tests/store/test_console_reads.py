"""The reads behind the console's screens, small: each finds something, and none of them walks through a large table."""

import importlib.util
import random
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGE = ("records_report", "records_campaignfact", "records_queuerow", "records_campaign", "records_campaignkey")


@pytest.fixture(scope="module")
def bench():
    with pytest.MonkeyPatch.context() as paths:
        paths.syspath_prepend(str(ROOT / "bench"))
        spec = importlib.util.spec_from_file_location("console_reads", ROOT / "bench" / "console_reads.py")
        module = importlib.util.module_from_spec(spec)
        paths.setitem(__import__("sys").modules, "console_reads", module)
        spec.loader.exec_module(module)
        yield module


def test_every_read_finds_something_by_an_index(bench, records_file):
    from django.db import connection, connections
    from django.test.utils import CaptureQueriesContext

    connections.close_all()
    size = bench.Size(reports=6_000, campaigns=400, reporters=300)
    bench.fill(records_file, size)
    asked = bench.questions(size)
    finds_nothing = {"search: nothing holds it"}
    for name, ask in asked.items():
        chance = random.Random(name)
        with CaptureQueriesContext(connection) as captured:
            answers = [ask(chance) for _ in range(8)]
        assert any(_rows(answer) for answer in answers) or name in finds_nothing, name
        for query in captured.captured_queries:
            for line in _plan(connection, query["sql"]):
                walked = re.match(r"SCAN (\w+)(?! .*USING)", line)
                assert not (walked and walked[1] in LARGE), f"{name}: {line} in {query['sql'][:300]}"


def _rows(answer):
    if hasattr(answer, "entries"):
        return answer.entries
    return answer if isinstance(answer, int | list) else bool(answer)


def _plan(connection, sql):
    if not sql.lstrip().upper().startswith(("SELECT", "WITH")):
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
        return [line for *_, line in cursor.fetchall()]
