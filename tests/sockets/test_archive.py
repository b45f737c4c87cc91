"""The port Archive, on every implementation: what was kept comes back as it was, and judgements of rebuilds stand beside it."""

from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.rebuild import stands
from tsuho.casework.rebuild_ports import Rejudged, Unread
from tsuho.store.lake import stored
from tsuho.store.lake.archive import ArchiveInMemory, DeltaArchive
from tsuho.store.lake.delta import DeltaLake
from tsuho.store.lake.memory import LakeInMemory
from tsuho.words.arrival import MonitorSheet
from tsuho.words.vocabulary import Door, Medium, Outcome

MARCH = datetime(2015, 3, 31, 16, 30, tzinfo=UTC)
APRIL = datetime(2015, 4, 1, 1, 0, tzinfo=UTC)
EVER = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
SHEET = MonitorSheet("m@monitor.example", Medium.PC, "例", MARCH, partners=("p.example",))


@pytest.fixture(params=["memory", "delta"])
def lake_and_archive(request, tmp_path):
    if request.param == "memory":
        lake = LakeInMemory()
        return lake, ArchiveInMemory(lake)
    lake = DeltaLake(tmp_path)
    return lake, DeltaArchive(tmp_path)


def everything(archive, since=EVER[0], until=EVER[1]):
    return [each for piece in archive.pieces(since, until) for each in archive.read(piece, since, until)]


def test_an_arrival_comes_back_as_it_was(lake_and_archive, evidenced, judged_report):
    lake, archive = lake_and_archive
    one = evidenced(
        1,
        judged_report(),
        judged_report(outcome=Outcome.HOLD, ip=""),
        raw=b"\x00\xff\r\n",
        monitor=SHEET,
        door=Door.MONITOR,
    )
    lake.append(0, 4, [one, evidenced(2, raw=b"nothing in it")])
    first, second = everything(archive)
    assert (first.arrival, first.facts) == (one.arrival, one.facts)
    assert first.judged == first.standing == tuple(stands(each) for each in one.judged.reports)
    assert first.judged[0].verdicts == {"V44": "breached"} and first.judged[1].ip == ""
    assert (second.arrival.raw, second.judged, second.standing) == (b"nothing in it", (), ())


def test_only_the_days_that_were_asked_for(lake_and_archive, evidenced, judged_report):
    lake, archive = lake_and_archive
    lake.append(0, 4, [evidenced(1, judged_report()), evidenced(2, judged_report(), received_at=APRIL)])
    numbers = lambda since, until: [each.arrival.number for each in everything(archive, since, until)]  # noqa: E731
    assert numbers(*EVER) == [1, 2]
    assert numbers(MARCH, APRIL) == [1]
    assert numbers(MARCH + timedelta(seconds=1), APRIL + timedelta(seconds=1)) == [2]
    assert archive.pieces(EVER[0], datetime(2015, 3, 1, tzinfo=UTC)) == []
    assert len(archive.pieces(MARCH, datetime(2015, 4, 1, tzinfo=UTC))) == 1


def test_of_an_arrival_in_two_batches_the_later_reading_is_judged_once(lake_and_archive, evidenced, judged_report):
    lake, archive = lake_and_archive
    lake.append(0, 4, [evidenced(1, judged_report(), judged_report()), evidenced(5, judged_report())])
    lake.append(1, 9, [evidenced(1, judged_report(outcome=Outcome.HOLD))])
    found = {each.arrival.number: each for each in everything(archive)}
    assert len(everything(archive)) == 2
    assert [each.outcome for each in found[1].judged] == ["hold"]


def test_the_latest_judgement_stands_and_evidence_stays(lake_and_archive, evidenced, judged_report):
    lake, archive = lake_and_archive
    lake.append(0, 4, [evidenced(number, judged_report(), judged_report()) for number in (1, 2, 3)])
    before = [lake.reports(number, MARCH) for number in (1, 2, 3)]

    def rejudged(arrival, number, judged, hours):
        return Rejudged(arrival, number, MARCH, judged, "digest", APRIL + timedelta(hours=hours))

    archive.append([rejudged(2, 1, None, 0), rejudged(3, 2, judged_report(), 0), rejudged(1, 0, judged_report(), 1)])
    archive.append([rejudged(1, 0, judged_report(outcome=Outcome.HOLD), 2)])
    archive.append([])
    first, second, third = everything(archive)
    assert [each.outcome for each in first.standing] == ["hold", "violation"]
    assert second.standing[1] is None and second.standing[0] is not None
    assert [each.outcome for each in third.standing] == ["violation"] * 3, "a report that was not found before"
    assert (first.rejudged, second.rejudged, third.rejudged) == ({0}, {1}, {2})
    assert all(each.outcome == "violation" for stored in (first, second, third) for each in stored.judged)
    assert [lake.reports(number, MARCH) for number in (1, 2, 3)] == before


def test_compacted_files_hold_the_same_arrivals_in_their_order(tmp_path, evidenced, judged_report):
    lake = DeltaLake(tmp_path)
    for batch in range(1, 9):
        several = [evidenced(10 * batch + each, judged_report(), judged_report()) for each in range(3)]
        lake.append(0, batch, several)
    before = [(each.arrival.number, each.judged) for each in everything(DeltaArchive(tmp_path))]
    lake.compact("2015-03")
    assert sorted((each.arrival.number, each.judged) for each in everything(DeltaArchive(tmp_path))) == sorted(before)
    assert len(before) == 24


def test_a_file_that_was_compacted_meanwhile_is_said(tmp_path, evidenced, judged_report):
    lake = DeltaLake(tmp_path)
    for batch in (1, 2):
        lake.append(0, batch, [evidenced(batch, judged_report())])
    archive = DeltaArchive(tmp_path)
    piece, _ = archive.pieces(*EVER)
    lake.compact("2015-03")
    archive.pieces(*EVER)
    with pytest.raises(ValueError, match="compacted meanwhile"):
        list(archive.read(piece, *EVER))


def test_nothing_of_a_person_stands_in_the_tables_log(tmp_path, evidenced, judged_report):
    DeltaLake(tmp_path).append(0, 4, [evidenced(1, judged_report())])
    DeltaArchive(tmp_path).append([Rejudged(1, 0, MARCH, judged_report(subject="秘密"), "digest", APRIL)])
    log = b"".join(path.read_bytes() for path in (tmp_path / "rejudged" / "_delta_log").iterdir() if path.is_file())
    assert b"2015-03" in log
    assert not any(word in log for word in (b"shop.example", b"192.0.2.25", "秘密".encode()))


def test_a_row_that_nobody_understands_any_more_is_named(lake_and_archive, evidenced, judged_report, monkeypatch):
    lake, archive = lake_and_archive
    lake.append(0, 4, [evidenced(1, judged_report()), evidenced(2, judged_report(subject="二通目"))])
    known = stored.stands_in
    monkeypatch.setattr(stored, "stands_in", lambda text: known(text if "二通目" in text else "{}"))
    first, second = everything(archive)
    assert first == Unread(1, "KeyError in the stored row")
    assert second.arrival.number == 2
