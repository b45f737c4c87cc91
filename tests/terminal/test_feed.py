"""`tsuho feed` on a sample centre: show, hand over as files, withdraw, and what is refused says what to do."""

import base64
import json
import zipfile
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from tsuho.cli import app

MAIL = (
    "From: hanako.yamada31@work.example\r\nTo: share@centre.example\r\nSubject: Fwd: x\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n'
    "From: info@win.example\r\nTo: hanako.yamada31@work.example\r\nSubject: =?utf-8?B?{subject}?=\r\n"
    "Date: Tue, 10 Mar 2015 12:03:43 +0900\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "100万円が当選しました。今すぐ登録: http://win.example/r\r\n--b--\r\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A sample centre with one mail that came to the association's address; `tsuho feed …` on it."""
    from tsuho.casework.examine import examine
    from tsuho.casework.ports import Batch, Spooled
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import examiner_of, open_centre
    from tsuho.words.arrival import Envelope, Letter
    from tsuho.words.vocabulary import Door

    folder = tmp_path / "centre"
    centre = open_centre(make_centre(folder, simulated=True))
    subject = base64.b64encode("[red]当選のお知らせ".encode()).decode()
    envelope = Envelope("hanako.yamada31@work.example", ("share@centre.example",))
    letter = Letter(
        Door.ASSOCIATION, datetime(2015, 3, 10, 3, 4, 5, tzinfo=UTC), MAIL.format(subject=subject).encode(),
        envelope=envelope, simulated=True,
    )  # fmt: skip
    examine(Batch(1, 0, 1, (Spooled(1, letter),)), examiner_of(centre))
    monkeypatch.setenv("COLUMNS", "300")

    def feed(*command, expect=0):
        done = CliRunner().invoke(app, ["--lang", "en", "--centre", str(folder), "feed", *command])
        assert done.exit_code == expect, done.output
        return done.output if expect == 0 else done.output + str(done.exception or "")

    return feed


def test_showing_hands_nothing_over(run, tmp_path):
    shown = run("show", "--vendor", "vendor-a")
    assert "[red]当選のお知らせ" in shown and "win.example" in shown and "2014-04" in shown
    assert "yamada31" not in shown
    assert "1 items; go on with --after 1" in shown


@pytest.mark.parametrize(
    ("vendor", "form", "names"),
    [
        ("vendor-a", "features", {"items.jsonl"}),
        ("vendor-b", "eml", {"items.zip"}),
        ("vendor-c", "stix", {"items.json"}),
        ("vendor-d", "misp", {"manifest.json", "hashes.csv"}),
    ],
)
def test_each_format_is_handed_over_as_files(run, tmp_path, vendor, form, names):
    out = tmp_path / "out"
    run("show", "--vendor", vendor, "--format", form, "--out", str(out))
    files = {file.name: file.read_bytes() for file in out.iterdir()}
    assert names <= set(files) and len(files) == len(names) + (form == "misp")
    assert all(b"yamada31" not in content for content in files.values())
    if form == "eml":
        with zipfile.ZipFile(out / "items.zip") as archive:
            assert len(archive.namelist()) == 2
    if form == "stix":
        assert "observed-data" in {each["type"] for each in json.loads(files["items.json"])["objects"]}


def test_a_withdrawal_is_said_and_seen(run, tmp_path):
    run("show", "--vendor", "vendor-a", "--out", str(tmp_path / "out"))
    said = run("withdraw", "--report", "1", "--by", "担当", "--reason", "申出")
    assert "1 mails; of 1 of them" in said
    assert "(consent withdrawn)" in run("show", "--vendor", "vendor-a")
    assert "0 mails; of 0 of them" in run("withdraw", "--reporter-of", "1", "--by", "担当", "--reason", "申出")


def test_what_is_wrong_is_refused(run):
    assert "vendor-z" in run("show", "--vendor", "vendor-z", expect=1)
    assert "agreed" in run("show", "--vendor", "vendor-a", "--format", "stix", expect=1)
    assert "one of" in run("show", "--vendor", "vendor-a", "--format", "csv", expect=1)
    assert "either" in run("withdraw", "--by", "x", "--reason", "y", expect=1)
    assert "no report" in run("withdraw", "--report", "9", "--by", "x", "--reason", "y", expect=1)


def test_what_is_held_back_is_named_and_can_be_offered_again(run, tmp_path):
    from tsuho.store.records.feed_models import FeedItem

    run("show", "--vendor", "vendor-a")
    FeedItem.objects.update(why_not="feed_leak")
    assert "report 1): an address survived" in run("held")
    assert "1 items are offered again" in run("held", "--retry")
    assert run("held") == ""
    assert "after 2" in run("show", "--vendor", "vendor-a")


def test_a_consent_text_is_entered_by_its_hash(run, tmp_path):
    from hashlib import sha256

    text = tmp_path / "text"
    text.write_bytes("同意します".encode())
    said = run("consent-text", "2015-04", str(text), "--since", "2015-04-01")
    assert sha256("同意します".encode()).hexdigest() in said
    assert "2015-03-12" in run("consent-text", "x", str(text), "--since", "April", expect=1)
    assert "cannot be read" in run("consent-text", "x", str(tmp_path / "no"), "--since", "2015-04-01", expect=1)
