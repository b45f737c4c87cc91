"""`tsuho serve` as an operator runs it: doors, workers and web answer; SIGTERM drains and exits 0."""

import signal
import smtplib
import subprocess
import sys
import time
import urllib.request

import pytest

from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.settings import read_settings


@pytest.fixture
def centre(tmp_path):
    folder = tmp_path / "centre"
    make_centre(folder, simulated=True)
    return folder


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_mail_in_judged_and_drained(centre):
    web = free_port()
    command = [
        sys.executable,
        "-m",
        "tsuho",
        "--centre",
        str(centre),
        "serve",
        "--smtp",
        "127.0.0.1:0",
        "--web",
        f"127.0.0.1:{web}",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        port = int(process.stdout.readline().rsplit(b":", 1)[1])
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as session:
            monitor = open_centre(read_settings(centre)).records.monitors()[0].address
            session.sendmail(
                "bulk@spam.example", [monitor], "Subject: 当選\r\n\r\nhttp://win.example/ ご当選されました\r\n".encode()
            )
        end = time.monotonic() + 40
        while open_centre(read_settings(centre)).spool.waiting().arrivals:
            assert time.monotonic() < end, "it was not judged"
            time.sleep(0.3)
        heads = open_centre(read_settings(centre)).audit_heads
        assert len(heads.heads()) == 1 and heads.first_broken() is None, "the audit log is sealed at the start"
        for path, wanted in (
            ("healthz", b"ok"),
            ("readyz", b"true"),
            ("metrics", b"tsuho_spool_waiting 0"),
            ("api/v1/openapi.json", b"/reports"),
        ):
            assert wanted in _answer(f"http://127.0.0.1:{web}/{path}", end), path
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err.decode()[-2000:]
    assert b"drained" in out
    assert b"spam.example" not in out + err, "no address in the log"


def _answer(url: str, end: float) -> bytes:
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except OSError:
            assert time.monotonic() < end, f"{url} does not answer"
            time.sleep(0.3)
