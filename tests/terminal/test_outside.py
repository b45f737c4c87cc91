"""What a person and a program are told of outside facts: what nobody looked at is never "clean", "none" or "fail"."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from tsuho.terminal.explain_outside import explain_outside, network_age
from tsuho.terminal.outside_json import authentication_json, carried_json, virus_json
from tsuho.words.authentication import Authentication, CarriedResult, Signature
from tsuho.words.judged import Classification, JudgedReport, MessageFacts, Network
from tsuho.words.virus import ScanState, VirusScan
from tsuho.words.vocabulary import Advertising, Form, Kind, Outcome

MESSAGE = MessageFacts(None, "", "", "", None, "", "", "", "", "", "", True, "")
REPORT = JudgedReport(
    Kind.REPORT, Form.DIRECT, 0, Outcome.HOLD, (), Classification("", Advertising.DOUBTFUL, "x"), MESSAGE, {}, (), None,
    "origin_no_received", {}, (),
)  # fmt: skip


def told(report, language="en"):
    console = Console(width=400, record=True, highlight=False, file=io.StringIO())
    explain_outside(console, report, language)
    return console.export_text()


def test_nothing_to_say_is_nothing_said():
    assert told(REPORT) == ""


def test_our_own_check_and_what_others_claim_are_apart():
    own = Authentication(
        spf="fail", spf_domain="bank.example", dkim=(Signature("bank.example", "s", "temperror"),), dmarc="temperror",
        dmarc_policy="reject", from_domain="no_such_domain", unanswered=("s._domainkey.bank.example",),
    )  # fmt: skip
    claimed = CarriedResult("dkim", "pass", "evil\x1b[31m.example")
    text = told(replace(REPORT, authentication=own, message=replace(MESSAGE, carried_authentication=(claimed,) * 9)))
    mine, unanswered, carried = text.splitlines()
    assert "our own check" in mine and "SPF fail (bank.example)" in mine and "DMARC temperror (p=reject)" in mine
    assert "the DNS knows no such From domain" in mine
    assert "s._domainkey.bank.example" in unanswered
    assert "not our own" in carried and "dkim=pass by evil[31m.example" in carried and "… +1" in carried


def test_what_was_not_checked_says_so():
    text = told(replace(REPORT, authentication=Authentication()))
    assert "SPF not checked" in text and "no DKIM signature" in text and "DMARC not checked" in text
    assert "未検査" in told(replace(REPORT, authentication=Authentication()), "ja")


@pytest.mark.parametrize(
    ("scan", "said", "shown"),
    [
        (VirusScan(ScanState.FOUND, "Test.File", "ClamAV 1"), "Test.File (ClamAV 1)", {"scanned": True, "found": "Test.File", "by": "ClamAV 1", "why": ""}),
        (VirusScan(ScanState.CLEAN, "", "ClamAV 1"), "nothing found (ClamAV 1)", {"scanned": True, "found": None, "by": "ClamAV 1", "why": ""}),
        (VirusScan(ScanState.NOT_SCANNED, "", "test file only", "no_engine"), "not scanned: no engine is connected", {"scanned": False, "found": None, "by": "test file only", "why": "no_engine"}),
        (VirusScan(ScanState.NOT_SCANNED, "", "test file only", "engine_unreachable"), "the engine does not answer", {"scanned": False, "found": None, "by": "test file only", "why": "engine_unreachable"}),
        (VirusScan(ScanState.NOT_SCANNED, "", "test file only", "engine_refused"), "the engine refused", {"scanned": False, "found": None, "by": "test file only", "why": "engine_refused"}),
        (VirusScan(ScanState.NOT_SCANNED, "", "test file only", "too_large"), "too large", {"scanned": False, "found": None, "by": "test file only", "why": "too_large"}),
    ],
)  # fmt: skip
def test_virus_scans(scan, said, shown):
    assert said in told(replace(REPORT, virus=scan))
    assert virus_json(scan) == shown
    assert virus_json(None) == {"scanned": False, "found": None, "by": "", "why": "nothing_to_scan"}


def test_the_age_of_the_table_is_said_in_words():
    network = Network("192.0.2.0/24", 1, "x", "JP", "asn@2015-03-01", 9)
    assert network_age(network, "en") == "network table asn@2015-03-01, 9 days old at that time"
    younger = replace(network, snapshot="later:asn@2015-03-01", snapshot_age_days=-9)
    assert "9 days younger" in network_age(younger, "en") and "later:" not in network_age(younger, "en")
    assert network_age(replace(network, snapshot_age_days=None), "en") == ""


def test_json_is_harmless():
    own = authentication_json(Authentication(spf_domain="a\u202eb", helo_addresses=None, reverse_name="x\x07"))
    assert (own["spf"]["domain"], own["helo_addresses"], own["reverse_name"]) == ("ab", None, "x")
    carried = carried_json(CarriedResult("spf", "pass", "a\x1b", (("k\x00", "v\x9b"),), "header:3"))
    assert carried == {"method": "spf", "result": "pass", "by": "a", "properties": {"k": "v"}, "where": "header:3"}
