"""Mails from files of every kind: exact bytes, in order, and a bad one costs itself only."""

import gzip
import io
import json
import mailbox
import os
import tarfile
import tracemalloc
import zipfile
from datetime import UTC, datetime

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.intake import bulk
from tsuho.intake.bulk import Unreadable, letters_from
from tsuho.store.spool.sqlite import SqliteSpool
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
    assert second.raw == b"Subject: 2\n\nx\n"


def test_an_mbox_written_by_a_library_comes_back_byte_for_byte(tmp_path):
    mails = [b"Subject: %d\r\n\r\nA \xff\x00\r\n\r\nline From here\r\nlast" % index for index in range(3)]
    with (tmp_path / "box.mbox").open("wb") as box:
        for raw in mails:
            box.write(b"From a@one.example Thu Jan  1 00:00:00 2015\r\n" + raw + b"\r\n\r\n")
    assert [letter.raw for letter in taken(tmp_path / "box.mbox")] == [raw + b"\r\n" for raw in mails]


def test_a_large_mail_in_an_mbox_is_never_held_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "MAX_MAIL", 1_000)
    (tmp_path / "box").write_bytes(b"From a\n" + b"x" * 99 * 1_000 + b"\n" + b"y\n" * 9_000 + b"\nFrom b\nsmall\n")
    large, small = taken(tmp_path / "box")
    assert isinstance(large, Unreadable) and small.raw == b"small\n"


def test_what_only_calls_itself_an_mbox_is_said(tmp_path):
    (tmp_path / "junk.mbox").write_bytes(b"Subject: no box\n\nFrom here\n")
    (said,) = taken(tmp_path / "junk.mbox")
    assert isinstance(said, Unreadable) and "no mbox" in said.why


def test_a_maildir_is_read_from_cur_and_new(tmp_path):
    box = mailbox.Maildir(tmp_path / "Maildir", create=True)
    box.add(b"Subject: new\n\nx\n")
    (new,) = taken(tmp_path / "Maildir", remember=True)
    assert new.raw == b"Subject: new\n\nx\n"
    (file,) = (tmp_path / "Maildir" / "new").iterdir()
    file.rename(tmp_path / "Maildir" / "cur" / f"{file.name}:2,S")
    (tmp_path / "Maildir" / "cur" / "0-moved-away").symlink_to("nowhere")
    gone, read = taken(tmp_path / "Maildir", remember=True)
    assert isinstance(gone, Unreadable)
    assert read.key == new.key, "a mail that somebody read meanwhile is the same mail"


def test_a_bad_archive_and_a_large_member_cost_themselves_only(folder, tmp_path, monkeypatch):
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 not a zip")
    monkeypatch.setattr(bulk, "MAX_MAIL", 1_000)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.eml", b"x" * 10_000)
        archive.writestr("good.eml", b"y")
    found = taken(folder)
    assert [each.raw for each in found if not isinstance(each, Unreadable)] == [b"y", *MAILS.values()]
    assert sorted(each.name for each in found if isinstance(each, Unreadable)) == ["bomb.zip/bomb.eml", "broken.zip"]


def test_a_damaged_archive_gives_what_can_be_read_and_says_that_more_was_there(tmp_path):
    whole = as_zip(tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(
        whole.replace(b"PK\x03\x04", b"PK\x03\x05", 2).replace(b"PK\x03\x05", b"PK\x03\x04", 1)
    )
    assert [type(each).__name__ for each in taken(tmp_path / "a.zip")] == ["Letter", "Unreadable", "Letter"]

    tar = bytearray(as_tar(tmp_path / "b.tar", "w").read_bytes())
    assert [letter.raw for letter in taken(tmp_path / "b.tar")] == list(MAILS.values())
    tar[2 * 1024 + 148 : 2 * 1024 + 156] = b"garbage!"  # the checksum of the third header
    (tmp_path / "b.tar").write_bytes(tar)
    *read, said = taken(tmp_path / "b.tar")
    assert [letter.raw for letter in read] == list(MAILS.values())[:2]
    assert isinstance(said, Unreadable) and "damaged" in said.why

    packed = bytearray(gzip.compress(bytes(as_tar(tmp_path / "c.tar", "w").read_bytes()), compresslevel=0))
    at = packed.index(b"body")
    packed[at : at + 4] = b"BODY"
    (tmp_path / "c.tgz").write_bytes(packed)
    assert isinstance(taken(tmp_path / "c.tgz")[-1], Unreadable), "its checksum says that a mail was altered"
    (tmp_path / "d.tgz").write_bytes(packed[: len(packed) // 8])
    assert isinstance(taken(tmp_path / "d.tgz")[-1], Unreadable)


def test_more_mails_than_may_be_are_said(folder, monkeypatch):
    monkeypatch.setattr(bulk, "MAX_MAILS", 2)
    *read, said = taken(folder)
    assert [letter.raw for letter in read] == list(MAILS.values())[:2]
    assert isinstance(said, Unreadable) and "split" in said.why


def test_a_sidecar_that_unpacks_without_end_fills_no_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "MAX_MAIL", 1_000_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("truth.jsonl", b" " * 50_000_000)
        archive.writestr("1.eml", b"x")
    for simulated in (False, True):
        tracemalloc.start()
        assert [letter.raw for letter in taken(tmp_path / "a.zip", simulated=simulated)] == [b"x"]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 15_000_000


def test_a_name_that_is_no_unicode_has_a_key_too(tmp_path):
    raw_name = "迷惑.eml".encode("shift_jis")
    (tmp_path / os.fsdecode(raw_name)).write_bytes(b"x")
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        archive.add(tmp_path / os.fsdecode(raw_name), os.fsdecode(raw_name))
    spool = SqliteSpool(tmp_path / "spool", clock=lambda: NOW)
    letters = [*taken(tmp_path / "a.tar", remember=True), *taken(tmp_path / os.fsdecode(raw_name), remember=True)]
    assert all(spool.put(letters))
    assert spool.put(letters) == [0, 0]
    spool.close()


@pytest.mark.parametrize("pack", [None, "tar", "zip"])
def test_a_sidecar_speaks_of_the_mails_beside_it(tmp_path, pack):
    folder = tmp_path / "mails"
    for day, ip in (("a", "203.0.113.1"), ("b", "203.0.113.2")):
        (folder / day).mkdir(parents=True)
        (folder / day / "1.eml").write_bytes(b"x")
        (folder / day / "truth.jsonl").write_text(json.dumps({"file": "1.eml", "peer": {"ip": ip}}))
    path = folder
    if pack == "tar":
        path = tmp_path / "mails.tar"
        with tarfile.open(path, "w") as archive:
            archive.add(folder, ".")
    elif pack == "zip":
        path = tmp_path / "mails.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(folder.rglob("*.*")):
                archive.write(file, file.relative_to(folder))
    found = {letter.file_name.split("/")[-2]: letter.peer.ip for letter in taken(path, simulated=True)}
    assert found == {"a": "203.0.113.1", "b": "203.0.113.2"}


def test_a_sidecar_is_obeyed_in_a_simulated_centre_alone(folder):
    line = {"file": "deeper/1.eml", "received_at": "2015-03-10T12:00:00+09:00", "door": "monitor", "peer": {"ip": "203.0.113.5", "port": 99},
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
