"""Each kind of referral through the command line: drafted, checked, approved, out, counted; and answers that close the loop."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from tsuho.wiring.open import open_centre
from tsuho.wiring.settings import read_settings

TSUHO = [sys.executable, "-m", "tsuho"]
MINISTRY = ("--by", "模擬係官", "--reason", "確認した")


def run(centre: Path, *command: str, expect: int = 0) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run(
        [*TSUHO, "--lang", "en", "--centre", str(centre), *command],
        capture_output=True, check=False, timeout=180, env=environment | {"COLUMNS": "240"},
    )  # fmt: skip
    assert done.returncode == expect, done.stdout.decode()[-2000:] + done.stderr.decode()[-2000:]
    return done.stdout.decode() if expect == 0 else done.stderr.decode()


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """A sample centre with its day taken in, notices sent into a folder, and one sender identified."""
    folder = tmp_path_factory.mktemp("referrals") / "centre"
    run(folder, "demo", str(folder), "--mails", "900")
    return folder


def figures(centre):
    """The figures of this month: what is sent today counts today, by the machine's clock."""
    today = datetime.now(ZoneInfo("Asia/Tokyo"))
    return json.loads(run(centre, "figures", "--month", f"{today:%Y-%m}", "--json"))


def numbers(centre, kind, state=""):
    """The numbers of referrals, out of the list as a person reads it."""
    listed = run(centre, "decide", "list", "--kind", kind, *(("--state", state) if state else ()))
    return re.findall(r"│ (\d+) +│", listed)


@pytest.mark.parametrize(
    "kind",
    [
        "provider_notice", "warning", "agency_bundle", "petition_file", "inquiry_draft", "withdrawal", "handoff",
        "ministry_report", "chain-report",
    ],
)  # fmt: skip
def test_a_dry_run_of_every_kind_changes_nothing(centre, kind, tmp_path):
    before = run(centre, "decide", "list")
    run(centre, "refer", kind, "--dry-run", "--out", str(tmp_path))
    assert run(centre, "decide", "list") == before


def test_what_was_sent_is_counted(centre):
    notices = numbers(centre, "provider_notice", "sent")
    counted = figures(centre)["providers"]
    assert counted["providers"] == len(notices) > 3
    assert counted["notices"] >= len(notices)


def test_a_package_goes_abroad_only_after_check_and_approval(centre, tmp_path):
    said = run(centre, "refer", "agency_bundle", "--out", str(tmp_path / "early"))
    assert "KR" in said and "start date" in said
    drafts = numbers(centre, "agency_bundle", "draft")
    assert drafts and not (tmp_path / "early").exists()
    refused = run(centre, "decide", "approve", drafts[0], *MINISTRY, expect=1)
    assert "from there: " in refused and "check" in refused
    for number in drafts:
        run(centre, "decide", "check", number, *MINISTRY)
        run(centre, "decide", "approve", number, *MINISTRY)
    run(centre, "refer", "agency_bundle", "--out", str(tmp_path / "out"))
    assert numbers(centre, "agency_bundle", "sent") == drafts
    packages = sorted(file.name for file in (tmp_path / "out").rglob("*.zip"))
    assert len(packages) == len(drafts)
    agencies = figures(centre)["agencies"]
    assert agencies["KR"] == 0 < agencies["CN"]
    assert run(centre, "refer", "agency_bundle", "--out", str(tmp_path / "again")).count("letters to") <= 1
    assert not (tmp_path / "again").exists(), "nothing goes twice"


def test_a_list_that_is_handed_off_is_sent_once_approved(centre, tmp_path):
    run(centre, "refer", "handoff", "--out", str(tmp_path))
    for number in numbers(centre, "handoff", "draft"):
        run(centre, "decide", "check", number, *MINISTRY)
        run(centre, "decide", "approve", number, *MINISTRY)
    run(centre, "refer", "handoff", "--out", str(tmp_path))
    lists = [csv.reader(io.StringIO(file.read_text("utf-8-sig"))) for file in tmp_path.rglob("list.csv")]
    assert len(lists) == 4
    assert all(len(list(rows)) > 1 for rows in lists)


def test_an_answer_closes_the_loop_and_is_counted(centre, tmp_path):
    listed = run(centre, "answers", "list")
    ticket = re.search(r"\d{8}-\d{6}", listed).group()
    reply = tmp_path / "reply.eml"
    reply.write_bytes(
        f"From: abuse@isp.example\r\nSubject: Re: [{ticket}]\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "suspended\r\n契約者 見本太郎\r\n".encode()
    )
    assert "entered as an answer" in run(centre, "answers", "take", str(reply))
    counted = figures(centre)["providers"]["answers"]
    assert counted["suspended"] == 1
    assert "suspended" in run(centre, "answers", "list")
    unclear = tmp_path / "unclear.eml"
    unclear.write_bytes(f"From: abuse@isp.example\r\nSubject: Re: [{ticket}]\r\n\r\nthank you\r\n".encode())
    assert "a person must read" in run(centre, "answers", "take", str(unclear), expect=1)
    for kept in centre.rglob("*.sqlite3*"):
        assert "見本太郎".encode() not in kept.read_bytes(), "a subscriber that somebody named is kept nowhere"


