"""The programming interface: keys with scopes, a report handed in byte by byte, figures read."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Door, Source

MAIL = b"From: a@b.example\r\nSubject: \x1b$B%F\x1b(B\r\n\r\n\x00\xff body\r\n"


def hand_in(client, headers=None, data=MAIL, content_type="message/rfc822"):
    return client.post(
        "/api/v1/reports", data=data, content_type=content_type, headers=headers or {}, CONTENT_TYPE=content_type
    )


def test_a_mail_handed_in_is_in_the_spool_byte_by_byte(client, centre, key):
    answer = hand_in(client, key("report"))
    assert answer.status_code == 202 and len(answer.json()["receipt"]) == 16
    assert hand_in(client, key("report")).json() != answer.json()
    del centre.spool.letters[1:]
    (letter,) = centre.spool.letters
    assert (letter.raw, letter.door, letter.received_at, letter.simulated) == (MAIL, Door.API, centre.clock, True)
    assert letter.peer.ip == "127.0.0.1"


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"data": b""}, 400), ({"content_type": "text/plain"}, 415), ({"content_type": "application/json"}, 415)],
)
def test_what_is_no_mail_is_refused_and_not_kept(client, centre, key, wrong, status):
    answer = hand_in(client, key("report"), **wrong)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert centre.spool.letters == []


def test_a_mail_that_is_too_large_is_refused(client, centre, key):
    from django.conf import settings

    answer = hand_in(client, key("report"), data=b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert answer.status_code == 413
    assert centre.spool.letters == []


# --- keys
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer nothing"},
        {"Authorization": "Basic abc"},
        {"Authorization": "Bearer \ud800".encode("utf-8", "replace").decode()},
    ],
)
def test_without_a_key_nothing_opens(client, centre, headers):
    for answer in (hand_in(client, headers), client.get("/api/v1/figures?year=2014", headers=headers)):
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
    assert centre.spool.letters == []


def test_a_key_opens_only_what_its_scopes_name(client, centre, key):
    report, reader, both = key("report"), key("figures"), key("report", "figures")
    assert hand_in(client, reader).status_code == 403
    assert client.get("/api/v1/figures?year=2014", headers=report).status_code == 403
    assert hand_in(client, both).status_code == 202
    assert client.get("/api/v1/figures?year=2014", headers=both).status_code == 200
    assert len(centre.spool.letters) == 1


def test_a_revoked_key_opens_nothing(client, centre, key):
    from tsuho.web.api.keys import revoke
    from tsuho.web.api.models import ApiKey

    header = key("report")
    revoke(ApiKey.objects.get().pk, centre.clock)
    assert hand_in(client, header).status_code == 401


def test_of_a_token_only_its_hash_is_kept(key, records_file):
    from tsuho.web.api.models import ApiKey

    token = key("report")["Authorization"].removeprefix("Bearer ")
    assert ApiKey.objects.get().token_sha256 == sha256(token.encode()).hexdigest()
    files = list(records_file.parent.glob("records.sqlite3*"))
    assert files and not any(token.encode() in file.read_bytes() for file in files)


def test_the_last_use_is_noted_but_not_at_every_request(client, centre, key):
    from tsuho.web.api.models import ApiKey

    header, first = key("report"), centre.clock
    hand_in(client, header)
    centre.clock = first + timedelta(seconds=59)
    hand_in(client, header)
    assert ApiKey.objects.get().last_used_at == first
    centre.clock = first + timedelta(seconds=60)
    hand_in(client, header)
    assert ApiKey.objects.get().last_used_at == centre.clock


# --- figures
def test_figures_are_those_of_the_ledger(client, centre, key):
    centre.ledger.book([
        LedgerRow("a", "report", date(2015, 3, 31), Source.COUNTED, outcome="violation", count=4),
        LedgerRow("b", "report", date(2015, 3, 1), Source.SEEDED, outcome="hold", count=9),
    ])  # fmt: skip
    header = key("figures")
    day = client.get("/api/v1/figures?day=2015-03-31", headers=header).json()
    seeded = client.get("/api/v1/figures?month=2015-03&source=seeded", headers=header).json()
    assert (day["period"], day["source"], day["reports"]["violation"]) == ("2015-03-31", "counted", 4)
    assert (seeded["source"], seeded["reports"]["total"], seeded["sources"]["counted"]) == ("seeded", 9, 1)


@pytest.mark.parametrize("query", ["", "day=today", "day=2015-03-31&year=2014", "year=26", "year=2014&source=guessed"])
def test_a_wrong_question_is_answered_in_the_readers_language(client, key, query):
    header = key("figures")
    japanese = client.get(f"/api/v1/figures?{query}", headers=header)
    english = client.get(f"/api/v1/figures?{query}", headers=header | {"Accept-Language": "en-GB,en;q=0.9"})
    assert japanese.status_code == english.status_code == 422
    assert japanese.json()["title"] != english.json()["title"]
    assert english.json()["title"].isascii()


def test_the_interface_describes_itself(client):
    described = client.get("/api/v1/openapi.json").json()
    assert {"/api/v1/reports", "/api/v1/figures", "/api/v1/feed/items"} <= set(described["paths"])
    assert "message/rfc822" in described["paths"]["/api/v1/reports"]["post"]["requestBody"]["content"]
