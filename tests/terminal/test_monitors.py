"""`tsuho monitors`: entered with a sheet, listed without an address, noted, ended; what is wrong with a sheet is said by field."""

import pytest
from typer.testing import CliRunner

from tsuho.casework.errors import CannotDo
from tsuho.terminal.monitors import read_sheet
from tsuho.words.monitors import Published

SHEET = """
made_by: 模擬 太郎
made_on: 2014-01-06
machine: 見本端末
keeper: モニター係
never_registered: true
never_used: true
never_on_paper: true
no_dealings: true
published: never
new_address: true
partners: [carrier.example]
"""


@pytest.fixture
def run(tmp_path, database_template):
    from django.db import connections

    from tsuho.cli import app
    from tsuho.wiring.make import make_centre

    make_centre(tmp_path / "centre", simulated=False)
    (tmp_path / "sheet.yaml").write_text(SHEET, "utf-8")

    def command(*words, expect=0):
        done = CliRunner().invoke(
            app, ["--centre", str(tmp_path / "centre"), "--lang", "en", "monitors", *map(str, words)]
        )
        assert done.exit_code == expect, (done.output, done.exception)
        return done.output if not expect else done.output + str(done.exception)

    yield command
    connections.close_all()


@pytest.fixture
def sheet(tmp_path):
    return tmp_path / "sheet.yaml"


def add(run, *more):
    return run(
        "add", "Trap7zq@carrier.example", "--medium", "pc", "--carrier", "carrier", "--since", "2015-01-01T00:00:00+09:00", *more
    )  # fmt: skip


def test_a_monitors_life_on_the_command_line(run, sheet):
    assert "monitor 1" in add(run, "--label", "PC 1", "--place", "room A", "--sheet", sheet, "--by", "one")
    assert "PC 1" in run("list") and "silent" in run("list")
    assert "kept as version 2" in run("sheet", 1, sheet, "--by", "two")
    run("note", 1, "moved", "--by", "one", "--note", "works", "--place", "room B")
    shown = run("show", 1)
    assert "(i) request or consent: ruled out" in shown and "room A → room B: works" in shown
    assert "Mails: 0" in run("contaminate", 1, "--since", "2015-03-01T00:00:00+09:00", "--dry-run")
    assert "contaminated" not in run("list")
    run("contaminate", 1, "--since", "2015-03-01T00:00:00+09:00", "--by", "one", "--reason", "a link was followed")
    assert "contaminated" in run("list")
    run("retire", 1, "--by", "one", "--reason", "again", expect=1)
    everything = run("list") + run("show", 1)
    assert "trap7zq" not in everything.lower()


def test_without_a_sheet_the_page_says_so_and_the_address_is_taken_once(run):
    add(run)
    assert "There is no provenance sheet" in run("show", 1)
    again = ("--medium", "pc", "--carrier", "c", "--since", "2015-01-01T00:00:00+09:00")
    said = run("add", "trap7zq@carrier.example", *again, expect=1)
    assert "its own" in said and "trap7zq" not in said


def test_a_sheet_is_read_field_by_field(sheet):
    sheet.write_text(SHEET, "utf-8")
    found = read_sheet(sheet)
    assert (found.published, found.partners, found.excludes) == (Published.NEVER, ("carrier.example",), (True,) * 4)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1]", "no sheet"),
        ("a: [", "YAML"),
        (SHEET + "colour: red", "no field colour"),
        (SHEET.replace("never_used: true", "never_used: yes please"), "never_used is no bool"),
        (SHEET.replace("2014-01-06", "soon"), "made_on is no date"),
        (SHEET.replace("published: never", "published: perhaps"), "published is"),
        (SHEET.replace("keeper: モニター係", ""), "all statements"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_said_by_field(tmp_path, text, why):
    file = tmp_path / "wrong.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(CannotDo, match=why):
        read_sheet(file)
