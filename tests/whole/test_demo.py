"""The demo as its user meets it: one command, everything shown, and not one secret in what leaves or is logged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tsuho.referral.leak_check import LeakCheck
from tsuho.simulation.partners import sample_monitors

TSUHO = [sys.executable, "-m", "tsuho"]


def run(*command: str, centre: Path | None = None, expect: int = 0) -> str:
    named = ["--centre", str(centre)] if centre else []
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run([*TSUHO, *named, *command], capture_output=True, check=False, timeout=120, env=environment)
    assert done.returncode == expect, done.stdout.decode()[-2000:] + done.stderr.decode()[-2000:]
    assert b"Traceback" not in done.stderr
    return done.stdout.decode() if expect == 0 else done.stderr.decode()


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "centre"
    said = run("--lang", "en", "demo", str(folder), "--mails", "1200")
    return folder, said


def test_it_shows_the_day_the_campaigns_one_mail_and_the_notices(demo):
    _folder, said = demo
    for shown in ("simulated", "reports", "monitor hits", "largest campaigns", "one mail explained", "forwarded inline", "V41",
                  "confirmed the breach", "letters to", "make serve"):  # fmt: skip
        assert shown in said, shown


def test_the_days_figures_are_the_ledgers(demo):
    folder, _said = demo
    figures = json.loads(run("figures", "--day", "2015-03-10", "--json", centre=folder))
    assert figures["source"] == "simulated"
    assert figures["sources"]["counted"] == 0
    assert figures["monitors"]["total"] == figures["monitors"]["mobile"] + figures["monitors"]["pc"] == 216
    reports = figures["reports"]
    incomplete = reports["incomplete"]
    assert (
        reports["total"]
        == sum(reports[name] for name in ("violation", "hold", "no_violation", "out_of_scope")) + incomplete["total"]
    )
    assert reports["total"] == sum(reports["forms"].values())
    assert incomplete["total"] == sum(count for name, count in incomplete.items() if name != "total")
    month = json.loads(run("figures", "--month", "2015-03", "--json", centre=folder))
    assert month["reports"] == reports == month["year_to_date"]["reports"]
    assert "reports.violation" in run("figures", "--day", "2015-03-10", "--csv", centre=folder)


def test_no_monitor_and_no_reporter_is_in_any_notice(demo):
    folder, _said = demo
    documents = [path for path in (folder / "notices").rglob("*") if path.is_file()]
    assert len(documents) > 20
    check = LeakCheck([sheet.address for sheet in sample_monitors()])
    for path in documents:
        assert check.find_leaks(path.read_bytes()) == [], path
    xarf = json.loads(next(path for path in documents if path.name.endswith(".xarf.json")).read_text("utf-8"))
    assert xarf["tags"][0] == "note:simulated" and xarf["source_identifier"]


def test_a_second_referral_sends_nothing_twice(demo):
    folder, _said = demo
    assert "nothing is due" in run("--lang", "en", "refer", "provider_notice", "--dry-run", centre=folder)


def test_the_doctor_is_content_and_nothing_is_poisoned(demo):
    folder, _said = demo
    assert "FAIL" not in run("check", centre=folder)
    assert "nothing was set aside" in run("poison", "list", centre=folder)
    listed = run("monitors", "list", centre=folder)
    assert all(sheet.address not in listed for sheet in sample_monitors())


def test_wrong_usage_is_2_and_failed_work_is_1(tmp_path, demo):
    folder, _said = demo
    assert "No such command" in run("nonsense", expect=2)
    assert "no centre" in run("check", centre=tmp_path, expect=1)
    assert "name one period" in run("figures", centre=folder, expect=1)
    assert "no campaign 99999" in run(
        "decide", "confirm", "99999", "--by", "x", "--reason", "y", centre=folder, expect=1
    )
    assert "not empty" in run("init", str(folder), expect=1)
    assert "is not a time" in run("read", str(folder), "--received-at", "yesterday", expect=2)


def test_what_is_taken_from_files_is_judged_and_counted(tmp_path):
    folder = tmp_path / "centre"
    assert "admin /" in run("--lang", "en", "init", str(folder))
    (tmp_path / "mails").mkdir()
    for number in range(3):
        mail = f"From: a{number}@spam.example\r\nSubject: s\r\n\r\n直アド交換しませんか？今なら男性も完全無料だよ http://k7x2q.example/{number}\r\n"
        (tmp_path / "mails" / f"{number}.eml").write_text(mail, "utf-8", newline="")
    at = ("--received-at", "2015-03-10T12:00:00+09:00")
    assert run("take", str(tmp_path / "mails"), *at, "--resume", centre=folder).strip() == "3 taken"
    assert (
        run("take", str(tmp_path / "mails"), *at, "--resume", centre=folder).strip() == "0 taken, 3 known from before"
    )
    assert "3 arrivals examined" in run("work", "--once", centre=folder)
    figures = json.loads(run("figures", "--day", "2015-03-10", "--json", centre=folder))
    assert (figures["source"], figures["reports"]["total"], figures["reports"]["violation"]) == ("counted", 3, 3)
    assert (folder / "secrets").stat().st_mode & 0o077 == 0
