"""The port Lake, on every implementation: appended once, found again, bytes exact, no chain mail."""

import multiprocessing
from datetime import UTC, datetime

import pytest

from tsuho.store.lake.as_json import from_json
from tsuho.store.lake.delta import DeltaLake
from tsuho.store.lake.memory import LakeInMemory
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Door, Outcome

MARCH = datetime(2015, 3, 31, 16, 30, tzinfo=UTC)
APRIL = datetime(2015, 4, 1, 1, 0, tzinfo=UTC)


@pytest.fixture(params=["memory", "delta"])
def lake(request, tmp_path):
    return LakeInMemory() if request.param == "memory" else DeltaLake(tmp_path)


def test_the_bytes_of_an_arrival_come_back_exactly(lake, evidenced, judged_report):
    raws = {1: bytes(range(256)) * 50, 2: b"", 3: "件名: \x1b$B!!\x1b(B".encode() + b"\xff\xfe\r\n.\r\n"}
    assert lake.append(0, 4, [evidenced(number, judged_report(), raw=raw) for number, raw in raws.items()])
    assert {number: lake.raw(number, MARCH) for number in raws} == raws


def test_what_is_not_there_is_none(lake, evidenced, judged_report):
    lake.append(0, 4, [evidenced(1, judged_report())])
    assert lake.raw(2, MARCH) is None
    assert lake.reports(2, MARCH) == []
    assert lake.raw(1, APRIL) is None, "the receipt time names the partition"


def test_a_repeated_batch_changes_nothing_and_an_older_one_neither(lake, evidenced, judged_report):
    assert lake.append(1, 5, [evidenced(1, judged_report())])
    assert not lake.append(1, 5, [evidenced(1, judged_report())])
    assert not lake.append(1, 1, [evidenced(2, judged_report())])
    assert len(lake.reports(1, MARCH)) == 1
    assert lake.raw(2, MARCH) is None


def test_lanes_do_not_know_one_another(lake, evidenced, judged_report):
    assert lake.append(1, 5, [evidenced(1, judged_report())])
    assert lake.append(0, 4, [evidenced(2, judged_report())])
    assert lake.append(1, 9, [evidenced(3, judged_report())])
    assert [len(lake.reports(number, MARCH)) for number in (1, 2, 3)] == [1, 1, 1]


def test_a_batch_of_which_nothing_is_kept_is_no_error(lake):
    assert lake.append(0, 4, [])


def test_each_report_has_its_row_and_an_arrival_without_reports_has_one(lake, evidenced, judged_report):
    hold = judged_report(outcome=Outcome.HOLD, subject="二通目")
    lake.append(0, 4, [evidenced(1, judged_report(), hold), evidenced(2, raw=b"nothing in it")])
    rows = lake.reports(1, MARCH)
    assert [(row["number_in_arrival"], row["outcome"], row["rules"], row["campaign_keys"]) for row in rows] == [
        (0, "violation", ["V44"], ["landing:shop.example"]),
        (1, "hold", ["V44"], ["landing:shop.example"]),
    ]
    assert all("raw" not in row for row in rows)
    assert rows[0]["received_at"] == MARCH
    (empty,) = lake.reports(2, MARCH)
    assert empty.get("judged") is None
    assert lake.raw(2, MARCH) == b"nothing in it"


def test_the_judged_report_comes_back_whole(lake, evidenced, judged_report):
    judged = judged_report(subject="half \ud800 of a pair, 「引用」 \x00\x1b", keys=("phone:0300000001\ud800",))
    lake.append(0, 4, [evidenced(1, judged)])
    assert from_json(JudgedReport, lake.reports(1, MARCH)[0]["judged"]) == judged


def test_months_are_those_of_receipt_in_utc(lake, evidenced, judged_report):
    lake.append(0, 4, [evidenced(1, judged_report()), evidenced(2, judged_report(), received_at=APRIL)])
    assert [row["month"] for row in (*lake.reports(1, MARCH), *lake.reports(2, APRIL))] == ["2015-03", "2015-04"]


