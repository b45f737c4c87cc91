"""The vendor feed's windows over a real loopback server, read by the public clients of TAXII, STIX and MISP."""

import base64
import io
import json
import threading
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import requests
import stix2
from pymisp import MISPEvent
from taxii2client.v21 import Server, as_pages

from tsuho.casework.receive import receive
from tsuho.casework.withdraw_consent import withdraw_report
from tsuho.words.arrival import Envelope, Letter
from tsuho.words.vocabulary import Door

AT = datetime(2015, 3, 10, 3, 4, 5, tzinfo=UTC)
REPORTER = "hanako.yamada31@work.example"
MAIL = (
    "From: {reporter}\r\nTo: share@centre.example\r\nSubject: Fwd: x\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n'
    "From: info@win{number}.example\r\nTo: {reporter}\r\nSubject: =?utf-8?B?{subject}?=\r\n"
    "Date: Tue, 10 Mar 2015 12:03:43 +0900\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "100万円が当選しました。今すぐ登録: http://win{number}.example/r?mail={encoded}\r\n--b--\r\n"
)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def opened(tmp_path):
    """A sample centre into whose association's address five mails came."""
    from tsuho.web.centre import set_opener
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.serve import work_once

    centre = open_centre(make_centre(tmp_path / "centre", simulated=True))
    subject = base64.b64encode("当選のお知らせ".encode()).decode()
    letters = [
        Letter(
            Door.ASSOCIATION,
            AT + timedelta(days=number % 2),
            MAIL.format(reporter=REPORTER, number=number, subject=subject, encoded=quote(REPORTER)).encode(),
            envelope=Envelope(REPORTER, ("share@centre.example",)),
            simulated=True,
        )
        for number in range(1, 6)
    ]
    receive(centre.spool, letters)
    done = 0
    for _ in range(100):  # a worker waits a moment for company before it cuts a small batch
        if (done := done + work_once(centre)) == len(letters):
            break
        time.sleep(0.1)
    set_opener(lambda: centre)
    yield centre
    from django.db import connections

    connections.close_all()


