"""A centre's month is closed from the command line, corrected, and everything derived again."""

import os
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.statistics import periods
from tsuho.statistics.answering import answer
from tsuho.statistics.published import published
from tsuho.wiring.keeping import keeping_of
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.publishing import counting_of
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source


@pytest.fixture
def centre(database_template, tmp_path):
    return open_centre(make_centre(tmp_path / "centre", simulated=True))


def run(centre, *command, expect=0):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run(
        [sys.executable, "-m", "tsuho", "--lang", "en", "--centre", str(centre.settings.folder), *command],
        capture_output=True, check=False, timeout=60, env=environment | {"COLUMNS": "200"},
    )  # fmt: skip
    assert done.returncode == expect, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done.stdout.decode() + done.stderr.decode()


def test_a_month_is_closed_corrected_and_checked(centre):
    march = datetime(2015, 3, 10, tzinfo=ZoneInfo("Asia/Tokyo")).date()
    centre.ledger.book(
        [LedgerRow(f"{n}", "report", march, Source.SIMULATED, outcome="violation") for n in range(9)]
    )  # fmt: skip
    said = run(centre, "close-month", "2015-03", "--by", "係")
    closed = centre.ledger.closed_months()[0]
    assert (closed.month, closed.entries, closed.by) == ("2015-03", 9, "係")
    assert closed.hash in said and closed.signature in said and len(closed.signature) == 128
    assert "closed already" in run(centre, "close-month", "2015-03", expect=1)
    assert "next to be closed is 2015-04" in run(centre, "close-month", "2015-06", expect=1)
    this_month = f"{datetime.now(ZoneInfo('Asia/Tokyo')):%Y-%m}"
    assert "not over" in run(centre, "close-month", this_month, expect=1)

    centre.ledger.book([LedgerRow("late", "report", march, Source.SIMULATED, outcome="violation")])
    correct = ("correct-month", "2015-03", "report", "--count", "-2", "--by", "係", "--column", "outcome=violation")
    run(centre, *correct, "--reason", "counted twice")
    assert "no column" in run(centre, *correct, "--reason", "r", "--column", "colour=red", expect=1)
    assert "no series" in run(
        centre, "correct-month", "2015-03", "x", "--count", "1", "--by", "x", "--reason", "r", expect=1
    )
    counting = counting_of(centre, date(2014, 4, 1), date(2015, 3, 31))
    found = answer(published()["reports_by_outcome"], centre.ledger, periods.year("2014"), counting=counting)
    assert found.whole.total == 8
    assert [(each.before, each.after, each.reason) for each in found.revisions] == [
        (9, 10, "correction_late"), (10, 8, "counted twice"),
    ]  # fmt: skip
    # nobody answers for the clock and the relay here; what counts is that the ledger's own line is well
    assert "ok    ledger: every seal, closed month (1) and sum" in run(centre, "check", "--ledger")


def test_a_sum_that_was_changed_is_named_and_mended(centre):
    from django.db import connection

    yesterday = (datetime.now(ZoneInfo("Asia/Tokyo")) - timedelta(days=1)).date()
    centre.ledger.book([LedgerRow("a", "report", yesterday, Source.SIMULATED, count=3)])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_ledgerday SET count = 4")
    said = run(centre, "check", "--ledger", expect=1)
    assert re.search(r"FAIL  ledger: records_ledgerday: .*'count': 4", said)
    assert "ok    ledger" in run(centre, "check", "--ledger", "--mend")


def test_an_old_centre_without_a_key_closes_its_months_unsigned(centre):
    file = centre.settings.folder / "tsuho.toml"
    file.write_text(file.read_text("utf-8").replace('ledger_key = "secrets/ledger.key"', ""), "utf-8")
    assert "unsigned" in run(centre, "close-month", "2015-03")
    assert keeping_of(centre).signer is not None, "this process still has the settings that it was opened with"
    assert centre.ledger.closed_months()[0].signature == ""
