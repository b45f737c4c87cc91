"""The ministry's request is kept as written and audited; one that says nothing is refused."""

from datetime import UTC, datetime

import pytest

from tsuho.casework.ask_centre import MOST, ask_centre
from tsuho.casework.errors import CannotDo
from tsuho.store.records.memory_windows import MinistryRequestsInMemory

NOW = datetime(2015, 3, 31, tzinfo=UTC)


class Log(list):
    def write(self, *entry):
        self.append(entry)


def test_a_request_is_kept_and_written_down():
    requests, log = MinistryRequestsInMemory(), Log()
    assert ask_centre(requests, log, " 調査を求める \n", by="official", at=NOW) == 1
    (kept,) = requests.newest(None, 5)
    assert (kept.text, kept.by, kept.at) == ("調査を求める", "official", NOW)
    assert log[0][:4] == (NOW, "official", "ministry_request", "request 1")


@pytest.mark.parametrize("text", ["", " \n", "x" * (MOST + 1)])
def test_one_that_says_nothing_or_too_much_is_refused(text):
    requests, log = MinistryRequestsInMemory(), Log()
    with pytest.raises(CannotDo):
        ask_centre(requests, log, text, by="official", at=NOW)
    assert not requests.newest(None, 5) and not log
