"""The desk's scripts and directory: every category has both in both languages, hours are hours, wordings have their days."""

import re
from datetime import date, datetime

import pytest

from tsuho.jurisdictions.jp.desk import read
from tsuho.jurisdictions.jp.desk.read import hand_overs_on, is_open_at, scripts_on
from tsuho.words.catalogue import LANGUAGES
from tsuho.words.consultations import CallCategory, HandedTo

DAY = date(2015, 3, 10)


def test_every_category_has_something_to_ask_and_to_advise_in_each_language():
    scripts = scripts_on(DAY)
    assert set(scripts) == set(CallCategory)
    for script in scripts.values():
        for language in LANGUAGES:
            assert script.ask[language] and all(script.ask[language]), script.name
            assert script.advise[language] and all(script.advise[language]), script.name
        assert len(script.ask["ja"]) == len(script.ask["en"]) and len(script.advise["ja"]) == len(script.advise["en"])
        assert all(re.search("[ぁ-ん]", each) for each in script.advise["ja"]), script.name
        assert not any(re.search("[ぁ-ん]", each) for each in (*script.ask["en"], *script.advise["en"])), script.name


def test_no_script_asks_who_calls():
    for script in scripts_on(DAY).values():
        assert not [
            each for each in script.ask["ja"] if re.search("お名前|氏名|電話番号|住所を|メールアドレスを", each)
        ]


def test_everybody_whom_a_script_names_is_in_the_directory():
    directory = hand_overs_on(DAY)
    assert set(directory) == set(HandedTo) - {HandedTo.NOBODY}
    assert {to for script in scripts_on(DAY).values() for to in script.hand_to} <= set(directory)
    for desk in directory.values():
        assert all(desk.name[language] and desk.helps_with[language] for language in LANGUAGES)
        assert re.fullmatch(r"188|#9110|0570-078374|03-0000-\d{4}|[\w.]+@[\w.]+\.example", desk.contact)


@pytest.mark.parametrize(
    ("to", "at", "is_open"),
    [
        (HandedTo.POLICE, "2015-03-10T08:30", True),
        (HandedTo.POLICE, "2015-03-10T17:15", False),
        (HandedTo.POLICE, "2015-03-21T12:00", False),  # the day of spring, a Saturday
        (HandedTo.LEGAL_AID, "2015-03-21T12:00", True),
        (HandedTo.LEGAL_AID, "2015-03-22T12:00", False),
        (HandedTo.CONSUMER_CENTRE, "2015-03-22T12:00", True),
        (HandedTo.PHISHING_COUNCIL, "2015-03-22T23:59", True),
        (HandedTo.POLICE, "2099-03-10T12:00", True),  # holidays not entered: weekdays count as open
    ],
)
def test_who_answers_when(to, at, is_open):
    assert is_open_at(hand_overs_on(DAY)[to], datetime.fromisoformat(at)) is is_open


def test_a_wording_counts_from_its_day(monkeypatch):
    row = {"ask": {"ja": ["一"], "en": ["1"]}, "advise": {"ja": ["一"], "en": ["1"]}, "hand_to": []}
    table = {"A1": [{"since": date(2016, 1, 1), **row}, {"since": date(2014, 4, 1), **row}]}
    monkeypatch.setattr(read, "_table", lambda name: table)
    read._scripts.cache_clear()
    try:
        found = [
            scripts_on(day)[CallCategory.STOP].name for day in (date(2010, 1, 1), date(2015, 12, 31), date(2016, 1, 1))
        ]
    finally:
        read._scripts.cache_clear()
    assert found == ["A1 2014-04-01", "A1 2014-04-01", "A1 2016-01-01"]
