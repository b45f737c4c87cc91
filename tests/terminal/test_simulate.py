"""`tsuho simulate`: what cannot be done is said before anything is written, and nothing invented enters a real centre."""

import pytest
from typer.testing import CliRunner

from tsuho.cli import app


def run(*command, centre=None, expect=1):
    named = ["--centre", str(centre)] if centre else []
    done = CliRunner().invoke(app, [*named, "simulate", *command])
    assert done.exit_code == expect, done.output
    return done.output + str(done.exception or "")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("--year", "2013", "--out", "x"), "2014"),
        (("--year", "2014"), "say what to do"),
        (("--year", "2014", "--scale", "0", "--out", "x"), "scale"),
        (("--year", "2014", "--out", "x", "--truth", "y"), "--truth goes with --send"),
        (("--year", "2014", "--send", "nowhere"), "no HOST:PORT"),
        (("--year", "2014", "--send", "127.0.0.1:1"), "nothing listens"),
    ],
)
def test_what_cannot_be_done_is_said(command, said):
    assert said in run(*command)


def test_a_real_centre_notes_no_invented_call(tmp_path):
    from tsuho.wiring.make import make_centre

    make_centre(tmp_path / "real", simulated=False)
    assert "only into a centre made with" in run("--year", "2014", "--office", centre=tmp_path / "real")


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "kept.txt").write_text("mine", "utf-8")
    assert "not empty" in run("--year", "2014", "--scale", "400000", "--out", str(tmp_path))
    assert [each.name for each in tmp_path.iterdir()] == ["kept.txt"]
