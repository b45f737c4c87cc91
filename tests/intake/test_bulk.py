"""Mails from files of every kind: exact bytes, in order, and a bad one costs itself only."""

import io
import json
import mailbox
import tarfile
import zipfile
from datetime import UTC, datetime

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.intake import bulk
from tsuho.intake.bulk import Unreadable, letters_from
from tsuho.words.vocabulary import Door

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MAILS = {f"{index}.eml": b"Subject: n%d\r\n\r\nbody \xff\x00 \n.\r\n" % index for index in range(3)}


def taken(path, **settings):
    return list(letters_from(path, door=Door.BULK, received_at=NOW, **settings))


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "mails"
    (made / "deeper").mkdir(parents=True)
    for name, raw in MAILS.items():
        (made / "deeper" / name).write_bytes(raw)
    return made


def as_tar(path, mode):
    with tarfile.open(path, mode) as archive:
        for name, raw in MAILS.items():
            member = tarfile.TarInfo(f"../../{name}")
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return path


def as_zip(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in MAILS.items():
            archive.writestr(name, raw)
    return path


def test_a_folder_a_file_and_the_archives_give_the_exact_bytes_in_order(folder, tmp_path):
    for path in (
        folder,
        as_tar(tmp_path / "a.tar", "w"),
        as_tar(tmp_path / "a.tgz", "w:gz"),
        as_zip(tmp_path / "a.zip"),
    ):
        assert [letter.raw for letter in taken(path)] == list(MAILS.values()), path
    (one,) = taken(folder / "deeper" / "1.eml")
    assert (one.raw, one.door, one.received_at, one.key) == (MAILS["1.eml"], Door.BULK, NOW, "")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.tar", "a.tgz", "a.zip", "mails"], (
        "nothing was unpacked"
    )


def test_an_mbox_gives_each_mail_without_its_from_line(tmp_path):
    path = tmp_path / "box"
    path.write_bytes(
        b"From a Thu Jan  1 00:00:00 2015\nSubject: 1\n\n>From the start\n>>From quoted\n\nFrom b Thu Jan  1 00:00:00 2015\nSubject: 2\n\nx\n"
    )
    first, second = taken(path)
    assert first.raw == b"Subject: 1\n\nFrom the start\n>From quoted\n"
    assert second.raw.startswith(b"Subject: 2\n\nx")


def test_a_maildir_is_read_from_cur_and_new(tmp_path):
    box = mailbox.Maildir(tmp_path / "Maildir", create=True)
    box.add(b"Subject: new\n\nx\n")
    assert [letter.raw for letter in taken(tmp_path / "Maildir")] == [b"Subject: new\n\nx\n"]


def test_a_bad_archive_and_a_large_member_cost_themselves_only(folder, tmp_path, monkeypatch):
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 not a zip")
    monkeypatch.setattr(bulk, "MAX_MAIL", 1_000)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.eml", b"x" * 10_000)
        archive.writestr("good.eml", b"y")
    found = taken(folder)
    assert [each.raw for each in found if not isinstance(each, Unreadable)] == [b"y", *MAILS.values()]
    assert sorted(each.name for each in found if isinstance(each, Unreadable)) == ["bomb.zip/bomb.eml", "broken.zip"]


def test_a_sidecar_is_obeyed_in_a_simulated_centre_alone(folder):
    line = {"file": "1.eml", "received_at": "2015-03-10T12:00:00+09:00", "door": "monitor", "peer": {"ip": "203.0.113.5", "port": 99},
            "mail_from": "a@one.example", "rcpt_to": ["trap@mobile-a.example"]}  # fmt: skip
    (folder / "truth.jsonl").write_text(json.dumps(line) + "\nnonsense\n")
    plain, stated = taken(folder)[1], taken(folder, simulated=True)[1]
    assert (plain.door, plain.received_at, plain.peer) == (Door.BULK, NOW, None)
    assert (stated.door, stated.received_at) == (Door.MONITOR, datetime(2015, 3, 10, 3, 0, tzinfo=UTC))
    assert (stated.peer.ip, stated.peer.stated_by, stated.envelope.rcpt_to) == (
        "203.0.113.5",
        "sidecar",
        ("trap@mobile-a.example",),
    )
    (folder / "truth.jsonl").write_text(json.dumps({**line, "received_at": "2015-03-10T12:00:00"}) + "\n")
    assert isinstance(taken(folder, simulated=True)[1], Unreadable)


def test_keys_are_the_same_in_every_run(folder):
    keys = [letter.key for letter in taken(folder, remember=True)]
    assert len(set(keys)) == 3 and keys == [letter.key for letter in taken(folder, remember=True)]


def test_a_monitor_named_by_the_caller_is_in_the_envelope(folder):
    assert taken(folder, monitor="trap@mobile-a.example")[0].envelope.rcpt_to == ("trap@mobile-a.example",)


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(CannotDo, match="there is no"):
        taken(tmp_path / "nothing")
