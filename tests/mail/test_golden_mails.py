"""The golden mails: what is read from each mail below tests/mail is what stands in the .expected.json beside it.

Beside the expected reports stand the circumstances: ``door`` (default bulk), ``received_at``, ``trust``, ``monitor`` (fields
of its sheet), ``peer``, ``envelope`` and ``authentication`` (fields of those dataclasses).
A report names only what it expects: any key of `tsuho read --json`, and of the message also ``text_starts``,
``text_ends``, ``in_text``, ``not_in_text``, ``hidden_has`` and ``hidden_lacks``. ``findings`` maps a rule to its verdict;
``no_breach: true`` says that no rule finds a breach.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tsuho.engine.origin.networks import load_builtin
from tsuho.engine.read_one import judge, look
from tsuho.terminal.as_json import arrival_json
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival, Envelope, MonitorSheet, Peer
from tsuho.words.authentication import Authentication, Signature
from tsuho.words.facts import Facts
from tsuho.words.vocabulary import Door, Medium

FOLDER = Path(__file__).parent
MAILS = sorted(FOLDER.rglob("*.eml"))
CIRCUMSTANCES = {
    "about", "source", "door", "received_at", "trust", "monitor", "peer", "envelope", "authentication", "count", "reports",
}  # fmt: skip
NETWORKS = load_builtin()


def arrival_of(path, expected) -> Arrival:
    """The arrival as it came in: the circumstances are those that the .expected.json states."""
    received_at = datetime.fromisoformat(expected.get("received_at", "2015-03-10T12:00:00+09:00")).astimezone(UTC)
    envelope = dict(expected.get("envelope", {}))
    monitor = expected.get("monitor")
    sheet = None
    if monitor:
        stated = {"medium": "pc", "carrier": "", **monitor}
        stated["medium"] = Medium(stated["medium"])
        for day in ("since", "retired_at"):
            if day in stated:
                stated[day] = datetime.fromisoformat(stated[day])
        stated.setdefault("since", datetime(2005, 1, 1, tzinfo=UTC))
        stated["partners"] = tuple(stated.get("partners", ()))
        sheet = MonitorSheet(**stated)
        envelope.setdefault("rcpt_to", [sheet.address])
    return Arrival(
        1,
        Door(expected.get("door", "monitor" if monitor else "bulk")),
        received_at,
        path.read_bytes(),
        Peer(**expected["peer"]) if "peer" in expected else None,
        Envelope(envelope.get("mail_from"), tuple(envelope.get("rcpt_to", ()))),
        sheet,
        path.name,
    )


def facts_for(seen, expected) -> Facts:
    """What a worker would have gathered: the built-in networks, and the check of the sender that is stated."""
    networks = {
        question.subject: found
        for question in seen.questions
        if question.kind == "network" and (found := NETWORKS.at(question.subject, question.at))
    }
    if "authentication" not in expected:
        return Facts(networks)
    stated = dict(expected["authentication"])
    stated["dkim"] = tuple(Signature(**each) for each in stated.get("dkim", ()))
    for several in ("helo_addresses", "unanswered"):
        if several in stated:
            stated[several] = tuple(stated[several])
    return Facts(networks, authentications={seen.sha256: Authentication(**stated)})


def read(path: Path, expected) -> list[dict]:
    """What `tsuho read --json` says of one mail."""
    reading = reading_for("jp", expected.get("trust", []))
    seen = look(arrival_of(path, expected), reading)
    found = arrival_json(path.name, judge(seen, facts_for(seen, expected), reading), "en")["reports"]
    for each in found:
        if each["message"]:
            each["message"]["text"] = each["message"]["text"].replace("\r\n", "\n")
    return found


def compare_message(found: dict, expected: dict) -> None:
    message = dict(expected)
    text = found["text"].strip()
    assert text.startswith(message.pop("text_starts", "")), text[:80]
    assert text.endswith(message.pop("text_ends", "")), text[-80:]
    for wanted in message.pop("in_text", ()):
        assert wanted in text
    for leaked in message.pop("not_in_text", ()):
        assert leaked not in text
    for wanted in message.pop("hidden_has", ()):
        assert wanted in found["hidden_text"]
    for unwanted in message.pop("hidden_lacks", ()):
        assert unwanted not in found["hidden_text"]
    assert message == {key: found[key] for key in message}


def compare(found: dict, expected: dict) -> None:
    wanted = dict(expected)
    assert wanted.pop("reported", {}).items() <= found["reported"].items(), found["reported"]
    message = wanted.pop("message", {})
    verdicts = {finding["rule"]: finding["verdict"] for finding in found["findings"]}
    if wanted.pop("no_breach", False):
        assert "breached" not in verdicts.values(), verdicts
    named = wanted.pop("findings", {})
    assert named == {rule: verdicts.get(rule) for rule in named}
    if isinstance(wanted.get("origin"), dict):
        origin = wanted.pop("origin")
        assert found["origin"] is not None, found["origin_why"]
        assert origin == {key: found["origin"][key] for key in origin}
    assert wanted == {key: found[key] for key in wanted}
    if message is None:
        assert found["message"] is None
    elif message:
        compare_message(found["message"], message)


@pytest.mark.parametrize("path", MAILS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_read_is_what_stands_beside_the_mail(path):
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert set(expected) <= CIRCUMSTANCES, set(expected) - CIRCUMSTANCES
    found = read(path, expected)
    assert len(found) == expected.get("count", len(expected["reports"])) == len(expected["reports"])
    for each, wanted in zip(found, expected["reports"], strict=True):
        compare(each, wanted)


def test_there_are_enough_of_them():
    assert len(MAILS) >= 60
