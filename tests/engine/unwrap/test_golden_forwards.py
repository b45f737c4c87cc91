"""The golden forwards: what is recovered from each mail of tests/mail/forwarded is what stands beside it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tsuho.engine.read_one import judge, look
from tsuho.terminal.as_json import arrival_json
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door

READING = reading_for("jp", [])
RECEIVED_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)

FOLDER = Path(__file__).parents[2] / "mail" / "forwarded"
MAILS = sorted(FOLDER.glob("*.eml"))


def read(path: Path, expected) -> list[dict]:
    """What `tsuho read --json` says of one mail; the reporter's door is the one the mail was written for."""
    arrival = Arrival(1, Door(expected["door"]), RECEIVED_AT, path.read_bytes())
    found = arrival_json(path.name, judge(look(arrival, READING), NO_FACTS, READING), "en")["reports"]
    for each in found:
        if each["message"]:
            each["message"]["text"] = each["message"]["text"].replace("\r\n", "\n")
    return found


def compare(found: dict, expected: dict) -> None:
    assert (found["form"], found["depth"]) == (expected["form"], expected["depth"])
    assert expected.get("reported", {}).items() <= found["reported"].items(), found["reported"]
    if expected["message"] is None:
        assert found["message"] is None
        return
    message = dict(expected["message"])
    text = found["message"]["text"].strip()
    assert text.startswith(message.pop("text_starts", "")), text[:80]
    assert text.endswith(message.pop("text_ends", "")), text[-80:]
    for leaked in message.pop("not_in_text", ()):
        assert leaked not in text
    assert message == {key: found["message"][key] for key in message}


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_what_is_recovered_is_what_stands_beside_the_mail(path):
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    found = read(path, expected)
    assert len(found) == expected["count"] == len(expected["reports"])
    for each, wanted in zip(found, expected["reports"], strict=True):
        compare(each, wanted)


def test_there_are_enough_of_them():
    assert len(MAILS) >= 60
