"""A small centre with mail to its monitors judged and confirmed, and a mail server that keeps what it is handed."""

import asyncio
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import SMTP

from tsuho.casework import decide
from tsuho.casework.receive import receive
from tsuho.simulation.partners import sample_monitors, sample_providers
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.serve import work_once
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

RECEIVED_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)


class Sink:
    """A mail server on loopback that takes everything and keeps it: (envelope sender, recipients, bytes)."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return "250 taken"

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        started = threading.Event()

        def run():
            asyncio.set_event_loop(self.loop)
            server = self.loop.run_until_complete(
                self.loop.create_server(lambda: SMTP(self, loop=self.loop, auth_require_tls=False), "127.0.0.1", 0)
            )
            self.relay = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
            started.set()
            self.loop.run_forever()
            server.close()
            self.loop.run_until_complete(server.wait_closed())

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        assert started.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()


@pytest.fixture
def sink():
    with Sink() as made:
        yield made


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
