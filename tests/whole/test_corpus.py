"""Every mail of the shared corpus is read by one command: valid JSON in the contract's shape, quickly, without a traceback."""

import json
import subprocess
import sys
import time

import pytest

TOP = {"file", "arrival", "reports"}
REPORT = {
    "kind",
    "form",
    "depth",
    "outcome",
    "reasons",
    "category",
    "message",
    "reported",
    "findings",
    "origin",
    "origin_why",
    "campaign_keys",
}
MESSAGE = {
    "sha256",
    "from",
    "subject",
    "date",
    "message_id",
    "language",
    "charset",
    "text",
    "text_whole",
    "links",
    "provenance",
}
FINDING = {"rule", "provision", "verdict", "standing", "why", "why_key", "rule_version", "law_date", "evidence"}
ORIGIN = {"ip", "port", "time", "asn", "provider", "country", "hop", "confidence", "why"}


@pytest.mark.shared
def test_one_command_reads_all_of_it(corpus):
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tsuho", "read", "--json", str(corpus), "--trust-file", str(corpus / "trust.txt")],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert b"Traceback" not in done.stderr
    assert time.monotonic() - begun < 60
    lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert len(lines) == len(list(corpus.rglob("*.eml"))) == 415
    for line in lines:
        assert set(line) >= TOP and set(line["arrival"]) >= {"sha256", "door", "size"}
        for report in line["reports"]:
            assert set(report) >= REPORT
            if report["message"]:
                assert set(report["message"]) >= MESSAGE
            if report["origin"]:
                assert set(report["origin"]) >= ORIGIN
            for finding in report["findings"]:
                assert set(finding) >= FINDING
