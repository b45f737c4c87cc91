"""A package for an agency abroad: whole by the public library, its limits of use stated, nothing of a recipient in it."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import bagit
import pytest
from pypdf import PdfReader

from tsuho.jurisdictions.jp.agencies import agencies
from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.documents.agency_bundle import HitAbroad, agency_bundle
from tsuho.referral.leak_check import find_leaks

BRAZIL = next(each for each in agencies() if each.code == "BR")


@pytest.fixture
def bundle(hit, reporter):
    abroad = HitAbroad(hit, 64500, "Rede Exemplo", "prize notice", "sent without consent (V31); no name shown (V41)")
    return agency_bundle(
        "A-20150401-000001", BRAZIL, [abroad, replace(abroad, hit=replace(hit, reference="b" * 16))], reporter,
        texts("agency_bundle", "en"), day=date(2015, 4, 1), first_day=date(2015, 3, 1), last_day=date(2015, 3, 31),
    )  # fmt: skip


def files_of(bundle):
    with zipfile.ZipFile(io.BytesIO(bundle.package)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_there_are_exactly_the_six_and_one_without_a_start_date():
    assert {each.code for each in agencies()} == {"CN", "BR", "TW", "HK", "KR", "VN"}
    assert [each.code for each in agencies() if each.started_on is None] == ["KR"]
    assert not any(each.ministry_charge for each in agencies()), "a charge is entered by a person, never shipped"


def test_the_package_is_whole(bundle, tmp_path):
    with zipfile.ZipFile(io.BytesIO(bundle.package)) as archive:
        archive.extractall(tmp_path)
    bagit.Bag(str(tmp_path / "A-20150401-000001-BR")).validate()


def test_it_lists_each_hit_in_utc_with_its_network(bundle):
    rows = list(csv.DictReader(io.StringIO(files_of(bundle)["data/list.csv"].decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[0]["time_utc"] == "2015-03-10T03:00:01Z"
    assert (rows[0]["asn"], rows[0]["from_domain"], rows[0]["note"]) == ("64500", "win.example", "SIMULATED")
    assert "http:" not in rows[0]["urls_defanged"]


def test_the_limits_of_use_stand_in_the_letter(bundle):
    pages = PdfReader(io.BytesIO(files_of(bundle)["data/cover-letter.pdf"])).pages
    words = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Article 30(2)" in words
    assert "criminal case" in words
    assert "SIMULATED" in words


def test_no_file_of_it_names_the_monitor(bundle, mask):
    for name, content in files_of(bundle).items():
        assert find_leaks(content, mask.secrets) == [], name
    assert any(name.endswith(".xarf.json") for name in files_of(bundle)), "in the formats it wants"


def test_the_same_values_give_the_same_bytes(bundle, hit, reporter):
    again = agency_bundle(
        "A-20150401-000001", BRAZIL,
        [HitAbroad(each, 64500, "Rede Exemplo", "prize notice", "sent without consent (V31); no name shown (V41)")
         for each in (hit, replace(hit, reference="b" * 16))],
        reporter, texts("agency_bundle", "en"), day=date(2015, 4, 1), first_day=date(2015, 3, 1), last_day=date(2015, 3, 31),
    )  # fmt: skip
    assert again.package == bundle.package
