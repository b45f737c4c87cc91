"""What a vendor gets in each format can be read with the public library of that format, and a withdrawn mail is a tombstone."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import md5

import pytest
import stix2
from pymisp import MISPEvent

from tsuho.referral.formats.eml_zip import eml_zip
from tsuho.referral.formats.features import feature_lines
from tsuho.referral.formats.misp import event_uuid, misp_event, misp_hashes, misp_manifest
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


DAY = date(2015, 3, 10)
CHANGED = datetime(2015, 4, 1, 0, 0, 5, tzinfo=UTC)


def event_of(items, reporter):
    event = MISPEvent()
    event.load(json.loads(misp_event(items, DAY, CHANGED, reporter)))
    return event


def test_misp_reads_the_event_and_its_manifest(reporter):
    event = event_of([ITEM], reporter)
    assert event.info.startswith("[SIMULATED]")
    assert [each.name for each in event.objects] == ["email"]
    values = {each.object_relation: each.value for each in event.objects[0].attributes}
    assert (values["subject"], values["received-header-ip"]) == ("ご当選のお知らせ", "203.0.113.5")
    manifest = json.loads(misp_manifest({DAY: CHANGED}, reporter))
    assert list(manifest) == [str(event.uuid)] == [event_uuid(DAY, reporter)]
    listed, told = manifest[str(event.uuid)], event.manifest[str(event.uuid)]
    for key in ("info", "date", "analysis", "threat_level_id", "timestamp"):
        assert str(listed[key]) == str(told[key]), key
    assert int(manifest[str(event.uuid)]["timestamp"]) == CHANGED.timestamp(), "what changed is fetched again"


def test_in_misp_a_withdrawn_item_deletes_its_object_and_says_nothing(reporter):
    told, gone = event_of([ITEM], reporter), event_of([replace(GONE, subject="消えた")], reporter)
    assert gone.objects[0].uuid == told.objects[0].uuid
    assert gone.objects[0].deleted and not told.objects[0].deleted
    assert gone.objects[0].attributes == []
    assert gone.objects[0].timestamp > told.objects[0].timestamp
    assert "消えた" not in gone.to_json() and "win.example" not in gone.to_json()


def test_a_value_is_found_by_its_hash(reporter):
    line = f"{md5(b'203.0.113.5').hexdigest()},{event_uuid(DAY, reporter)}\n"
    hashes = misp_hashes([(DAY, ITEM), (DAY, replace(ITEM, reference="x"))], reporter).decode()
    assert hashes.count(line) == 1
    assert misp_hashes([(DAY, GONE)], reporter) == b""


def test_a_zip_has_the_copies_and_what_was_withdrawn():
    packed = eml_zip(
        [ITEM, replace(ITEM, reference="text-only", mail=b""), replace(GONE, reference="gone")], simulated=True
    )
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    gone = json.loads(found.pop("withdrawn.jsonl"))
    assert found == {f"{ITEM.reference}.eml": ITEM.mail}
    assert gone == {"reference": "gone", "withdrawn_at": "2015-04-01T00:00Z", "simulated": True}
    again = eml_zip(
        [ITEM, replace(ITEM, reference="text-only", mail=b""), replace(GONE, reference="gone")], simulated=True
    )
    assert packed == again
