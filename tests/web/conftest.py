"""A centre in memory behind the windows, and a client that knocks at them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from tsuho.casework.ports import Poison, Waiting
from tsuho.store.lake.memory import LakeInMemory
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.wiring.settings import CentreSettings, Settings
from tsuho.words.vocabulary import Door

NOW = datetime(2015, 3, 31, 3, 0, tzinfo=UTC)


@dataclass
class SpoolInMemory:
    letters: list = field(default_factory=list)
    broken: bool = False

    def put(self, letters):
        self.letters += letters
        return [len(self.letters)]

    def waiting(self):
        if self.broken:
            raise OSError("disk gone")
        return Waiting(len(self.letters), self.letters[0].received_at if self.letters else None)

    def poisoned(self):
        return [Poison(1, Door.FORWARD, NOW, 3, "why")]


@dataclass
class CentreInMemory:
    spool: SpoolInMemory
    lake: LakeInMemory
    ledger: LedgerInMemory
    records: object
    outbox: object
    settings: Settings
    clock: datetime = NOW

    def now(self):
        return self.clock


@pytest.fixture
def centre(records_file):
    from tsuho.store.records.outbox import OutboxInDatabase
    from tsuho.store.records.records import RecordsInDatabase
    from tsuho.web.centre import set_opener

    settings = Settings(records_file.parent, CentreSettings(simulated=True))
    made = CentreInMemory(
        SpoolInMemory(), LakeInMemory(), LedgerInMemory(), RecordsInDatabase(), OutboxInDatabase(), settings
    )
    set_opener(lambda: made)
    return made


@pytest.fixture
def client(centre):
    from django.test import Client

    return Client(SERVER_NAME="localhost")


@pytest.fixture
def key(centre):
    """Make an API key with these scopes; the header that shows it."""
    from tsuho.web.api.keys import Scope, make_key

    return lambda *scopes: {"Authorization": f"Bearer {make_key('test', [Scope(each) for each in scopes], NOW)}"}
