"""Every window of the URL table on a small full centre: what it asks the database walks through no large table."""

import random
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGE = {
    "records_report", "records_campaignfact", "records_queuerow", "records_campaign", "records_campaignkey", "records_searchtext",
    "records_auditentry", "records_feeditem", "records_ledgerentry", "records_referralmove", "texts", "fact",
}  # fmt: skip
# Holds the rows that are asked for and no others, in the order in which they are asked for.
_WHOLLY_WANTED = "USING INDEX feed_withdrawn"
# The newest rows of a whole table, without a condition, are read from its end.
_FROM_THE_END = re.compile(r'ORDER BY "?\w+"?\."?id"? DESC\s+LIMIT \d+', re.IGNORECASE)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The bench of the pages, and its centre of a few thousand reports behind the windows."""
    import sys
    from dataclasses import replace

    from django.db import connections

    with pytest.MonkeyPatch.context() as paths:
        paths.syspath_prepend(str(ROOT / "bench"))
        import console_filled
        import console_pages
        from django.contrib.auth.hashers import ScryptPasswordHasher

        from tsuho.web.centre import set_opener

        paths.setattr(ScryptPasswordHasher, "work_factor", 2**4)
        size = console_pages.Size(reports=6_000, campaigns=400, reporters=300)
        centre = console_filled.filled(tmp_path_factory.mktemp("pages"), size)
        opened = replace(centre, now=console_filled.moment)
        set_opener(lambda: opened)
        visitors = console_pages.Visitors(centre.register.vendors()[0].code)
        yield console_pages, visitors, console_pages.objects(size)
        connections.close_all()
        for name in ("console_filled", "console_pages", "console_reads", "ledger_year", "measuring"):
            sys.modules.pop(name, None)


def test_no_window_walks_through_a_large_table(full):
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    bench, visitors, there = full
    walked, refused, asked = [], [], 0
    for window in bench.windows():
        chance = random.Random(window.name)
        for number in range(max(len(bench.questions(window)), 1)):
            reset_queries()  # what is kept of them is bounded, and a captured one that is pushed out would not be looked at
            with CaptureQueriesContext(connection) as captured:
                answer = bench.ask(visitors, window, there, number, chance)
                b"".join(answer)
            if answer.status_code == 405:
                break
            asked += 1
            if answer.status_code not in {200, 302}:
                refused.append(f"{window.name}: {answer.status_code}")
            for query in captured.captured_queries:
                walked += [f"{window.name}: {line}: {query['sql'][:300]}" for line in _walks(connection, query["sql"])]
    assert not walked, "\n".join(dict.fromkeys(walked))
    assert asked > 60 and not refused


def test_a_walk_is_seen(full):
    from django.db import connection

    assert list(_walks(connection, "SELECT COUNT(*) FROM records_report WHERE subject = 'x'"))
    assert not list(_walks(connection, "SELECT id FROM records_report WHERE id = 7"))


def _walks(connection, sql):
    """Lines of a question's plan that walk through a large table or through a whole index of it."""
    if not sql.lstrip().upper().startswith(("SELECT", "WITH")):
        return
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
        lines = [line for *_, line in cursor.fetchall()]
    if '"subject" LIKE' in sql and "records_auditentry" in sql:
        return  # a part of a subject is looked for entry by entry, the newest first: no index knows parts of words
    for line in lines:
        found = re.match(r"SCAN (\w+)", line)
        if (
            found
            and found[1] in LARGE
            and not line.endswith(_WHOLLY_WANTED)
            and not ("WHERE" not in sql and _FROM_THE_END.search(sql))
        ):
            yield line
