"""What every test may ask for; a part that is missing is named in the skip, and under CI=true that fails."""

import os
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
