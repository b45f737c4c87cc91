"""An answer to the ministry is kept once, audited, and holds no monitor's address; one to nothing or of nothing is refused."""

import base64
from datetime import UTC, datetime

import pytest

from tsuho.casework.answer_ministry_request import answer_ministry_request
from tsuho.casework.ask_centre import MOST
from tsuho.casework.errors import CannotDo
from tsuho.casework.window_ports import MinistryRequest, RequestAnswer
from tsuho.store.records.memory_windows import MinistryRequestsInMemory

NOW = datetime(2015, 3, 31, tzinfo=UTC)
MONITOR = "watch-77@monitor.example"


class Log(list):
    def write(self, *entry):
        self.append(entry)


@pytest.fixture
def asked():
    requests = MinistryRequestsInMemory()
    requests.enter(MinistryRequest("調査を求める", "official", NOW))
    return requests


def test_an_answer_is_kept_and_written_down_once(asked):
    log = Log()
    said = RequestAnswer(1, " 3件を確認した \n", "liaison", NOW)
    number = answer_ministry_request(asked, log, said, [MONITOR])
    assert answer_ministry_request(asked, log, said, [MONITOR]) == number
    (kept,) = asked.answers([1])
    assert (kept.text, kept.by, kept.at, kept.number) == ("3件を確認した", "liaison", NOW, number)
    assert [each[:4] for each in log] == [(NOW, "liaison", "ministry_request_answered", "request 1")]


def test_a_further_answer_adds_to_the_first(asked):
    for text in ("調査中", "終わった"):
        answer_ministry_request(asked, Log(), RequestAnswer(1, text, "liaison", NOW), [])
    assert [each.text for each in asked.answers([1])] == ["調査中", "終わった"]


@pytest.mark.parametrize(
    ("request_number", "text", "by"),
    [
        (1, " \n", "liaison"), (1, "x" * (MOST + 1), "liaison"), (2, "x", "liaison"), (1, "x", " "),
        (1, f"受信機 {MONITOR} に届いた", "liaison"), (1, base64.b64encode(MONITOR.encode()).decode(), "liaison"),
    ],
)  # fmt: skip
def test_what_may_not_be_answered_leaves_nothing(asked, request_number, text, by):
    log = Log()
    with pytest.raises(CannotDo) as refused:
        answer_ministry_request(asked, log, RequestAnswer(request_number, text, by, NOW), [MONITOR])
    assert MONITOR not in str(refused.value)
    assert not asked.answers([1, 2]) and not log
