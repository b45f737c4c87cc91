"""A year later on a real centre: of a mail past its limit nothing is found anywhere, its case and the figures are as they were."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from tsuho.casework.case_ports import Measure, MeasureKind
from tsuho.casework.close_month import close_month
from tsuho.casework.receive import receive
from tsuho.simulation.partners import sample_providers
from tsuho.statistics import periods
from tsuho.statistics.answering import answer
from tsuho.statistics.figures import figures
from tsuho.statistics.published import published
from tsuho.wiring.keeping import keeping_of
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

OLD = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
NEW = datetime(2016, 8, 10, 3, 0, tzinfo=UTC)
MARKS = ("zq7sender", "zq7subject", "zq7body", "zq7host", "zq7reporter")


def report(number, at=OLD, mark=True):
    """A person forwards a spam mail as an attachment; each of its parts holds a mark."""
    own = MARKS if mark else tuple(each.replace("zq7", "other") for each in MARKS)
    sender, subject, body, host, reporter = own
    inner = (
        f"From: {sender}{number}@{host}.example\r\nTo: {reporter}@home.example\r\nSubject: {subject} {number}\r\nDate: Tue, 10 Mar 2015 11:00:00 +0900\r\n"
        f"Message-ID: <{number}.{sender}@{host}.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"{body} 今なら無料で出会えるサイトをご紹介します。お得な情報が満載です。http://{host}.example/{sender}/ {number}\r\n"
    )
    raw = (
        f"From: {reporter}@home.example\r\nTo: meiwaku@centre.example\r\nSubject: Fwd: {subject}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nspam\r\n'
        f"--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b--\r\n"
    )
    return Letter(
        Door.FORWARD, at + timedelta(minutes=number), raw.encode(), Peer("198.51.100.7", 4_000 + number),
        Envelope(f"{reporter}@home.example", ("meiwaku@centre.example",)), simulated=True,
    )  # fmt: skip


@pytest.fixture
def centre(database_template, tmp_path, monitor_hit, judge_all):
    made = open_centre(make_centre(tmp_path / "centre", simulated=True))
    provider = sample_providers()[0]
    receive(made.spool, [report(n) for n in range(4)] + [monitor_hit(n, provider.server(4)) for n in range(3)])
    receive(made.spool, [report(9, NEW, mark=False), monitor_hit(7, provider.server(5), NEW)])
    judge_all(made)
    yield made
    from django.db import connections

    connections.close_all()


def run(centre, *command, expect=0):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run(
        [sys.executable, "-m", "tsuho", "--lang", "en", "--centre", str(centre.settings.folder), *command],
        capture_output=True, check=False, timeout=120, env=environment | {"COLUMNS": "200"},
    )  # fmt: skip
    assert done.returncode == expect, done.stderr.decode()
    return done.stdout.decode()


def close(centre):
    close_month(keeping_of(centre), "2015-03", by="tests", at=centre.now())


_SEARCH = """
import json, pathlib, sys
import pyarrow.parquet as pq
folder, *marks = sys.argv[1:]
found = {}
for file in sorted(each for each in pathlib.Path(folder).rglob("*") if each.is_file()):
    said = file.read_bytes()
    if file.suffix == ".parquet":
        said += repr(pq.read_table(file).to_pylist()).encode()
    for mark in marks:
        if mark.encode() in said or mark.encode().hex().encode() in said:
            found.setdefault(mark, []).append(file.name)
print(json.dumps(found))
"""


def where_marks_are(centre):
    """Mark → files of the centre that hold it, as they lie on the disk or in a cell of a table.

    Searched by a process of its own: one that closes a database's file loses the locks of its own open connection.
    """
    search = [sys.executable, "-c", _SEARCH, str(centre.settings.folder), *MARKS]
    done = subprocess.run(search, capture_output=True, check=True, timeout=120)
    return json.loads(done.stdout)


def all_figures(centre):
    """Every figure of the year, of the month by the command line's own function, and every published series."""
    spans = (
        (date(2015, 3, 1), date(2015, 4, 1)),
        (date(2014, 4, 1), date(2015, 4, 1)),
        (date(2016, 4, 1), date(2017, 4, 1)),
    )
    table = [figures(centre.ledger, since, until, "x") for since, until in spans]
    series = {
        (name, year): answer(own, centre.ledger, periods.year(year)).lines
        for name, own in published().items()
        for year in ("2014", "2016")
    }
    return table, series


def test_nothing_of_a_purged_mail_is_found_and_every_figure_is_what_it_was(centre):
    close(centre)
    assert set(where_marks_are(centre)) == set(MARKS), "the search finds what is there"
    before = all_figures(centre)
    shown = run(centre, "purge", "--dry-run")
    assert "nothing was taken" in shown and set(where_marks_are(centre)) == set(MARKS)
    said = run(centre, "purge", "--by", "係")
    assert "received before 2015-07-01" in said and "pseudonyms of reporters" in said
    assert where_marks_are(centre) == {}
    assert all_figures(centre) == before and before[0][0]["reports"]["total"] == 4
    hits = centre.records.hits_between(OLD - timedelta(days=1), OLD + timedelta(days=1))
    assert sum(each.monitor_hits for each in centre.records.campaigns()) == 4
    assert len(hits) == 3, "hits have a limit of their own"
    assert sum(centre.lake.raw(each.arrival, each.received_at) is not None for each in hits) == len(hits)


def test_the_purge_stands_in_the_audit_log_and_its_proofs_hold_no_word(centre):
    close(centre)
    run(centre, "purge", "--by", "係")
    from django.db import connection

    with connection.cursor() as database:
        database.execute("SELECT by, subject, details FROM records_auditentry WHERE act = 'purge'")
        ((by, subject, details),) = database.fetchall()
        database.execute("SELECT what, SUM(count) FROM records_purgeproof GROUP BY what")
        proofs = dict(database.fetchall())
        database.execute("PRAGMA integrity_check")
        assert database.fetchall() == [("ok",)]
    assert (by, subject) == ("係", "retention") and '"gone_report": "4"' in details
    assert proofs["report"] == 4 and proofs["evidence"] == 4 and proofs["reporter"] == 1
    run(centre, "audit", "verify")


def test_what_stands_on_a_case_that_is_not_over_stays_with_its_reason(centre):
    close(centre)
    (row,) = {each.campaign for each in _stale(centre) if each.campaign is not None}
    centre.cases.note_measure(Measure(row, MeasureKind.WARNING, date(2015, 4, 1), "係", "見本", centre.now()))
    said = run(centre, "purge")
    assert "its case is not past its own limit" in said
    assert "zq7body" in where_marks_are(centre)


def test_a_month_that_was_not_closed_keeps_its_mails(centre):
    said = run(centre, "purge")
    assert "its month is not closed" in said and "zq7body" in where_marks_are(centre)


def _stale(centre):
    from tsuho.wiring.purging import purging_of
    from tsuho.words.vocabulary import Kind

    purging = purging_of(centre)
    return purging.records.stale(Kind.REPORT, purging.limits.reports, 0, 99)
