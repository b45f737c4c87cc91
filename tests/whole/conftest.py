"""A small centre with mail to its monitors judged and confirmed, and a mail server that keeps what it is handed."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework import decide
from tsuho.casework.receive import receive
from tsuho.simulation.partners import sample_monitors, sample_providers
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.serve import work_once
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

RECEIVED_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)


def hit(number: int, ip: str, received_at: datetime = RECEIVED_AT) -> Letter:
    """A mail to a monitor, from a peer that our own session saw."""
    monitor = [sheet.address for sheet in sample_monitors() if sheet.retired_at is None][number % 8]
    raw = (
        f"From: risa{number}@k7x2q.example\r\nSubject: s{number}\r\nMessage-ID: <{number}@k7x2q.example>\r\n\r\n"
        f"直アド交換しませんか？今なら男性も完全無料だよ {number}\r\nhttp://k7x2q.example/m/\r\n"
    ).encode()
    return Letter(
        Door.MONITOR, received_at + timedelta(minutes=number), raw, Peer(ip, 4_000 + number, "bot.example"),
        Envelope(f"risa{number}@k7x2q.example", (monitor,)), simulated=True,
    )  # fmt: skip


def work_off(centre) -> None:
    """Judge everything that waits; a worker lingers a moment before it cuts a small batch."""
    end = time.monotonic() + 30
    while centre.spool.waiting().arrivals:
        assert time.monotonic() < end, "it is not judged"
        if not work_once(centre):
            time.sleep(0.1)


@pytest.fixture
def monitor_hit():
    return hit


@pytest.fixture
def judge_all():
    return work_off


@pytest.fixture(scope="module")
def confirmed_centre(tmp_path_factory):
    """The folder of a centre in which three providers are due two hits each; nothing has been referred yet."""
    folder = tmp_path_factory.mktemp("confirmed") / "centre"
    centre = open_centre(make_centre(folder, simulated=True))
    providers = sample_providers()[:3]
    receive(centre.spool, [hit(n, providers[n // 2].server(4 + n % 2)) for n in range(6)])
    work_off(centre)
    (campaign,) = centre.records.campaigns()
    decide.confirm(
        centre.records,
        centre.audit,
        campaign=campaign.id,
        provision="V31",
        by="模擬係官",
        reason="模擬",
        at=centre.now(),
    )
    yield folder
    from django.db import connections

    connections.close_all()
