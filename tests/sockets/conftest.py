"""What the suites of the sockets run on: SQLite, PostgreSQL from its wheel, and judged arrivals made to order."""

import itertools
import shutil
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tsuho.casework.ports import Evidenced
from tsuho.words.arrival import Arrival, Envelope, Peer
from tsuho.words.evidence import Evidence
from tsuho.words.facts import Facts
from tsuho.words.judged import (
    CampaignKey,
    Classification,
    Finding,
    JudgedArrival,
    JudgedReport,
    Link,
    MessageFacts,
    Network,
    Origin,
)
from tsuho.words.vocabulary import (
    Advertising,
    Channel,
    Confidence,
    Door,
    Form,
    Kind,
    Outcome,
    Provenance,
    Standing,
    Verdict,
)

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    # The wheel keeps its locks in the user's runtime folder, which a machine without a login session has not.
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        import pgserver

    from tsuho.store.records.set_up import postgresql, set_up
    from tsuho.store.records.template import migrate

    # Not in pytest's own folder: the server may run as another user, and pytest shuts others out of there at every start.
    folder = Path(tempfile.mkdtemp(prefix="tsuho-postgres-"))
    server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    server.psql("CREATE DATABASE migrated;")
    set_up(postgresql(_url(server, "migrated")), secret_key="for tests only")
    migrate()
    _close()
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _url(server, name: str) -> str:
    return server.get_uri().replace("/postgres?", f"/{name}?")


def _close() -> None:
    from django.db import connections

    connections.close_all()


@pytest.fixture
def databases(request):
    """Ask for a fresh, migrated database of a kind (sqlite, postgresql); this process is then set up on it."""
    made = []

    def fresh(kind: str) -> None:
        if kind == "sqlite":
            request.getfixturevalue("records_file")
            return
        from tsuho.store.records.set_up import postgresql, set_up

        server = request.getfixturevalue("postgres_server")
        made.append((server, f"test{next(_numbers)}"))
        server.psql(f"CREATE DATABASE {made[-1][1]} TEMPLATE migrated;")
        set_up(postgresql(_url(server, made[-1][1])), secret_key="for tests only")

    yield fresh
    for server, name in made:
        _close()
        server.psql(f"DROP DATABASE {name};")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, databases) -> str:
    """Each kind of database in turn; its kind."""
    databases(request.param)
    return request.param


RECEIVED_AT = datetime(2015, 3, 31, 16, 30, tzinfo=UTC)


@pytest.fixture
def judged_report():
    """Build one judged report: what matters to the test is named, the rest is a plain violation."""

    def build(
        *,
        kind=Kind.REPORT,
        outcome=Outcome.VIOLATION,
        rules=("V44",),
        keys=("landing:shop.example",),
        weak=(),
        subject="お得な情報",
        ip="192.0.2.25",
        confidence=Confidence.CARRIED,
        standing=Standing.FACE,
    ):
        network = Network("192.0.2.0/24", 64500, "Example Net", "JP", "2015-03-01")
        return JudgedReport(
            kind=kind,
            form=Form.INLINE,
            depth=1,
            outcome=outcome,
            reasons=("I2", "I1") if outcome is Outcome.INCOMPLETE else (),
            classification=Classification("dating", Advertising.YES, "advertises"),
            message=MessageFacts(
                sha256="ab" * 32, from_address="shop@shop.example", from_name="お店", subject=subject, date=RECEIVED_AT,
                message_id="<1@shop.example>", language="ja", charset_label="iso-2022-jp", charset_used="cp50221",
                text="本文", hidden_text="", text_whole=True, why_not_whole="",
                links=(Link("http://shop.example/", "ここ", "part:0", (3, 20), "shop.example"),),
                provenance={"subject": Provenance.CARRIED}, channel=Channel.MAIL,
            ),
            reported={},
            findings=tuple(
                Finding(rule, "第4条第3号", Verdict.BREACHED, standing, "address_missing", {}, "1", RECEIVED_AT.date(), "2008-12-01",
                        (Evidence("part:0", (0, 6), "本文"),))
                for rule in rules
            ),
            origin=Origin(ip, 40025, RECEIVED_AT, network, 1, confidence, "named_by_trusted_host") if ip else None,
            origin_why_key="named_by_trusted_host",
            origin_why_details={},
            campaign_keys=tuple(CampaignKey(*key.split(":", 1), True) for key in keys)
            + tuple(CampaignKey(*key.split(":", 1), False) for key in weak),
        )  # fmt: skip

    return build


@pytest.fixture
def evidenced():
    """Build an arrival with its judged reports."""

    def build(
        number,
        *reports,
        raw=b"From: a@b.example\r\n\r\n\x00\xff",
        door=Door.FORWARD,
        received_at=RECEIVED_AT,
        monitor=None,
    ):
        arrival = Arrival(
            number, door, received_at, raw, Peer("198.51.100.7", 2525), Envelope("reporter@home.example", ("desk@centre.example",)),
            monitor,
        )  # fmt: skip
        facts = Facts(
            {"192.0.2.25": Network("192.0.2.0/24", 64500, "Example Net", "JP", "2015-03-01")}, answered_at=received_at
        )
        return Evidenced(arrival, JudgedArrival(sha256(raw).hexdigest(), len(raw), door, reports), facts)

    return build
