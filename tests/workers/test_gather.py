"""The gatherer answers what a reading asks, and says nothing of what nobody may be asked."""

from datetime import UTC, datetime

from tsuho.engine.origin.networks import load_builtin
from tsuho.words.authentication import Authentication, Handover
from tsuho.words.facts import Question
from tsuho.words.virus import ScanState, VirusScan
from tsuho.workers.gather import Gatherer
from tsuho.workers.virus_test_file import BY, NAME, scan_for_test_file

NOW = datetime(2015, 3, 10, tzinfo=UTC)
HANDOVER = Handover("192.0.2.1", "mx.shop.example", "a@shop.example", "shop.example")
TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_every_question_is_answered_by_whom_it_is_for():
    scan = VirusScan(ScanState.CLEAN, "", "engine 1")
    checked = Authentication(spf="pass")
    gather = Gatherer(load_builtin(), lambda raw: scan, lambda: NOW, lambda handover, raw: checked)
    facts = gather(
        [
            Question("network", "192.0.2.1", NOW),
            Question("network", "8.8.8.8", NOW),
            Question("virus", "sha"),
            Question("authentication", "sha", handover=HANDOVER),
        ],
        b"raw",
    )
    assert set(facts.networks) == {"192.0.2.1"}
    assert facts.virus_scans == {"sha": scan}
    assert facts.authentications == {"sha": checked}
    assert facts.answered_at == NOW


def test_where_nobody_may_be_asked_there_is_no_check_at_all():
    gather = Gatherer(load_builtin(), scan_for_test_file, lambda: NOW)
    assert gather([Question("authentication", "sha", handover=HANDOVER)], b"raw").authentications == {}
    assert gather([], b"raw").answered_at is None


def test_without_an_engine_nothing_is_clean():
    assert scan_for_test_file(b"Subject: x\r\n\r\nHello") == VirusScan(ScanState.NOT_SCANNED, "", BY, "no_engine")
    found = scan_for_test_file(b"Subject: x\r\n\r\n" + TEST_FILE)
    assert (found.state, found.found, found.by) == (ScanState.FOUND, NAME, BY)
    inside = b"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n" + TEST_FILE
    assert scan_for_test_file(inside).state is ScanState.FOUND
