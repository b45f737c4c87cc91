"""`tsuho note call`, `dispatch`, `page`, `meeting`, `questionnaire` on a centre: noted, listed, counted, or refused in words."""

import json

import pytest
from typer.testing import CliRunner

from tsuho.cli import app

CALL = (
    "call", "B1", "--from", "2015-03-10T10:15:00+09:00", "--until", "2015-03-10T10:22:00+09:00", "--by", "相談員一",
    "--summary", "登録完了の画面が出た", "--medium", "mobile", "--follow-up", "2015-03-12",
)  # fmt: skip
BY = ("--day", "2015-03-11", "--by", "広報")
MEETING = ("meeting", "council", "総会", *BY, "--member", "見本通信", "--agenda", "報告", "--document", "資料1")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """`tsuho …` on a centre that counts for real."""
    from tsuho.wiring.make import make_centre

    folder = tmp_path_factory.mktemp("office") / "centre"
    make_centre(folder, simulated=False)

    def tsuho(*command, expect=0):
        done = CliRunner().invoke(app, ["--lang", "en", "--centre", str(folder), *command])
        assert done.exit_code == expect, done.output
        return done.output if expect == 0 else done.output + str(done.exception or "")

    return tsuho


@pytest.fixture
def note(run):
    return lambda *command, **more: run("note", *command, **more)


def test_a_call_is_noted_counted_listed_and_looked_into(run, note):
    assert "call 1 noted" in note(*CALL)
    figures = json.loads(run("figures", "--day", "2015-03-10", "--json"))
    assert figures["source"] == "counted"
    assert figures["consultations"] == {"total": 1, "law": 0, "fictitious_billing": 1, "other": 0}
    assert "2015-03-12  one-click billing  登録完了の画面が出た" in note("calls")
    assert "looked into by 相談員二" in note("followed-up", "1", "--by", "相談員二")
    assert note("calls") == ""


def test_a_number_in_a_call_is_refused_by_the_command_too(note):
    spoilt = [*CALL, "--advice", "折り返し 03-0000-1234"]
    assert "leave out who called" in note(*spoilt, expect=1)


def test_a_word_that_is_none_names_those_there_are(note):
    assert "A1, A2" in note(*("D1" if each == "B1" else each for each in CALL), expect=2)
    assert "need a time" in note(*("" if each.startswith("2015-03-10T10:15") else each for each in CALL), expect=2)
    assert "not a day" in note("stock", "fight_spam", "5", "--day", "gestern", "--by", "広報", expect=2)


def test_materials_come_in_and_go_out(note):
    assert "fight_spam: 100 pieces in stock" in note("stock", "fight_spam", "100", *BY)
    assert "fight_spam: 70 pieces left" in note("dispatch", "fight_spam", "30", *BY, "--to", "school")
    assert "there are 70 pieces" in note("dispatch", "fight_spam", "71", *BY, "--to", "school", expect=1)
    assert "      70  fight_spam" in note("materials")


def test_a_page_is_new_once_and_then_revised(note, tmp_path):
    text = tmp_path / "page.html"
    command = (
        "page",
        "/chain/1/",
        str(text),
        "--kind",
        "chain_report",
        "--title",
        "転送状況",
        *BY,
        "--approved-by",
        "管理者",
    )
    assert "cannot be read" in note(*command, expect=2)
    text.write_text("一", "utf-8")
    assert "/chain/1/: new" in note(*command)
    assert "nothing has changed" in note(*command, expect=1)
    text.write_text("二", "utf-8")
    assert "/chain/1/: revised" in note(*command)


def test_a_meeting_gets_its_minutes_later_and_every_version_stays(note, tmp_path):
    minutes = tmp_path / "minutes.txt"
    assert "meeting 1 noted" in note(*MEETING)
    minutes.write_bytes(b"\x93\xfa")
    assert "save it as UTF-8" in note("minutes", "1", str(minutes), "--by", "事務局", expect=2)
    minutes.write_text("議事録", "utf-8")
    assert "1 versions" in note("minutes", "1", str(minutes), "--by", "事務局")
    assert "2 versions" in note("minutes", "1", str(minutes), "--by", "管理者")
    assert "2015-03-11  council  総会" in note("meetings", "2014")
    assert note("meetings", "2013") == ""


def test_a_questionnaire_is_closed_with_its_answers(note):
    days = ("--since", "2014-11-01", "--until", "2014-11-30", "--by", "事務局")
    assert "41 of 100 answered" in note("questionnaire", "意識調査", *days, "--asked", "100", "--answered", "41")
    assert "no more answers" in note("questionnaire", "意識調査", *days, "--asked", "1", "--answered", "41", expect=1)
