"""The origin of real mails, where the truth is known: agreement on the shared corpus, and never a wrong address."""

import csv

import pytest

from tsuho.engine.origin.boundary import find_boundary
from tsuho.engine.origin.received import parse_received
from tsuho.engine.origin.trust import Trust
from tsuho.engine.parse.mime import scan
from tsuho.words.vocabulary import Confidence


@pytest.mark.shared
@pytest.mark.parametrize(("source", "mails"), [("osst-users", 101), ("phishing_pot", 94)])
def test_the_origin_of_real_mail_is_the_known_one(corpus, source, mails):
    lines = (corpus / "trust.txt").read_text("utf-8").splitlines()
    trust = Trust.of(line.split("#")[0] for line in lines)
    with (corpus / "labels.csv").open(encoding="utf-8", newline="") as file:
        known = [row for row in csv.DictReader(file) if source in row["source"] and row["sender_ip"]]
    known = [row for row in known if not row["source"].startswith("synthetic")]
    other = {}
    for row in known:
        received = scan((corpus / row["path"]).read_bytes()).root.values("received")
        found = find_boundary(
            map(parse_received, received), trust, session=None, received_at=None, confidence=Confidence.CARRIED
        )
        assert found.sent_at is not None
        if found.ip != row["sender_ip"]:
            other[row["path"]] = (found.ip, found.why_key)
    assert len(known) == mails
    assert other == {}
