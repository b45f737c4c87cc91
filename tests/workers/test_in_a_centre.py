"""Outside facts in a centre: a mail at a monitor is checked by our own name server and engine, and the facts are kept."""

import socket
from datetime import UTC, datetime

import pytest

from tsuho.casework.examine import read_letter
from tsuho.casework.ports import Spooled
from tsuho.store.lake.as_json import from_json, to_json
from tsuho.terminal.as_json import report_json
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import examiner_of, open_centre
from tsuho.wiring.settings import read_settings
from tsuho.words.arrival import Envelope, Letter, MonitorSheet, Peer
from tsuho.words.facts import Facts
from tsuho.words.judged import JudgedReport
from tsuho.words.virus import ScanState
from tsuho.words.vocabulary import Door, Medium

AT = datetime(2015, 3, 10, 12, tzinfo=UTC)
ADDRESS = "m1@monitor.example"
MAIL = (
    b"From: Bank <info@bank.example>\r\nTo: m1@monitor.example\r\nSubject: sale\r\n"
    b"Date: Tue, 10 Mar 2015 21:05:00 +0900\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
    b"--x\r\nContent-Type: application/zip; name=a.zip\r\n\r\nPK\r\n--x--\r\n"
)


@pytest.fixture
def centre(tmp_path, database_template, zone):
    """A sample centre that asks our own name server, and an engine that is not there."""
    from django.db import connections

    folder = tmp_path / "centre"
    make_centre(folder, simulated=True)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    file = folder / "tsuho.toml"
    text = file.read_text("utf-8").replace(
        "enabled = false\nnameservers = []",
        f'enabled = true\nnameservers = ["127.0.0.1:{zone.port}"]\ndeadline_seconds = 2',
    )
    file.write_text(text.replace('clamd = ""', f'clamd = "127.0.0.1:{port}"'), "utf-8")
    opened = open_centre(read_settings(folder))
    opened.records.register_monitors([MonitorSheet(ADDRESS, Medium.PC, "", datetime(2005, 1, 1, tzinfo=UTC))])
    yield opened
    connections.close_all()


PEER = Peer("203.0.113.99", 4025, "mx.bank.example")


def read(centre, door=Door.MONITOR, peer=PEER):
    envelope = Envelope("x@other.example", (ADDRESS,))
    return read_letter(Spooled(1, Letter(door, AT, MAIL, peer, envelope)), examiner_of(centre))


def test_a_forged_sender_at_a_monitor_is_found_out_and_the_facts_are_kept(centre, zone):
    zone.add("bank.example", "TXT", "v=spf1 ip4:203.0.113.10 -all").add("bank.example", "MX", (10, "mx.bank.example"))
    zone.add("_dmarc.bank.example", "TXT", "v=DMARC1; p=reject").add("mx.bank.example", "A", "203.0.113.10")
    zone.add("other.example", "TXT", "v=spf1 +all")
    evidenced = read(centre)
    (report,) = evidenced.judged.reports
    checked = report.authentication
    assert (checked.spf, checked.spf_of_from, checked.dmarc, checked.dmarc_policy) == ("pass", "fail", "fail", "reject")
    assert checked.helo_addresses == ("203.0.113.10",)
    assert (report.virus.state, report.virus.why) == (ScanState.NOT_SCANNED, "engine_unreachable")
    assert from_json(Facts, to_json(evidenced.facts)) == evidenced.facts
    assert from_json(JudgedReport, to_json(report)) == report
    shown = report_json(report, "en")
    assert shown["authentication"]["dmarc"] == {"result": "fail", "policy": "reject"}
    assert shown["virus"] == {"scanned": False, "found": None, "by": "test file only", "why": "engine_unreachable"}
    assert shown["message"]["authentication_carried"] == []


def test_a_mail_from_a_loopback_peer_is_no_senders(centre, zone):
    (report,) = read(centre, peer=Peer("127.0.0.1", 4025, "localhost")).judged.reports
    assert (report.authentication.spf, report.authentication.reverse_name) == ("", "")
    assert all(name != "1.0.0.127.in-addr.arpa" for name, _ in zone.asked)


def test_a_reporters_own_mail_is_never_checked_as_the_spammers(centre, zone):
    evidenced = read(centre, Door.FORWARD)
    assert evidenced.facts.authentications == {}
    assert zone.asked == []
