"""A centre in memory behind the windows, and a client that knocks at them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.ports import Poison, Waiting
from tsuho.jurisdictions.jp.agencies import agencies
from tsuho.store.heads.in_file import HeadsInFile
from tsuho.store.lake.memory import LakeInMemory
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.wiring.reading import reading_for
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
    audit: object
    reading: object
    today: object
    audit_heads: object
    partners: object
    register: object
    clock: datetime = NOW

    def now(self):
        return self.clock


@pytest.fixture
def centre(records_file):
    from tsuho.store.records.audit import AuditInDatabase
    from tsuho.store.records.outbox import OutboxInDatabase
    from tsuho.store.records.partner_register import PartnerRegisterInDatabase
    from tsuho.store.records.partners import PartnersInDatabase
    from tsuho.store.records.records import RecordsInDatabase
    from tsuho.store.records.today import TodayInDatabase
    from tsuho.web.centre import set_opener

    settings = Settings(records_file.parent, CentreSettings(simulated=True))
    made = CentreInMemory(
        SpoolInMemory(),
        LakeInMemory(),
        LedgerInMemory(),
        RecordsInDatabase(),
        OutboxInDatabase(),
        settings,
        AuditInDatabase(),
        reading_for("jp", ()),
        TodayInDatabase(),
        HeadsInFile(records_file.parent / "audit-heads.tsv"),
        PartnersInDatabase(ZoneInfo("Asia/Tokyo")),
        PartnerRegisterInDatabase(agencies()),
    )
    set_opener(lambda: made)
    return made


@pytest.fixture
def client(centre):
    from django.test import Client
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()  # answers then say from which context they were made
    yield Client(SERVER_NAME="localhost")
    teardown_test_environment()


@pytest.fixture
def key(centre):
    """Make an API key with these scopes; the header that shows it."""
    from tsuho.web.api.keys import Scope, make_key

    return lambda *scopes: {"Authorization": f"Bearer {make_key('test', [Scope(each) for each in scopes], NOW)}"}


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch):
    """Scrypt with little work: a test that makes eleven accounts would wait seconds for their passwords."""
    from django.contrib.auth.hashers import ScryptPasswordHasher

    monkeypatch.setattr(ScryptPasswordHasher, "work_factor", 2**4)


@pytest.fixture
def one_a_role(centre):
    """One account a role, and one partner of each register; name → account."""
    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import PartyKind, Role, User

    for role in Role:
        if role != Role.PARTNER:
            make_account(f"one-{role}", role, "tests")
    for kind in ("provider", "agency", "vendor"):
        make_account(f"one-{kind}", Role.PARTNER, "tests", party_kind=PartyKind(kind), party=f"some-{kind}")
    return {user.username: user for user in User.objects.all()}


@pytest.fixture
def with_factor(one_a_role):
    """Everybody has an authenticator app; the secret of each."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secrets = {}
    for name, user in one_a_role.items():
        secrets[name] = generate_totp_secret()
        TOTP.activate(user, secrets[name])
    return secrets


@pytest.fixture
def as_(client, one_a_role, with_factor):
    """A client in which this person is signed in."""
    from django.test import Client

    def signed_in(name):
        own = Client(SERVER_NAME="localhost")
        own.force_login(one_a_role[name], "allauth.account.auth_backends.AuthenticationBackend")
        return own

    return signed_in


@pytest.fixture
def settings_of_windows(centre):
    """Change settings of the windows for one test."""
    from django.test import override_settings

    changed = []

    def change(**values):
        now = override_settings(**values)
        now.enable()
        changed.append(now)

    yield change
    for each in reversed(changed):
        each.disable()
