"""The simulated year as its user meets it: the seed's book, the office's year, and a small year of mail beside its truth."""

import json
import signal
import socket
import subprocess
import sys
import time

import pytest

from tsuho.wiring.compare_simulated import compare_simulated
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.settings import read_settings

TSUHO = [sys.executable, "-m", "tsuho"]


def run(*command, centre=None, expect=0):
    named = ["--centre", str(centre)] if centre else []
    done = subprocess.run([*TSUHO, *named, *map(str, command)], capture_output=True, check=False, timeout=180)
    assert done.returncode == expect, done.stdout.decode()[-2000:] + done.stderr.decode()[-2000:]
    assert b"Traceback" not in done.stderr
    return done.stdout.decode() if expect == 0 else done.stderr.decode()


@pytest.fixture(scope="module")
def booked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("booked") / "centre"
    make_centre(folder, simulated=True)
    assert "rows booked" in run("simulate", "--year", 2014, "--ledger", centre=folder)
    return folder


def test_the_years_figures_are_those_that_the_seed_prints(booked):
    year = json.loads(run("figures", "--year", 2014, "--json", centre=booked))
    assert (year["source"], year["sources"]["seeded"], year["sources"]["counted"]) == ("seeded", 13, 0)
    assert (year["reports"]["total"], year["reports"]["violation"]) == (25_380_224, 13_785_902)
    assert (year["consultations"]["total"], year["monitors"]["total"]) == (4_171, 667_135)
    assert (year["warnings"]["drafted"], year["chain_mail"]["total"]) == (3_586, 4_633)
    assert (year["providers"]["notices"], year["providers"]["providers"]) == (9_203, 75)
    assert year["agencies"]["total"] == 93_090
    assert len([name for name, count in year["agencies"].items() if count and name != "total"]) == 6
    assert year["association"] == {"mails": 599_478, "members": 6}


def test_march_is_what_the_seed_prints_with_the_year_to_date_beside_it(booked):
    march = json.loads(run("figures", "--month", "2015-03", "--json", centre=booked))
    assert (march["consultations"]["total"], march["monitors"]["total"]) == (361, 52_142)
    assert (march["providers"]["notices"], march["providers"]["providers"]) == (1_692, 23)
    assert march["agencies"]["total"] == 9_488
    assert march["year_to_date"]["reports"]["total"] == 25_380_224


def test_booked_again_nothing_changes(booked):
    assert run("simulate", "--year", 2014, "--ledger", centre=booked).startswith("0 rows booked")


def test_the_offices_year_is_simulated_and_never_summed_with_the_seeds(booked):
    assert "4,171 calls" in run("simulate", "--year", 2014, "--office", centre=booked)
    assert "count twice" in run("simulate", "--year", 2014, "--office", centre=booked, expect=1)
    own = json.loads(run("figures", "--year", 2014, "--source", "simulated", "--json", centre=booked))
    seeded = json.loads(run("figures", "--year", 2014, "--source", "seeded", "--json", centre=booked))
    assert own["consultations"] == seeded["consultations"]
    assert (own["reports"]["total"], seeded["reports"]["total"]) == (0, 25_380_224)
    assert "fight_spam" in run("note", "materials", centre=booked)
    assert run("--lang", "en", "note", "meetings", 2014, centre=booked).count("working group") == 5


def test_a_year_through_the_whole_house_is_what_it_was_invented_as(tmp_path):
    folder, truth = tmp_path / "centre", tmp_path / "truth.jsonl"
    make_centre(folder, simulated=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        web = probe.getsockname()[1]
    command = [*TSUHO, "--centre", str(folder), "serve", "--smtp", "127.0.0.1:0", "--web", f"127.0.0.1:{web}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        port = int(process.stdout.readline().rsplit(b":", 1)[1])
        said = run("simulate", "--year", 2014, "--scale", 40_000, "--send", f"127.0.0.1:{port}", "--truth", truth)
        centre, end = open_centre(read_settings(folder)), time.monotonic() + 120
        while centre.spool.waiting().arrivals:
            assert time.monotonic() < end, "it was not judged"
            time.sleep(0.3)
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err.decode()[-2000:]
    lines = truth.read_text("utf-8").splitlines()
    assert said == f"{len(lines)} simulated mails sent to 127.0.0.1:{port}\n"
    tables = compare_simulated(centre, truth)
    assert tables.reports == sum(len(json.loads(line)["truth"]["reports"]) for line in lines)
    assert (tables.accused, tables.arrivals_unlike) == (0, 0)
    assert tables.accuracy() >= 0.97
    assert tables.origin_exact() >= 0.99
    precision, recall = tables.campaigns()
    assert precision >= 0.98
    assert recall >= 0.85


def test_what_is_written_into_a_folder_is_taken_as_it_was_stated(tmp_path):
    folder, mails = tmp_path / "centre", tmp_path / "mails"
    make_centre(folder, simulated=True)
    run("simulate", "--year", 2014, "--scale", 400_000, "--out", mails)
    assert json.loads((mails / "SIMULATED.jsonl").read_text("utf-8"))["simulated"] is True
    assert "not empty" in run("simulate", "--year", 2014, "--out", mails, expect=1)
    count = len(list(mails.rglob("*.eml")))
    assert run("take", mails, centre=folder).strip() == f"{count} taken"
    run("work", "--once", centre=folder)
    together = tmp_path / "all.jsonl"
    together.write_text("".join(path.read_text("utf-8") for path in sorted(mails.rglob("truth.jsonl"))), "utf-8")
    tables = compare_simulated(open_centre(read_settings(folder)), together)
    assert tables.origin_exact() == 1.0
    assert tables.arrivals_unlike == 0
    year = json.loads(run("figures", "--year", 2014, "--json", centre=folder))
    assert (year["source"], year["monitors"]["total"] >= 81) == ("simulated", True)
