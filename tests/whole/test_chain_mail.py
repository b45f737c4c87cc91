"""A day of chain mail through our own doors, killed in the middle of it: counted, proved discarded, and not a byte of any is left."""

import base64
import json
import os
import quopri
import signal
import smtplib
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.settings import read_settings

DAY, CERTAIN = 120, 12  # letters at the chain door, and at the door for forwards in a form that is certain
GONE, KEPT = "qzkusariqz", "qzshokoqz"  # planted in every chain letter, and in a mail that is evidence
ASKS = "このメールを7人に送ると願いが叶います。止めると不幸が訪れます。"
BROKEN = (
    b"\x00\xff\xfe%s\x1b$B\r\n",
    b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\nContent-Type: multipart/mixed; boundary=%s\r\n\r\n",
    b"Content-Type: text/plain; charset=x-%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s=\r\n",
    b"Subject: =?iso-2022-jp?B?%s?=\r\n%s: \r\n",
    b"%s\r\n" * 50_000,
)


def chain_letter(number: int) -> bytes:
    """One letter with the marker wherever something could be kept of it, in one of many dresses."""
    marker = f"{GONE}{number:04d}"
    head = (
        f"From: {marker} <{marker}@home.example>\r\nMessage-ID: <{marker}@home.example>\r\nSubject: Fw: {marker}\r\n"
        f"X-{marker}: {marker}\r\nMIME-Version: 1.0\r\n"
    ).encode()
    text = f"東京都\r\n{marker}\r\n{ASKS}\r\n"
    match number % 6:
        case 0:
            return head + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + text.encode("iso-2022-jp")
        case 1:
            body = base64.encodebytes(text.encode())
            return head + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
        case 2:
            body = quopri.encodestring(text.encode())
            kind = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            return head + kind + body
        case 3:
            file = (
                f'--b\r\nContent-Type: image/gif; name="{marker}.gif"\r\nContent-Transfer-Encoding: base64\r\n\r\n'.encode()
                + base64.encodebytes(b"GIF89a" + marker.encode() * 20_000)  # larger than a page of any database
                + b"--b--\r\n"
            )
            kind = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            return head + kind + text.encode() + file
        case 4:
            broken = BROKEN[number // 6 % len(BROKEN)]
            return head + broken.replace(b"%s", marker.encode())
        case _:
            return head + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode()


def forwarded(raw: bytes) -> bytes:
    """A mail handed on whole, as an attachment."""
    return (
        b"From: r@home.example\r\nSubject: spam\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n"
        b"--outer\r\nContent-Type: message/rfc822\r\n\r\n" + raw + b"\r\n--outer--\r\n"
    )


class Serving:
    """The doors and the workers as processes of their own, with their log in the centre's own folder."""

    def __init__(self, folder: Path, name: str) -> None:
        log = (folder / f"{name}.log").open("wb")
        command = [sys.executable, "-m", "tsuho", "--centre", str(folder), "work"]
        doors = [*command[:-1], "intake", "--smtp", "127.0.0.1:0"]
        self.work = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        self.intake = subprocess.Popen(doors, stdout=subprocess.PIPE, stderr=log, start_new_session=True)
        log.close()
        self.port = int(self.intake.stdout.readline().rsplit(b":", 1)[1])

    def send(self, raw: bytes, to: str) -> None:
        with smtplib.SMTP("127.0.0.1", self.port, timeout=20) as session:
            session.ehlo()
            session.mail(f"{GONE}@home.example" if GONE.encode() in raw else "r@home.example", ["BODY=8BITMIME"])
            session.rcpt(to)
            assert session.data(raw)[0] == 250

    def kill(self) -> None:
        os.killpg(self.work.pid, signal.SIGKILL)
        self.work.wait(10)
        self.end(self.intake)

    def drain(self) -> None:
        self.end(self.intake)
        self.end(self.work)
        assert (self.intake.returncode, self.work.returncode) == (0, 0)

    @staticmethod
    def end(process: "subprocess.Popen[bytes]") -> None:
        process.terminate()
        process.wait(40)
        if process.stdout:
            process.stdout.close()


@pytest.fixture(scope="module")
def after_the_day(tmp_path_factory):
    """The folder of a centre after such a day, drained."""
    folder = tmp_path_factory.mktemp("chain") / "centre"
    settings = make_centre(folder, simulated=True)
    file = folder / "tsuho.toml"
    file.write_text(file.read_text("utf-8") + "\n[workers]\nprocesses = 1\nlease_seconds = 2\n", "utf-8")
    chain, forward = settings.doors.chain, settings.doors.forward[0]
    serving = Serving(folder, "morning")
    try:
        for number in range(DAY):
            if number == DAY // 2:
                serving.kill()
                serving = Serving(folder, "afternoon")
            serving.send(chain_letter(number), chain[number % len(chain)])
        for number in range(CERTAIN):
            serving.send(forwarded(chain_letter(6 * number + 5)), forward)
        # evidence, to show that whoever searches here finds
        serving.send(forwarded(f"Subject: a\r\n\r\n{KEPT} 完全無料 http://k7x2q.example/\r\n".encode()), forward)
        _wait_until_judged(folder)
        time.sleep(1)  # the workers' next look, which empties the log
        serving.drain()
    finally:
        for process in (serving.intake, serving.work):
            if process.poll() is None:
                process.kill()
    yield folder
    from django.db import connections

    connections.close_all()


def _wait_until_judged(folder: Path) -> None:
    spool = open_centre(read_settings(folder)).spool
    end = time.monotonic() + 60
    while spool.waiting().arrivals:
        assert time.monotonic() < end, "it was not judged"
        time.sleep(0.3)
    spool.close()


def dresses(marker: str) -> dict[str, bytes]:
    """The marker as it may stand in a file; of base64 what is the same whatever stands around it."""
    raw = marker.encode()
    found = {
        "raw": raw,
        "quoted-printable": "".join(f"={byte:02X}" for byte in raw).encode(),
        "hex": raw.hex().encode(),
        "UTF-16": marker.encode("utf-16-le"),
        "UTF-16 big": marker.encode("utf-16-be"),
    }
    for offset in range(3):
        coded = base64.b64encode(b"x" * offset + raw).rstrip(b"=")
        found[f"base64 at {offset}"] = coded[(offset * 8 + 5) // 6 : (offset + len(raw)) * 8 // 6]
    return found


def places(folder: Path, marker: str) -> list[str]:
    """Everywhere below a folder where a marker stands; what is packed in columnar files is looked at unpacked too."""
    found = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        contents = [file.read_bytes()]
        if file.suffix == ".parquet":
            contents.append(repr(pq.read_table(file).to_pylist()).encode())
        for dress, written in dresses(marker).items():
            if any(written in content for content in contents):
                found.append(f"{file.relative_to(folder)} ({dress})")
    return found


def test_the_search_finds_what_is_there(after_the_day, tmp_path):
    assert any(place.startswith("lake/") for place in places(after_the_day, KEPT))
    for number in (0, 1, 2, 3, 5):
        (tmp_path / "a").write_bytes(chain_letter(number).partition(b"\r\n\r\n")[2])
        assert places(tmp_path, GONE), f"letter {number} holds it in its body"


def test_not_a_byte_of_it_is_left_anywhere(after_the_day):
    assert {file.name for file in after_the_day.iterdir()} >= {
        "records.sqlite3",
        "spool.sqlite3",
        "lake",
        "morning.log",
    }
    assert places(after_the_day, GONE) == []
    assert open_centre(read_settings(after_the_day)).spool.poisoned() == []


def test_every_letter_is_counted_once_and_proved_discarded_once(after_the_day):
    centre = open_centre(read_settings(after_the_day))
    today = datetime.now(UTC).date()
    since, until = today - timedelta(days=2), today + timedelta(days=2)
    counted = dict(centre.ledger.sums(since, until, ("series", "door")))
    assert counted["chain_mail", "chain"] == DAY and counted["chain_mail", "forward"] == CERTAIN
    assert counted["report", "forward"] == 1
    proofs = centre.discards.between(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert sorted(each.door for each in proofs) == ["chain"] * DAY + ["forward"] * CERTAIN
    assert GONE not in json.dumps([str(each) for each in proofs])
