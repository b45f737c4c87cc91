"""A package can be checked by the library of those who defined the layout, and is the same however often it is built."""

import io
import zipfile

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.referral.formats.bagit import bag

FILES = {"list.csv": b"a,b\r\n", "mails/0001.eml": "件名".encode(), "note.txt": b"x"}
FACTS = [("Source-Organization", "見本センター"), ("Bagging-Date", "2015-04-01")]


def unpacked(raw, folder):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        archive.extractall(folder)
    return bagit.Bag(str(next(folder.iterdir())))


def test_the_public_library_finds_it_whole(tmp_path):
    found = unpacked(bag("cn-2015-03", FILES, FACTS), tmp_path)
    found.validate()
    assert found.info["Source-Organization"] == "見本センター"
    assert {path.removeprefix("data/") for path in found.payload_files()} == set(FILES)


def test_a_changed_byte_shows(tmp_path):
    found = unpacked(bag("cn", FILES, FACTS), tmp_path)
    (tmp_path / "cn" / "data" / "list.csv").write_bytes(b"a,c\r\n")
    assert not found.is_valid()


@settings(max_examples=40)
@given(st.dictionaries(st.from_regex(r"[a-z]{1,9}(/[a-z]{1,9})?", fullmatch=True), st.binary(max_size=300), max_size=5))
def test_the_same_files_give_the_same_bytes(files):
    assert bag("x", files, FACTS) == bag("x", dict(reversed(files.items())), FACTS)


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../b", "c:\\x", "a\\b", "", "a//b", "a%b", "表.csv", "a\nb"])
def test_no_path_leaves_the_package(path):
    with pytest.raises(ValueError, match="no path inside a package"):
        bag("x", {path: b""}, [])
