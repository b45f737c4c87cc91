"""What every test may ask for; a part that is missing is named in the skip, and under CI=true that fails."""

import asyncio
import os
import threading
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure, and the same commit is green or red for everybody; at home chance goes on looking.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("shared") and not (SHARED / "corpus").is_dir():
            item.add_marker(pytest.mark.skip(reason="the shared corpus is not here (../shared/corpus)"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") == "true" and not item.get_closest_marker("shared"):
        report.outcome = "failed"
        report.longrepr = f"skipped under CI, where only tests on the shared corpus may be: {report.longrepr}"


class Sink:
    """A mail server on loopback that takes everything and keeps it: (envelope sender, recipients, bytes)."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return "250 taken"

    def __enter__(self):
        from aiosmtpd.smtp import SMTP  # only here, because tests of the engine run where the library is missing

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


@pytest.fixture(scope="session")
def corpus() -> Path:
    return SHARED / "corpus"


@pytest.fixture(scope="session")
def database_template() -> Path:
    """The migrated database that `make` leaves to be copied; made here where it is not there or too old."""
    from tsuho.wiring.make import make_template, template_file

    make_template()
    return template_file()


@pytest.fixture
def records_file(database_template, tmp_path) -> Path:
    """A fresh SQLite database of the records, which this process is set up on."""
    from tsuho.store.records.set_up import set_up, sqlite
    from tsuho.store.records.template import copy_template

    path = tmp_path / "records.sqlite3"
    copy_template(database_template, path)
    set_up(sqlite(path), secret_key="for tests only", allowed_hosts=["localhost"])
    yield path
    from django.db import connections

    connections.close_all()
