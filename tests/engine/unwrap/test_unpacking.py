"""Archives of strangers: what is wanted comes out exactly; bombs, lies and damage are refused by name and within bounds."""

import gzip
import io
import tarfile
import tracemalloc
import zipfile

import pytest

from tsuho.engine.unwrap import unpacking
from tsuho.engine.unwrap.unpacking import unpack

MAIL = b"From: a@spam.example\r\nSubject: x\r\n\r\nhello\r\n"


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files:
            dated = zipfile.ZipInfo(name, (2015, 3, 10, 9, 0, 0))  # the same bytes every time
            archive.writestr(dated, content, method)
    return out.getvalue()


def tarred(*files: tuple[str, bytes], kind: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def mails(name: str) -> bool:
    return name.endswith(".eml")


def encrypted(raw: bytes) -> bytes:
    marked = bytearray(raw)
    marked[6] |= 1
    marked[raw.find(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


LONG = "folder/" * 30 + "迷惑.eml"


@pytest.mark.parametrize(
    "raw",
    [
        zipped(("a.eml", MAIL), ("b.txt", b"no")),
        zipped(("a.eml", MAIL), method=zipfile.ZIP_STORED),
        zipped(("a.eml", MAIL), method=zipfile.ZIP_BZIP2),
        tarred(("a.eml", MAIL), ("b.txt", b"no")),
        gzip.compress(tarred(("b.txt", b"no" * 600), ("a.eml", MAIL))),
    ],
)
def test_the_exact_bytes_of_what_is_wanted_come_out(raw):
    found = unpack(raw, mails)
    assert [(member.name, member.content) for member in found.members] == [("a.eml", MAIL)]
    assert found.refused == ""


@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_of_a_tar_are_read(kind):
    assert [member.name for member in unpack(tarred((LONG, MAIL), ("b.eml", MAIL), kind=kind), mails).members] == [
        LONG,
        "b.eml",
    ]


@pytest.mark.parametrize(
    ("raw", "refused"),
    [
        (encrypted(zipped(("a.eml", MAIL))), "archive_encrypted"),
        (zipped(("inner.zip", zipped(("a.eml", MAIL)))), "archive_in_archive"),
        (zipped(("a.eml", b"0" * 30_000_000)), "archive_too_large"),
        (zipped(("a.eml", MAIL), method=zipfile.ZIP_LZMA), "archive_unknown_kind"),
        (zipped(("a.eml", MAIL))[:-30], "archive_damaged"),
        (gzip.compress(b"\0" * 60_000_000), "archive_too_large"),
        (b"Rar!\x1a\x07\x00" + b"x" * 100, "archive_unknown_kind"),
        (b"", "archive_unknown_kind"),
    ],
)
def test_what_cannot_or_must_not_be_opened_is_refused_by_name(raw, refused):
    found = unpack(raw, mails)
    assert (found.members, found.refused) == ((), refused)


def test_a_changed_byte_is_damage_and_never_another_mail():
    raw = bytearray(zipped(("a.eml", MAIL), method=zipfile.ZIP_STORED))
    raw[raw.find(b"hello")] ^= 1
    assert unpack(bytes(raw), mails).members == ()
    assert unpack(bytes(raw), mails).refused == "archive_damaged"


def test_a_good_member_comes_out_beside_a_bomb():
    found = unpack(zipped(("bomb.eml", b"0" * 30_000_000), ("a.eml", MAIL)), mails)
    assert [member.name for member in found.members] == ["a.eml"]
    assert found.refused == "archive_too_large"


def test_a_size_that_lies_does_not_open_the_gate():
    raw = bytearray(zipped(("a.eml", b"0" * 30_000_000)))
    directory = raw.find(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = (100).to_bytes(4, "little")  # "100 bytes" where 30 MB are
    raw[directory + 20 : directory + 24] = (2**31).to_bytes(4, "little")  # and packed by nothing at all
    tracemalloc.start()
    found = unpack(bytes(raw), mails)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.members == ()
    assert found.refused in {"archive_too_large", "archive_damaged"}
    assert peak < 20_000_000


def test_no_more_than_fifty_are_taken():
    found = unpack(zipped(*((f"{number}.eml", MAIL) for number in range(60))), mails)
    assert (len(found.members), found.refused) == (50, "archive_too_many_members")
    found = unpack(tarred(*((f"{number}.eml", MAIL) for number in range(60))), mails)
    assert (len(found.members), found.refused) == (50, "archive_too_many_members")


def test_a_directory_of_thousands_is_not_even_listed(monkeypatch):
    monkeypatch.setattr(zipfile, "ZipFile", None)  # reading its directory would fail here
    raw = b"PK\x03\x04" + b"PK\x01\x02" * 5_000
    assert unpack(raw, mails).refused == "archive_too_many_members"


def test_all_members_together_are_bounded(monkeypatch):
    monkeypatch.setattr(unpacking, "MAX_TOTAL", 1_000)
    found = unpack(
        zipped(*((f"{number}.eml", b"x: y\r\n\r\n" + bytes([65 + number]) * 400) for number in range(5))), mails
    )
    assert len(found.members) == 2
    assert found.refused == "archive_too_large"


@pytest.mark.parametrize("size", [b"-0000000001\0", b"77777777777\0", b"zzz\0zzzzzzzz", b"\x80\0\0\0\0\0\0\0\0\0\0\1"])
def test_a_tar_with_an_impossible_size_ends_there(size):
    raw = bytearray(tarred(("a.eml", MAIL)))
    raw[124:136] = size
    assert unpack(bytes(raw), mails).members == ()
