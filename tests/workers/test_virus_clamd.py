"""clamd over its socket: found, clean, and the many ways in which nothing was scanned, which is never clean."""

import base64
import contextlib
import hashlib
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest

from tsuho.words.virus import ScanState
from tsuho.workers.virus_clamd import ClamdScanner
from tsuho.workers.virus_test_file import BY, NAME, scan_for_test_file

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PLAIN = b"From: a@b.example\r\n\r\nHello\r\n"
INFECTED = (
    b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n--x\r\n"
    b'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="a.com"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(EICAR) + b"\r\n--x--\r\n"
)
VERSION = "ClamAV 1.4.3/27500/Tue Mar 10 08:00:00 2015"


class FakeClamd:
    """Speaks as much of clamd's protocol as we do; ``says`` is its answer to a stream, None: silence."""

    def __init__(self, says: str | None = "stream: OK", limit: int = 1 << 30, listener: socket.socket | None = None):
        self.says, self.limit, self.streams, self.connections = says, limit, [], 0
        self.listener = listener or socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}" if listener is None else ""
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        while True:
            try:
                link, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            with link, contextlib.suppress(OSError):
                self._answer(link)

    def _answer(self, link):
        command = b""
        while not command.endswith(b"\0"):
            command += link.recv(1)
        if self.says is None:
            time.sleep(1.5)
        elif command == b"zVERSION\0":
            link.sendall(VERSION.encode() + b"\0")
        else:
            link.sendall(self._stream(link).encode() + b"\0")

    def _stream(self, link):
        found = b""
        while size := struct.unpack("!I", link.recv(4, socket.MSG_WAITALL))[0]:
            if len(found) + size > self.limit:
                return "INSTREAM size limit exceeded. ERROR"
            found += link.recv(size, socket.MSG_WAITALL)
        self.streams.append(found)
        return self.says

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)


@pytest.fixture
def clamd():
    made = []

    def start(*args, **settings):
        made.append(FakeClamd(*args, **settings))
        return made[-1]

    yield start
    for each in made:
        each.close()


def scanner(address, **settings):
    return ClamdScanner(address, scan_for_test_file, **{"deadline_seconds": 5.0, **settings})


def test_what_it_says_is_recorded_with_its_version(clamd):
    engine = clamd("stream: Win.Test.EICAR_HDB-1 FOUND")
    found = scanner(engine.address)(INFECTED)
    assert (found.state, found.found, found.by, found.why) == (ScanState.FOUND, "Win.Test.EICAR_HDB-1", VERSION, "")
    assert engine.streams == [INFECTED]
    clean = scanner(clamd().address)(PLAIN)
    assert (clean.state, clean.found, clean.by) == (ScanState.CLEAN, "", VERSION)


def test_a_long_mail_arrives_whole(clamd):
    engine = clamd()
    mail = PLAIN + os.urandom(300_000)
    assert scanner(engine.address)(mail).state is ScanState.CLEAN
    assert engine.streams == [mail]


def test_over_a_unix_socket(clamd):
    with tempfile.TemporaryDirectory() as folder:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(f"{folder}/c")
        listener.listen()
        clamd(listener=listener)
        assert scanner(f"unix:{folder}/c")(PLAIN).state is ScanState.CLEAN


def not_scanned(scan, why):
    return (scan.state, scan.found, scan.by, scan.why) == (ScanState.NOT_SCANNED, "", BY, why)


def test_an_engine_that_is_not_there_scans_nothing_and_is_left_alone_for_a_while(tmp_path):
    now = [0.0]
    scan = scanner(f"unix:{tmp_path}/nothing", clock=lambda: now[0])
    assert not_scanned(scan(PLAIN), "engine_unreachable")
    with FakeListener(tmp_path / "nothing") as listener:
        assert not_scanned(scan(PLAIN), "engine_unreachable")
        assert not listener.was_called()
    assert scan(INFECTED).found == NAME  # the test file is known without an engine


class FakeListener:
    """A socket on which nobody answers, to see whether somebody calls."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        self.socket.listen()
        self.socket.settimeout(0.2)

    def was_called(self):
        try:
            self.socket.accept()
        except TimeoutError:
            return False
        return True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def test_it_is_asked_again_after_the_pause(clamd):
    now = [0.0]
    engine = clamd()
    scan = scanner("127.0.0.1:1", clock=lambda: now[0])
    assert not_scanned(scan(PLAIN), "engine_unreachable")
    scan.address = engine.address
    assert not_scanned(scan(PLAIN), "engine_unreachable")
    now[0] = 31.0
    assert scan(PLAIN).state is ScanState.CLEAN


def test_a_silent_engine_costs_the_deadline_once(clamd):
    engine = clamd(None)
    scan = scanner(engine.address, deadline_seconds=0.4)
    begun = time.monotonic()
    assert not_scanned(scan(PLAIN), "engine_unreachable")
    assert not_scanned(scan(PLAIN), "engine_unreachable")
    assert time.monotonic() - begun < 1.2


def test_too_large_by_our_limit_or_the_engines(clamd):
    assert not_scanned(scanner(clamd().address, max_bytes=10)(PLAIN), "too_large")
    assert not_scanned(scanner(clamd(limit=100_000).address)(PLAIN + b"x" * 3_000_000), "too_large")


@pytest.mark.parametrize("says", ["stream: Can't allocate memory ERROR", "", "nonsense", "OK", "FOUND"])
def test_what_is_no_verdict_is_no_clean_bill(clamd, says):
    assert scanner(clamd(says).address)(PLAIN).state is ScanState.NOT_SCANNED


CLAMD = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@pytest.mark.skipif(CLAMD is None, reason="clamd is not here (make test-tools)")
def test_the_real_engine():
    """With one signature of our own, the test file's, since real ones are fetched from the network."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "db").mkdir()
        (folder / "db" / "test.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Test.File\n", "ascii")
        (folder / "clamd.conf").write_text(
            f"LocalSocket {folder}/socket\nDatabaseDirectory {folder}/db\nForeground yes\nTemporaryDirectory {folder}\n"
            f"LogFile {folder}/log\nScanMail yes\nConcurrentDatabaseReload no\n",
            "utf-8",
        )
        folder.chmod(0o755)
        engine = subprocess.Popen(
            [CLAMD, "-c", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            scan = scanner(f"unix:{folder}/socket")
            wait_for(scan.version, engine, folder)
            found = scan(INFECTED)
            assert (found.state, found.found) == (ScanState.FOUND, "Test.File.UNOFFICIAL")
            assert found.by.startswith("ClamAV ")
            assert scan(PLAIN).state is ScanState.CLEAN
        finally:
            engine.terminate()
            engine.wait(20)


def wait_for(answers, engine, folder):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            return answers()
        except OSError:
            log = folder / "log"
            assert engine.poll() is None, log.read_text("utf-8") if log.exists() else "clamd ended at once"
            time.sleep(0.1)
    raise AssertionError("clamd did not answer in 30 s")
