"""The inspection export of a real centre: the command and the button give the same package, its facts hold, a planted address blocks it."""

import io
import json
import os
import subprocess
import sys
import zipfile
from hashlib import sha256

import pytest

from tsuho.casework.audit_ports import AuditAsked

PAGE = "/console/ministry/inspection/"


@pytest.fixture(scope="module")
def centre(confirmed_centre):
    from tsuho.web.centre import set_opener
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.settings import read_settings

    made = open_centre(read_settings(confirmed_centre))
    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import Role

    set_opener(lambda: made)
    for role in (Role.ADMINISTRATOR, Role.LIAISON, Role.OFFICIAL):
        make_account(f"one-{role}", role, "tests")
    return made


@pytest.fixture
def as_(centre):
    from django.test import Client

    from tsuho.web.accounts.models import User

    def signed_in(role, language="ja"):
        own = Client(SERVER_NAME="localhost", headers={"accept-language": language})
        own.force_login(User.objects.get(username=f"one-{role}"), "allauth.account.auth_backends.AuthenticationBackend")
        return own

    return signed_in


@pytest.fixture
def today(centre):
    return centre.now().astimezone(centre.reading.jurisdiction.timezone).date().isoformat()


def run(centre, *command, expect=0):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run(
        [sys.executable, "-m", "tsuho", "--lang", "en", "--centre", str(centre.settings.folder), *command],
        capture_output=True, check=False, timeout=180, env=environment,
    )  # fmt: skip
    assert done.returncode == expect, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode() + done.stderr.decode()


def files(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def written(centre, act):
    return centre.audit.search(AuditAsked(act=act), None, 10)


def test_the_button_asks_for_a_reason_and_for_meaning_it(as_, centre, today):
    own = as_("administrator")
    assert own.get(PAGE).status_code == 200
    asked = {"since": "2015-03-01", "until": today, "reason": "定期の立入検査", "sure": "on"}
    for missing in ("reason", "sure", "since"):
        assert own.post(PAGE, asked | {missing: ""}).status_code == 422
    assert as_("liaison").post(PAGE, asked).status_code == as_("official").post(PAGE, asked).status_code == 403
    assert not written(centre, "inspection_exported")
    answer = own.post(PAGE, asked)
    assert answer["Content-Type"] == "application/zip" and answer["Content-Disposition"].startswith("attachment")
    (entry,) = written(centre, "inspection_exported")
    assert (entry.by, entry.details["reason"]) == ("one-administrator", "定期の立入検査")
    assert entry.details["sha256"] == sha256(answer.content).hexdigest()
    assert entry.details["sha256"] in own.get(PAGE).content.decode()


def test_the_log_in_the_package_is_the_centres_own_chain(as_, today):
    asked = {"since": "2015-03-01", "until": today, "reason": "検査", "sure": "on"}
    held = files(as_("administrator").post(PAGE, asked).content)
    lines = held["data/audit/chain.jsonl"].decode().splitlines()
    assert len(lines) > 3
    hashes = [sha256(line.encode()).hexdigest() for line in lines]
    assert [json.loads(line)[0] for line in lines[1:]] == hashes[:-1]
    assert "confirm" in {json.loads(line)[3] for line in lines}
    assert b"SIMULATED" in held["data/ledger/sums.csv"]


def test_the_command_writes_the_same_bytes_for_a_time_that_is_over(as_, centre, tmp_path):
    asked = {"since": "2015-03-01", "until": "2015-03-31", "reason": "検査", "sure": "on"}
    package = as_("administrator").post(PAGE, asked).content
    said = run(
        centre, "ministry", "inspection", "--since", "2015-03-01", "--until", "2015-03-31", "--by", "管理者", "--reason", "検査",
        "--out", str(tmp_path),
    )  # fmt: skip
    file = tmp_path / "inspection-2015-03-01-2015-03-31.zip"
    assert file.read_bytes() == package and sha256(package).hexdigest() in said
    assert (tmp_path / f"{file.stem}.seal.txt").read_text().startswith(sha256(package).hexdigest())


def test_a_planted_monitor_or_reporter_blocks_it_for_button_and_command(as_, centre, today, tmp_path, judge_all):
    from tsuho.casework.receive import receive
    from tsuho.words.arrival import Envelope, Letter, Peer
    from tsuho.words.vocabulary import Door

    raw = b"From: hanako@reporter.example\r\nTo: x@y.example\r\nSubject: Fwd: s\r\n\r\n> From: a@b.example\r\n> Subject: s\r\n>\r\n> t\r\n"
    envelope = Envelope("hanako.kaku@reporter.example", ("meiwaku@tsuho.example",))
    receive(centre.spool, [Letter(Door.FORWARD, centre.now(), raw, Peer("198.51.100.9", 25, "x.example"), envelope, simulated=True)])  # fmt: skip
    judge_all(centre)
    own, before = as_("administrator"), len(written(centre, "inspection_exported"))
    asked = {"since": today, "until": today, "reason": "検査", "sure": "on"}
    for planted in ("Hanako.Kaku@reporter.example", centre.records.monitors()[0].address):
        centre.audit.write(centre.now(), "tests", "note", "x", {"reason": f"see {planted}"})
        answer = own.post(PAGE, asked)
        assert answer.status_code == 422 and planted not in answer.content.decode()
        said = run(
            centre, "ministry", "inspection", "--since", today, "--until", today, "--by", "x", "--reason", "x", "--out",
            str(tmp_path), expect=1,
        )  # fmt: skip
        assert planted not in said and "Nothing was handed over" in said
        assert not list(tmp_path.iterdir())
    assert len(written(centre, "inspection_exported")) == before
    assert len(written(centre, "inspection_blocked")) == 4
