"""A list from an agency: whole or not at all, with the lines that are wrong; other columns leave no trace."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.errors import CannotDo
from tsuho.casework.take_inbound_list import MOST_BYTES, MOST_ROWS, WrongList, read_inbound_list, take_inbound_list
from tsuho.store.records.memory_windows import InboundListsInMemory

NOW = datetime(2015, 3, 31, tzinfo=UTC)
GOOD = "ip,time_utc,recipient\r\n198.51.100.7,2015-03-10T03:04:05Z,someone@victim.example\r\n2001:DB8::7,2015-03-10T12:04:05+09:00,\r\n"


class Register:
    def providers_of(self, asked):
        his = SimpleNamespace(code="mihon-isp")
        return [his if each.ip == "198.51.100.7" and each.when.year == 2015 else None for each in asked]


class Log(list):
    def write(self, *entry):
        self.append(entry)


def test_rows_are_normalised_laid_at_their_provider_and_written_down():
    lists, log = InboundListsInMemory(), Log()
    taken = take_inbound_list(lists, Register(), log, "KR", GOOD.encode("utf-8-sig"), by="kr", at=NOW)
    at = datetime(2015, 3, 10, 3, 4, 5, tzinfo=UTC)
    assert [(row.ip, row.at, row.provider) for row in taken.rows] == [
        ("198.51.100.7", at, "mihon-isp"),
        ("2001:db8::7", at, ""),
    ]
    assert "victim" not in repr(lists.of_agency("KR", None, 9))
    assert log[0][2:4] == ("inbound_list", "agency KR") and log[0][4]["matched"] == "1"
    with pytest.raises(CannotDo):
        take_inbound_list(lists, Register(), log, "KR", GOOD.encode("utf-8-sig"), by="kr", at=NOW)
    assert len(log) == 1


@pytest.mark.parametrize(
    ("raw", "key", "said"),
    [
        (b"", "inbound_no_columns", {}),
        (b"address,time\n1,2\n", "inbound_no_columns", {}),
        (b"ip,time_utc\n", "inbound_empty", {}),
        (b"ip,time_utc\n\n198.51.100.7,2015-03-10T00:00:00Z\n198.51.100.700,2015-03-10T00:00:00Z\n", "inbound_wrong_line", {"line": "4"}),
        (b"ip,time_utc\n198.51.100.7,yesterday\n", "inbound_wrong_line", {"line": "2"}),
        (b"ip,time_utc\n198.51.100.7,2015-04-01T00:00:00Z\n", "inbound_wrong_line", {"line": "2"}),
        (b"ip,time_utc\n198.51.100.7\n", "inbound_wrong_line", {"line": "2"}),
        ("ip,time_utc\n見本".encode("cp932"), "inbound_not_utf8", {}),
        (b'ip,time_utc\n"198.51.100.7,2015-03-10\n', "inbound_no_csv", {}),
        (b"ip,time_utc\n" + b"198.51.100.7,2015-03-10\n" * (MOST_ROWS + 1), "inbound_too_many", {"rows": "10,000"}),
        (b"x" * (MOST_BYTES + 1), "inbound_too_large", {"bytes": "2,000,000"}),
    ],
)  # fmt: skip
def test_a_wrong_list_is_refused_whole_and_says_why(raw, key, said):
    with pytest.raises(WrongList) as refused:
        read_inbound_list(raw, NOW)
    assert refused.value.why[0] == (key, said)


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"ip,time_utc\n{text}".encode("utf-8", "replace"))
)
def test_whatever_comes_is_read_or_refused(raw):
    try:
        rows = read_inbound_list(raw, NOW)
    except WrongList:
        return  # with what is wrong, as the test above holds
    assert rows and all(seen <= NOW for _, seen in rows)
