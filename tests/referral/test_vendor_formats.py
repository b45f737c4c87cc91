"""What a vendor gets in each format can be read with the public library of that format, and a withdrawn mail is a tombstone."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import stix2
from pymisp import MISPEvent

from tsuho.referral.formats.features import feature_lines
from tsuho.referral.formats.misp import misp_feed
from tsuho.referral.formats.stix import stix_objects
from tsuho.referral.shared_item import SharedItem
from tsuho.words.vocabulary import Confidence

ITEM = SharedItem(
    reference="4b8f3c2e-6f0f-4a53-9d1e-0d0f2c5a7e11", minute=datetime(2015, 3, 10, 3, 4, tzinfo=UTC), category="prize",
    campaign=20, subject="ご当選のお知らせ", from_domain="win.example", ip="203.0.113.5", confidence=Confidence.CARRIED,
    country="CN", language="ja", links=("http://win.example/r",), attachments=(("ab" * 32, "application/zip"),),
    mail=b"Subject: x\r\n\r\n", consent="2014-04",
)  # fmt: skip
GONE = replace(ITEM, withdrawn_at=datetime(2015, 4, 1, tzinfo=UTC))


def test_a_line_tells_the_features_and_a_tombstone_nothing_else():
    first, second = map(json.loads, feature_lines([ITEM, GONE], simulated=True).decode().splitlines())
    assert (first["source_ip"], first["source_confidence"], first["received"]) == (
        "203.0.113.5",
        "carried",
        "2015-03-10T03:04Z",
    )
    assert first["simulated"] is True
    assert set(second) == {"reference", "withdrawn_at", "simulated"}


@pytest.mark.parametrize("item", [ITEM, replace(ITEM, ip="2001:db8::5", links=(), attachments=(), from_domain="")])
def test_stix_is_read_by_its_own_library_and_refers_only_to_what_it_holds(item, reporter):
    objects = stix_objects([item], reporter)
    bundle = stix2.parse(json.dumps({"type": "bundle", "id": "bundle--" + ITEM.reference, "objects": objects}))
    seen = next(each for each in bundle.objects if each.type == "observed-data")
    held = {each.id for each in bundle.objects}
    assert set(seen.object_refs) <= held
    assert "simulated" in seen.labels
    assert objects == stix_objects([item], reporter), "the same item is the same objects"


def test_a_withdrawn_item_revokes_its_own_object_and_tells_nothing(reporter):
    told = [each for each in stix_objects([ITEM], reporter) if each["type"] == "observed-data"]
    gone = [each for each in stix_objects([GONE], reporter) if each["type"] == "observed-data"]
    assert gone[0]["id"] == told[0]["id"]
    assert gone[0]["revoked"] is True
    assert stix2.parse(json.dumps(gone[0])).revoked
    assert "win.example" not in json.dumps(stix_objects([GONE], reporter))


def test_misp_reads_the_event_and_the_withdrawn_item_is_not_in_it(reporter):
    files = misp_feed(
        [ITEM, replace(GONE, reference="0" * 8 + ITEM.reference[8:], subject="消えた")], date(2015, 3, 10), reporter
    )
    name = next(name for name in files if name not in {"manifest.json", "hashes.csv"})
    event = MISPEvent()
    event.load(json.loads(files[name]))
    assert event.info.startswith("[SIMULATED]")
    assert [each.name for each in event.objects] == ["email"]
    values = {each.object_relation: each.value for each in event.objects[0].attributes}
    assert (values["subject"], values["received-header-ip"]) == ("ご当選のお知らせ", "203.0.113.5")
    assert list(json.loads(files["manifest.json"])) == [str(event.uuid)]
    assert all("消えた".encode() not in content for content in files.values())
