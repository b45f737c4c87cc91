"""A mail made to hurt costs at most two seconds and 200 MB beyond the idle process, and never passes for a whole one.

What is cut short is incomplete, with the reason; what is merely long is read whole. No exception: a poison would be one.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from bombs import BOMBS

MAX_SECONDS = 2.0
MAX_MEGABYTES = 200.0
# What must be said of these; every other one is incomplete with a reason, or whole.
SAID = {
    "10,000 parts": "cap_parts",
    "depth 1,000 of parts": "cap_depth",
    "header of 50 MB in one field": "cap_header",
    "header of 50 MB in many fields": "cap_header",
    "header of 50 MB in one folded field": "cap_header",
    "header of 2 MB of Received lines": "cap_header",
    "zip bomb of 400 MB": "archive_too_large",
    "zip bomb of text": "archive_too_large",
    "zip in zip in zip": "archive_in_archive",
    "zip of 20,000 names": "archive_too_many_members",
    "gzip bomb": "archive_too_large",
    "tar bomb in gzip": "archive_too_large",
    "HTML entities of 5 MB": "too_long",
    "HTML entities without an end": "too_long",
    "HTML numbers of 5 MB": "too_long",
    "HTML of 300,000 open tags": "too_long",
    "text of blanks, 5 MB": "too_long",
}


class Reader:
    """A process that reads mails; a new one where the last was killed."""

    def __init__(self) -> None:
        self.process = None

    def ask(self, file: Path) -> dict:
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, str(Path(__file__).with_name("read_bomb.py"))]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(f"{file}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        return json.loads(answer) if answer else {"outcome": "poison", "why": f"killed: {self.process.wait()}"}

    def close(self) -> None:
        if self.process is not None:
            self.process.communicate()


@pytest.fixture(scope="module")
def reader():
    reading = Reader()
    yield reading
    reading.close()


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little_and_is_named(name, reader, tmp_path):
    file = tmp_path / "bomb.eml"
    file.write_bytes(BOMBS[name]())
    found = reader.ask(file)
    file.unlink()
    assert found["outcome"] != "poison", found
    assert found["seconds"] <= MAX_SECONDS, found
    assert found["megabytes"] <= MAX_MEGABYTES, found
    assert SAID.get(name, found["why"]) == found["why"], found
    if found["why"]:
        assert found["outcome"] == "incomplete" and found["reasons"], found


def test_every_reason_that_must_be_said_is_of_a_bomb():
    assert SAID.keys() <= BOMBS.keys()