def test_the_dossier_goes_to_the_ministry_once_it_is_checked_and_approved(centre, tmp_path):
    run(centre, "refer", "ministry_report", "--out", str(tmp_path))
    (number,) = numbers(centre, "ministry_report", "draft")
    run(centre, "decide", "check", number, *MINISTRY)
    run(centre, "decide", "approve", number, *MINISTRY)
    run(centre, "refer", "ministry_report", "--out", str(tmp_path))
    (listed,) = tmp_path.rglob("list.csv")
    rows = list(csv.DictReader(io.StringIO(listed.read_text("utf-8-sig"))))
    assert len(rows) > 5 and {row["grade"] for row in rows} <= {"E0", "E1", "E2", "E3", "E4"}
    assert [row["grade"] for row in rows] == sorted((row["grade"] for row in rows), reverse=True), "the strongest first"
    assert all(row["note"].startswith("SIMULATED") for row in rows)
    assert next(iter(tmp_path.rglob("*.pdf"))).read_bytes()[:5] == b"%PDF-"
    assert run(centre, "refer", "ministry_report", "--out", str(tmp_path / "again"))
    assert not (tmp_path / "again").exists(), "one dossier a month"


def test_the_register_of_partners_and_senders_through_the_command_line(centre, tmp_path):
    run(centre, "partners", "list")
    table = tmp_path / "providers.csv"
    table.write_text(
        "code,name,contact,networks\nnew-isp,新規,abuse@new-isp.example,203.0.113.240/28 2014-04-01\nbad,悪,nobody,\n",
        "utf-8",
    )
    shown = run(centre, "partners", "import", str(table), "--kind", "providers", "--source", "list")
    assert "+ new-isp" in shown and "--apply" in shown
    assert "new-isp" not in run(centre, "partners", "list")
    run(centre, "partners", "import", str(table), "--kind", "providers", "--source", "list", "--apply", "--by", "見本")
    assert "abuse@new-isp.example" in run(centre, "partners", "list"), "contacts in full, for staff"
    run(centre, "partners", "confirm", "new-isp", "contact=desk@new-isp.example", *MINISTRY)
    run(centre, "partners", "inhibit", "new-isp", "--until", "2099-01-01", *MINISTRY)
    one = run(centre, "partners", "show", "new-isp")
    assert "desk@new-isp.example" in one and "模擬係官" in one and "2099-01-01" in one
    contradicted = run(centre, "partners", "import", str(table), "--kind", "providers", "--source", "list")
    assert "! new-isp.contact: desk@new-isp.example" in contradicted
    run(centre, "partners", "clear-bounce", "new-isp", *MINISTRY)
    assert "there is no provider" in run(centre, "partners", "show", "nobody", expect=1)


def test_a_sender_is_verified_and_the_day_of_his_warning_is_kept(centre, tmp_path):
    found = open_centre(read_settings(centre)).records.campaigns(limit=50)
    campaign = next(each for each in found if each.monitor_hits and each.rules.get("V31"))
    for rule in campaign.rules:
        run(centre, "decide", "confirm", str(campaign.id), "--provision", rule, *MINISTRY)
    shown = ("--displayed", "当選事務局", "--campaign", str(campaign.id))
    run(centre, "senders", "add", "sender-x", "--by", "見本", *shown)
    identity = (
        "--name",
        "株式会社見本広告",
        "--address",
        "見本県見本市1",
        "--contact",
        "info@sender-x.example",
        "--how",
        "登記",
    )
    run(centre, "senders", "verify", "sender-x", *identity, "--by", "見本係官", "--on", "2015-03-12")
    assert "株式会社見本広告" in run(centre, "senders", "list")
    run(centre, "refer", "warning", "--out", str(tmp_path / "early"))
    (number,) = numbers(centre, "warning", "draft")
    for verb in ("check", "approve"):
        run(centre, "decide", verb, number, *MINISTRY)
    run(centre, "refer", "warning", "--out", str(tmp_path / "warning"))
    assert numbers(centre, "warning", "sent") == [number]
    today = datetime.now(ZoneInfo("Asia/Tokyo")).date().isoformat()
    assert today in run(centre, "senders", "list"), "the register keeps the day on which the warning left"


def test_the_fortnightly_report_on_chain_mail_is_approved_before_it_leaves(centre, tmp_path):
    said = run(centre, "refer", "warning", "--half", "1", "--month", "2015-03", expect=1)
    assert "--half" in said
    run(centre, "refer", "chain-report", "--month", "2015-03", "--out", str(tmp_path / "early"))
    (number,) = numbers(centre, "chain_report", "draft")
    run(centre, "decide", "check", number, *MINISTRY)
    run(centre, "decide", "approve", number, *MINISTRY)
    run(centre, "refer", "chain-report", "--month", "2015-03", "--half", "1", "--out", str(tmp_path / "out"))
    (listed,) = (tmp_path / "out").rglob("list.csv")
    rows = list(csv.DictReader(io.StringIO(listed.read_text("utf-8-sig"))))
    counted = json.loads(run(centre, "figures", "--month", "2015-03", "--json"))["chain_mail"]
    assert counted["total"] == int(next(row["count"] for row in rows if row["table"] == "total") or 0) > 0
    proofs = open_centre(read_settings(centre)).discards.between(
        datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    )
    assert len(proofs) == counted["total"], "for every chain mail that is counted, one proof that it is gone"
    (pdf,) = (tmp_path / "out").rglob("chain_report.pdf")
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "気にせず削除" in text and "模擬データ" in text
    assert not (tmp_path / "early").exists()
