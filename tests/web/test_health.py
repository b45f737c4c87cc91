"""Alive, ready, and how much waits: each answers what it alone is for."""

from datetime import timedelta

import pytest

from tsuho.words.arrival import Letter
from tsuho.words.vocabulary import Door


def test_alive_says_nothing_about_the_stores(client, centre):
    centre.spool.broken = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz").content == b"ok\n"


def test_ready_when_every_store_answers(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "spool": True, "lake": True})


def test_not_ready_names_the_store_that_does_not_answer_and_no_more(client, centre):
    centre.spool.broken = True
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "spool": False, "lake": True})
    assert b"disk gone" not in answer.content


def test_not_ready_when_the_database_is_gone(client, records_file):
    from django.db import connections

    connections.close_all()
    records_file.unlink()
    records_file.mkdir()
    assert client.get("/readyz").json()["database"] is False


def test_counts_of_what_waits(client, centre):
    centre.spool.put([Letter(Door.FORWARD, centre.clock - timedelta(seconds=90), b"x")])
    lines = client.get("/metrics").content.decode().splitlines()
    counts = dict(line.split() for line in lines if not line.startswith("#"))
    assert counts == {
        "tsuho_spool_waiting": "1",
        "tsuho_spool_oldest_seconds": "90",
        "tsuho_poison": "1",
        "tsuho_outbox_due": "0",
    }


@pytest.mark.parametrize("from_elsewhere", [{"REMOTE_ADDR": "192.0.2.9"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.9"}])
def test_counts_are_for_this_machine_only(client, from_elsewhere):
    assert client.get("/metrics", **from_elsewhere).status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_nothing_can_be_posted_there(client, path):
    assert client.post(path).status_code == 405