@pytest.fixture
def url(opened):
    """The windows of this centre on a loopback port."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connections

    settings.ALLOWED_HOSTS = ["127.0.0.1"]

    def application(environ, start):
        try:
            return WSGIHandler()(environ, start)
        finally:
            connections.close_all()

    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture
def token(opened):
    """A key for the feed, bound to a vendor whose agreement has these formats."""
    from tsuho.web.api.keys import Scope, make_key

    def of(code, formats=("features", "eml", "stix", "misp"), **changes):
        vendor = next(each for each in opened.register.vendors() if each.code == "vendor-a")
        opened.register.enter_vendor(replace(vendor, code=code, formats=formats, **changes))
        return make_key(code, [Scope.FEED], opened.now(), party=code)

    return of


def ask(url, path, token="", **how):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.get(url + path, headers=headers | how.pop("headers", {}), timeout=30, **how)


def references(answer):
    return [json.loads(line)["reference"] for line in answer.text.splitlines()]


def test_items_come_as_lines_page_by_page(url, token):
    key = token("vendor-a")
    first = ask(url, "/api/v1/feed/items?limit=3", key)
    assert (first.status_code, first.headers["Content-Type"], first.headers["X-Feed-More"]) == (
        200,
        "application/x-ndjson",
        "true",
    )
    second = ask(url, f"/api/v1/feed/items?limit=3&after={first.headers['X-Feed-Next']}", key)
    assert second.headers["X-Feed-More"] == "false"
    assert len({*references(first), *references(second)}) == 5
    line = json.loads(first.text.splitlines()[0])
    assert (line["subject"], line["links"], line["consent"], line["simulated"]) == (
        "当選のお知らせ",
        ["http://win1.example/r?mail="],
        "2014-04",
        True,
    )
    assert "yamada31" not in first.text + second.text


def test_copies_come_as_a_zip(url, token):
    answer = ask(url, "/api/v1/feed/items?format=eml", token("vendor-a"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert len(names) == 6 and "withdrawn.jsonl" in names
        assert all(b"yamada31" not in archive.read(name) for name in names)


def test_a_key_is_a_vendors_own_and_opens_nothing_else(url, token, opened):
    from tsuho.web.api.keys import Scope, make_key

    assert ask(url, "/api/v1/feed/items").status_code == 401
    assert ask(url, "/api/v1/feed/items", make_key("x", [Scope.FIGURES], opened.now())).status_code == 403
    assert ask(url, "/api/v1/feed/items", make_key("x", [Scope.FEED], opened.now())).status_code == 403, "nobody's"
    one, other = token("vendor-a"), token("vendor-b", formats=("features",))
    assert ask(url, "/api/v1/figures?year=2014", one).status_code == 403
    assert ask(url, "/api/v1/feed/items", one).status_code == 200
    assert [each["items"] for each in ask(url, "/api/v1/feed/log", one).json()] == [5]
    assert ask(url, "/api/v1/feed/log", other).json() == [], "another's log is not seen"
    for path in ("/api/v1/feed/items?format=eml", "/api/v1/feed/misp/manifest.json", "/api/v1/feed/misp/hashes.csv"):
        assert ask(url, path, other).status_code == 403, path
    for wrong in ("format=csv", "after=-1", "after=" + "9" * 40, "limit=0", "limit=x"):
        assert ask(url, f"/api/v1/feed/items?{wrong}", one).status_code == 422, wrong


def test_a_quota_says_when_to_come_again_in_the_readers_language(url, token):
    key = token("vendor-a", daily_quota=2)
    page = ask(url, "/api/v1/feed/items", key)
    assert len(references(page)) == 2
    refused = ask(
        url, f"/api/v1/feed/items?after={page.headers['X-Feed-Next']}", key, headers={"Accept-Language": "en"}
    )
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 86_400
    assert "quota of 2" in refused.json()["title"]
    taxii = ask(url, "/taxii2/api/collections/", key).json()["collections"][0]["id"]
    assert ask(url, f"/taxii2/api/collections/{taxii}/objects/", key).status_code == 429


def test_a_withdrawal_reaches_every_window(url, token, opened):
    from tsuho.wiring.feeding import feeding_of

    key = token("vendor-a")
    (gone, *_) = references(ask(url, "/api/v1/feed/items", key))
    report = opened.feed.page(0, 1)[0].of.report
    withdraw_report(feeding_of(opened), report, by="担当", reason="申出", at=opened.now())
    lines = [json.loads(line) for line in ask(url, "/api/v1/feed/items?withdrawn=true", key).text.splitlines()]
    assert [set(line) for line in lines] == [{"reference", "withdrawn_at", "simulated"}]
    assert lines[0]["reference"] == gone
    with zipfile.ZipFile(io.BytesIO(ask(url, "/api/v1/feed/items?format=eml", key).content)) as archive:
        assert f"{gone}.eml" not in archive.namelist()
        assert gone.encode() in archive.read("withdrawn.jsonl")
    manifest = ask(url, "/api/v1/feed/misp/manifest.json", key).json()
    events = [ask(url, f"/api/v1/feed/misp/{name}.json", key).json()["Event"] for name in manifest]
    assert sorted(each["deleted"] for event in events for each in event["Object"]) == [False] * 4 + [True]
    collection = Server(f"{url}/taxii2/", user="any", password=key).default.collections[0]
    seen = [each for each in collection.get_objects()["objects"] if each["type"] == "observed-data"]
    assert [bool(each.get("revoked")) for each in seen] == [False] * 4 + [True], "a tombstone stands at the end"


def test_misp_reads_the_feed(url, token):
    key = token("vendor-a")
    manifest = ask(url, "/api/v1/feed/misp/manifest.json", key).json()
    hashes = ask(url, "/api/v1/feed/misp/hashes.csv", key).text.splitlines()
    assert len(manifest) == 2
    assert {line.split(",")[1] for line in hashes} == set(manifest)
    found = 0
    for name, about in manifest.items():
        event = MISPEvent()
        event.load(ask(url, f"/api/v1/feed/misp/{name}.json", key).json())
        assert (str(event.uuid), event.info) == (name, about["info"])
        assert int(event.timestamp.timestamp()) == int(about["timestamp"])
        found += len(event.objects)
        assert "yamada31" not in event.to_json()
    assert found == 5
    assert ask(url, "/api/v1/feed/misp/0.json", key).status_code == 404


# --- TAXII 2.1 and STIX 2.1, by their public client libraries
def test_taxii_is_discovered_and_read_page_by_page(url, token):
    server = Server(f"{url}/taxii2/", user="any", password=token("vendor-a"))
    root = server.default
    assert (root.url, root.versions) == (f"{url}/taxii2/api/", ["application/taxii+json;version=2.1"])
    (collection,) = root.collections
    assert (collection.can_read, collection.can_write) == (True, False)
    assert collection.title.startswith("[SIMULATED]")
    whole = collection.get_objects(limit=1_000)
    assert whole["more"] is False
    for size in (1, 4, 7):
        pages = list(as_pages(collection.get_objects, per_request=size))
        assert all(len(page["objects"]) <= size for page in pages)
        told = {each["id"]: each for page in pages for each in page["objects"]}
        assert told == {each["id"]: each for each in whole["objects"]}
    bundle = stix2.parse({"type": "bundle", "id": f"bundle--{collection.id}", "objects": whole["objects"]})
    seen = [each for each in bundle.objects if each.type == "observed-data"]
    assert len(seen) == 5
    held = {each.id for each in bundle.objects}
    assert all(set(each.object_refs) <= held for each in seen)
    assert "yamada31" not in json.dumps(whole)


def test_taxii_filters_by_what_was_added_and_by_type(url, token):
    key = token("vendor-a", daily_quota=1_000)
    collection = Server(f"{url}/taxii2/", user="any", password=key).default.collections[0]
    manifest = collection.get_manifest()["objects"]
    objects = collection.get_objects(limit=1_000)["objects"]
    assert [each["id"] for each in manifest] == [each["id"] for each in objects]
    added = sorted({each["date_added"] for each in manifest})
    assert len(added) == 5, "every item has a time of its own"
    later = collection.get_objects(added_after=added[2])["objects"]
    assert sum(each["type"] == "observed-data" for each in later) == 2
    urls = collection.get_objects(type="url")["objects"]
    assert {each["value"] for each in urls} == {f"http://win{number}.example/r?mail=" for number in range(1, 6)}
    path = f"/taxii2/api/collections/{collection.id}/objects/"
    answer = ask(url, f"{path}?added_after={added[2]}", key)
    assert answer.headers["Content-Type"] == "application/taxii+json;version=2.1"
    assert (answer.headers["X-TAXII-Date-Added-First"], answer.headers["X-TAXII-Date-Added-Last"]) == tuple(added[3:])
    empty = ask(url, f"{path}?added_after={added[4]}", key)
    assert empty.json() == {"more": False}


def test_the_pages_of_taxii_cost_each_item_once(url, token, opened):
    key = token("vendor-a", daily_quota=5)
    collection = Server(f"{url}/taxii2/", user="any", password=key).default.collections[0]
    list(as_pages(collection.get_manifest, per_request=3))
    assert opened.feed.pulls("vendor-a") == [], "a list costs nothing"
    list(as_pages(collection.get_objects, per_request=2))
    assert sum(each.items for each in opened.feed.pulls("vendor-a")) == 5
    assert ask(url, f"/taxii2/api/collections/{collection.id}/objects/", key).status_code == 429


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/taxii2/", {"Authorization": ""}, 401),
        ("/taxii2/", {"Authorization": "Basic !!"}, 401),
        ("/taxii2/", {"Accept": "application/json"}, 406),
        ("/taxii2/", {"Accept": "application/taxii+json;version=2.0"}, 406),
        ("/taxii2/", {"Accept": "text/html, application/taxii+json; version=2.1"}, 200),
        ("/taxii2/api/collections/no/", {}, 404),
        ("/taxii2/api/collections/{id}/", {}, 200),
        ("/taxii2/api/collections/{id}/objects/?limit=x", {}, 400),
        ("/taxii2/api/collections/{id}/objects/?next=0.1", {}, 400),
        ("/taxii2/api/collections/{id}/objects/?next=" + "9" * 40, {}, 400),
        ("/taxii2/api/collections/{id}/objects/?added_after=2015-03-10", {}, 400),
    ],
)
def test_taxii_refuses_in_its_own_words(url, token, path, headers, status):
    key = token("vendor-a")
    number = ask(url, "/taxii2/api/collections/", key).json()["collections"][0]["id"]
    answer = ask(url, path.format(id=number), key, headers=headers)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/taxii+json;version=2.1"
    if status >= 400:
        assert answer.json()["http_status"] == str(status)
        assert answer.json()["title"]


def test_a_vendor_without_stix_sees_a_collection_that_it_may_not_read(url, token):
    key = token("vendor-a", formats=("features",))
    (collection,) = ask(url, "/taxii2/api/collections/", key).json()["collections"]
    assert collection["can_read"] is False
    assert ask(url, f"/taxii2/api/collections/{collection['id']}/manifest/", key).status_code == 403
