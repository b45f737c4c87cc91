"""The golden forwards: what is recovered from each mail of tests/mail/forwarded is what stands beside it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.read_headers import headers_of
from tsuho.engine.unwrap.table import unwrap
from tsuho.words.catalogue import messages
from tsuho.words.vocabulary import Door

FOLDER = Path(__file__).parents[2] / "mail" / "forwarded"
MAILS = sorted(FOLDER.glob("*.eml"))


def read(path: Path, expected) -> list[dict]:
    mail = scan(path.read_bytes())
    carrier = read_body(mail)
    found = []
    for original in unwrap(mail, carrier, Door(expected["door"])):
        headers = headers_of(original)
        body = read_body(original.mail) if original.mail else original.text and carrier.of_cut(original.text)
        message = body and {
            "from": headers.from_address or headers.from_name,
            "from_name": headers.from_name,
            "subject": headers.subject,
            "sha256": sha256(original.mail.raw).hexdigest() if original.mail else None,
            "text": body.text.chars.replace("\r\n", "\n"),
            "text_whole": body.text.whole,
        }
        assert not original.why_unrecovered or original.why_unrecovered in messages()
        found.append({"form": original.form.value, "depth": original.depth, "message": message,
                      "reported": dict(original.reported)})  # fmt: skip
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