def test_of_an_arrival_set_aside_and_replayed_the_later_reading_holds(lake, evidenced, judged_report):
    lake.append(0, 4, [evidenced(1, judged_report(), judged_report())])
    lake.append(1, 9, [evidenced(1, judged_report(outcome=Outcome.HOLD))])
    assert [row["outcome"] for row in lake.reports(1, MARCH)] == ["hold"]


def test_chain_mail_is_refused(lake, evidenced, judged_report):
    with pytest.raises(ValueError, match="chain mail is counted and discarded"):
        lake.append(0, 4, [evidenced(1, judged_report()), evidenced(2, judged_report(), door=Door.CHAIN)])
    assert lake.raw(1, MARCH) is None, "nothing of the batch is kept"


def test_an_arrival_without_a_receipt_time_is_refused(lake, evidenced, judged_report):
    with pytest.raises(ValueError, match="no receipt time"):
        lake.append(0, 4, [evidenced(1, judged_report(), received_at=None)])


def _append_batches(folder, lane, batches, items, start, said):
    lake = DeltaLake(folder)
    start.wait()
    said.put([lake.append(lane, batch, items) for batch in batches])


def _race(tmp_path, *jobs):
    spawn = multiprocessing.get_context("spawn")
    start, said = spawn.Barrier(len(jobs)), spawn.Queue()
    processes = [spawn.Process(target=_append_batches, args=(tmp_path, *job, start, said)) for job in jobs]
    for process in processes:
        process.start()
    answers = [said.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    return answers


def test_processes_of_different_lanes_append_at_once_and_nothing_is_lost(tmp_path, evidenced, judged_report):
    jobs = [(lane, range(1, 16), [evidenced(lane + 1, judged_report())]) for lane in (0, 1)]
    assert _race(tmp_path, *jobs) == [[True] * 15, [True] * 15]
    assert DeltaLake(tmp_path)._table.to_pyarrow_dataset().count_rows() == 30


def test_two_processes_with_the_same_batch_write_it_once(tmp_path, evidenced, judged_report):
    DeltaLake(tmp_path)
    job = (2, range(1, 16), [evidenced(1, judged_report())])
    first, second = _race(tmp_path, job, job)
    assert [a + b for a, b in zip(first, second, strict=True)] == [1] * 15
    assert DeltaLake(tmp_path)._table.to_pyarrow_dataset().count_rows() == 15


def test_a_second_opening_sees_what_the_first_appended(tmp_path, evidenced, judged_report):
    one, other = DeltaLake(tmp_path), DeltaLake(tmp_path)
    one.append(0, 4, [evidenced(1, judged_report(), raw=b"bytes")])
    assert other.raw(1, MARCH) == b"bytes"
    assert not other.append(0, 4, [evidenced(1, judged_report(), raw=b"bytes")])


def test_compacting_keeps_every_byte_and_what_the_lanes_hold(tmp_path, evidenced, judged_report):
    lake = DeltaLake(tmp_path)
    for number in range(1, 13):
        lake.append(number % 4, number, [evidenced(number, judged_report(), raw=b"%d" % number)])
    assert lake.crowded(files=11) == ["2015-03"]
    assert lake.compact("2015-03") == 12
    assert lake.crowded(files=1) == []
    assert [lake.raw(number, MARCH) for number in range(1, 13)] == [b"%d" % number for number in range(1, 13)]
    assert not lake.append(0, 12, [evidenced(12, judged_report())])


def test_nothing_of_a_person_stands_in_the_tables_log(tmp_path, evidenced, judged_report):
    DeltaLake(tmp_path).append(0, 4, [evidenced(1, judged_report())])
    log = b"".join(path.read_bytes() for path in (tmp_path / "evidence" / "_delta_log").iterdir() if path.is_file())
    assert b"2015-03" in log
    assert not any(word in log for word in (b"reporter@home", b"192.0.2.25", b"198.51.100.7", b"shop.example"))
