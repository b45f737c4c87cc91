"""What was agreed to is not rewritten: a version keeps its text and its first day, and versions follow one another."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from tsuho.casework.enter_consent_text import enter_consent_text
from tsuho.casework.errors import CannotDo
from tsuho.words.partners import ConsentText

AT = datetime(2015, 3, 31, 1, 0, tzinfo=UTC)
TEXT = "提供に同意します。".encode()


class Register:
    def __init__(self):
        self.kept = {}

    def consent_texts(self):
        return sorted(self.kept.values(), key=lambda each: (each.since, each.version, each.language))

    def enter_consent_text(self, text):
        self.kept[text.version, text.language] = text


class Log(list):
    def write(self, *entry):
        self.append(entry)


@pytest.fixture
def register():
    return Register()


def enter(register, log=None, version="2015-04", language="ja", content=TEXT, **more):
    said = {"since": date(2015, 4, 1), "until": None, "by": "事務局", "at": AT, **more}
    return enter_consent_text(register, Log() if log is None else log, version, language, content, **said)


def test_a_version_is_kept_by_the_hash_of_its_very_bytes_and_written_down(register):
    log = Log()
    made = enter(register, log)
    assert made == ConsentText("2015-04", "ja", sha256(TEXT).hexdigest(), date(2015, 4, 1))
    assert register.consent_texts() == [made]
    assert [entry[1:4] for entry in log] == [("事務局", "enter_consent_text", "2015-04/ja")]
    assert log[0][4]["sha256"] == made.sha256


def test_a_version_stands_in_both_languages_from_one_day(register):
    enter(register)
    enter(register, language="en", content=b"I agree.")
    assert len(register.consent_texts()) == 2


def test_a_version_begins_on_one_day_in_every_language(register):
    enter(register)
    with pytest.raises(CannotDo, match="it does in every language"):
        enter(register, language="en", content=b"I agree.", since=date(2015, 5, 1))


def test_a_known_version_takes_its_last_day_and_no_other_text(register):
    enter(register)
    enter(register, until=date(2016, 4, 1))
    assert register.consent_texts()[0].until == date(2016, 4, 1)
    for change in ({"content": "別の文".encode()}, {"since": date(2015, 5, 1)}):
        with pytest.raises(CannotDo, match="is not rewritten"):
            enter(register, **change)
    assert register.consent_texts()[0].sha256 == sha256(TEXT).hexdigest()


def test_a_new_version_begins_after_those_before_it(register):
    enter(register)
    for since in (date(2015, 4, 1), date(2014, 4, 1)):
        with pytest.raises(CannotDo, match="a new version begins after it"):
            enter(register, version="2016-04", since=since)
    enter(register, version="2016-04", since=date(2016, 4, 1))
    assert [each.version for each in register.consent_texts()] == ["2015-04", "2016-04"]


@pytest.mark.parametrize(
    "wrong", [{"by": " "}, {"version": ""}, {"language": "fr"}, {"content": b" "}, {"until": date(2015, 4, 1)}]
)
def test_what_nobody_could_read_later_is_refused(register, wrong):
    with pytest.raises(CannotDo):
        enter(register, **wrong)
    assert register.consent_texts() == []
