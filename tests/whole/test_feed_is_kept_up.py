"""The vendor feed beside a running centre: what is consented to is laid out by itself, and a pull is logged and counted as one."""

import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.receive import receive
from tsuho.casework.vendor_feed import Asked, pull, vendor_of
from tsuho.statistics import series
from tsuho.wiring.feeding import feeding_of
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
RAW = (
    "From: r@home.example\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    "Content-Type: message/rfc822\r\n\r\nFrom: a@win.example\r\nTo: r@home.example\r\nSubject: s\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n直アド交換しませんか？今なら男性も完全無料だよ http://k7x2q.example/m/\r\n--b--\r\n"
).encode()


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    made = open_centre(make_centre(tmp_path_factory.mktemp("feed") / "centre", simulated=True))
    yield made
    from django.db import connections

    connections.close_all()


def test_what_is_consented_to_is_laid_out_by_itself(centre):
    envelope = Envelope("r@home.example", ("association@centre.example",))
    receive(
        centre.spool,
        [Letter(Door.ASSOCIATION, AT, RAW, Peer("203.0.113.4", 25, "h.example"), envelope, simulated=True)],
    )
    command = [sys.executable, "-m", "tsuho", "--centre", str(centre.settings.folder), "work"]
    working = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        end = time.monotonic() + 60
        while not centre.feed.newest(1):  # nobody pulls, and nobody here lays anything out
            assert time.monotonic() < end, "it was not laid out"
            time.sleep(0.3)
    finally:
        working.send_signal(signal.SIGTERM)
        _, said = working.communicate(timeout=60)
    assert working.returncode == 0, said.decode()[-2000:]


def test_a_pull_that_is_cut_off_before_it_is_counted_was_none(centre):
    feeding = feeding_of(centre)
    vendor = vendor_of(feeding, "vendor-a")
    now = centre.now()

    class Dies:
        def book(self, rows):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(replace(feeding, ledger=Dies()), vendor, Asked("features"), now)
    assert centre.feed.pulls("vendor-a") == [], "not in the log, since no figure counts it"
    for _ in range(2):
        assert len(pull(feeding, vendor, Asked("features"), now).items) == 1
    assert len(centre.feed.pulls("vendor-a")) == 2
    day = now.date()
    sums = dict(centre.ledger.sums(day - timedelta(days=2), day + timedelta(days=3), ("series", "party")))
    assert sums[series.ASSOCIATION_MEMBER, "vendor-a"] == 1, (
        "each item once for each vendor, however often it is pulled"
    )
