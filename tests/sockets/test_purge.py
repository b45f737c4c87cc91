"""The ports of a purge on every implementation: rows and files past a time go, those that are kept stay as they were."""

from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest

from tsuho.casework.purge_ports import Purged, PurgeProof, Stays
from tsuho.casework.rebuild_ports import Rejudged
from tsuho.casework.referral_ports import FeedEntry, Shareable
from tsuho.store.lake.archive import ArchiveInMemory, DeltaArchive
from tsuho.store.lake.delta import DeltaLake
from tsuho.store.lake.memory import LakeInMemory
from tsuho.store.lake.purging import PurgeInMemory, PurgeOnDelta
from tsuho.words.vocabulary import Confidence, Door, Kind, Standing

OLD = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
EDGE = datetime(2015, 4, 1, tzinfo=UTC)
NEW = datetime(2015, 4, 10, 3, 0, tzinfo=UTC)
MARKER = b"zq7marker"


# --- evidence -------------------------------------------------------------------------------------------------------
@pytest.fixture(params=["memory", "delta"])
def evidence(request, tmp_path):
    if request.param == "memory":
        lake = LakeInMemory()
        archive = ArchiveInMemory(lake)
        return lake, archive, PurgeInMemory(lake, archive)
    lake = DeltaLake(tmp_path)
    return lake, DeltaArchive(tmp_path), PurgeOnDelta(tmp_path)


@pytest.fixture
def filled(evidence, evidenced, judged_report):
    """Two old reports, an old hit, and a new report; what a rebuild said of each."""
    lake, archive, purging = evidence
    mails = [
        evidenced(1, judged_report(), judged_report(), raw=b"one " + MARKER, received_at=OLD),
        evidenced(2, judged_report(), raw=b"two", received_at=OLD),
        evidenced(3, judged_report(kind=Kind.MONITOR_HIT), raw=b"hit", received_at=OLD, door=Door.MONITOR),
        evidenced(4, judged_report(), raw=b"new", received_at=NEW),
    ]
    for batch, each in enumerate(mails, 1):
        lake.append(0, batch, [each])
    archive.append([Rejudged(each, 0, at, judged_report(), "d", NEW) for each, at in ((1, OLD), (3, OLD), (4, NEW))])
    return lake, archive, purging


def left(lake):
    return [n for n, at in ((1, OLD), (2, OLD), (3, OLD), (4, NEW)) if lake.raw(n, at) is not None]


def test_old_reports_go_with_their_later_judgements_and_hits_and_new_ones_stay(filled):
    lake, _, purging = filled
    assert purging.stale(EDGE, monitors=False, keep=()) == {Purged.EVIDENCE: 3, Purged.REJUDGED: 1}
    assert left(lake) == [1, 2, 3, 4], "counting takes nothing"
    assert purging.purge(EDGE, monitors=False, keep=()) == {Purged.EVIDENCE: 3, Purged.REJUDGED: 1}
    assert left(lake) == [3, 4] and lake.reports(1, OLD) == [] and len(lake.reports(3, OLD)) == 1
    assert not any(purging.purge(EDGE, monitors=False, keep=()).values()), "what is gone goes once"
    assert purging.purge(EDGE, monitors=True, keep=()) == {Purged.EVIDENCE: 1, Purged.REJUDGED: 1}
    assert left(lake) == [4]


def test_what_is_kept_keeps_its_bytes_and_the_lane_goes_on(filled, evidenced, judged_report):
    lake, _, purging = filled
    assert purging.purge(EDGE, monitors=False, keep={2, 99})[Purged.EVIDENCE] == 2
    assert left(lake) == [2, 3, 4] and lake.raw(2, OLD) == b"two"
    assert not lake.append(0, 4, [evidenced(9, judged_report(), received_at=OLD)]), "the lane knows its batches still"
    assert lake.append(0, 5, [evidenced(9, judged_report(), raw=b"late", received_at=OLD)])
    assert lake.raw(9, OLD) == b"late"


def test_nothing_of_it_is_in_any_file_of_the_lake(tmp_path, evidenced, judged_report):
    lake, purging = DeltaLake(tmp_path), PurgeOnDelta(tmp_path)
    telling = judged_report(subject=MARKER.decode(), keys=(f"landing:{MARKER.decode()}.example",))
    lake.append(
        0, 1, [evidenced(1, telling, raw=MARKER, received_at=OLD), evidenced(2, judged_report(), received_at=OLD)]
    )
    DeltaArchive(tmp_path).append([Rejudged(1, 0, OLD, telling, "d", NEW)])
    assert holds_marker(tmp_path), "the search finds what is there"
    purging.purge(EDGE, monitors=False, keep={2})
    assert not holds_marker(tmp_path) and lake.raw(2, OLD) is not None


def holds_marker(folder):
    cells = (repr(pq.read_table(file).to_pylist()) for file in folder.rglob("*.parquet"))
    files = (file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return any(MARKER.decode() in cell for cell in cells) or any(MARKER in raw for raw in files)


def test_a_lake_that_never_held_anything_has_nothing_to_purge(tmp_path):
    purging = PurgeOnDelta(tmp_path / "none")
    assert not purging.stale(EDGE, monitors=False, keep=()) and not purging.purge(EDGE, monitors=False, keep=())


# --- records --------------------------------------------------------------------------------------------------------
@pytest.fixture
def records(database):
    from zoneinfo import ZoneInfo

    from tsuho.store.records.feed import FeedInDatabase
    from tsuho.store.records.purging import PurgingInDatabase
    from tsuho.store.records.records import RecordsInDatabase

    feed = FeedInDatabase(ZoneInfo("Asia/Tokyo"))
    return RecordsInDatabase(), PurgingInDatabase(feed), feed


def rows(purging, kind=Kind.REPORT):
    return purging.stale(kind, datetime(2100, 1, 1, tzinfo=UTC), 0, 1_000)


def file(records, evidenced, judged_report, number, *, at=OLD, reporter="r1", **more):
    records.file(
        [evidenced(number, judged_report(**more), received_at=at, raw=str(number).encode())], {number: reporter}
    )


def test_stale_rows_come_by_kind_in_order_behind_a_number(records, evidenced, judged_report):
    keeping, purging, _ = records
    for number, at in ((1, OLD), (2, NEW), (3, OLD)):
        file(keeping, evidenced, judged_report, number, at=at)
    first, second = purging.stale(Kind.REPORT, EDGE, 0, 9)
    assert (first.arrival, second.arrival, first.received_at, first.reporter) == (1, 3, OLD, "r1")
    assert [each.arrival for each in purging.stale(Kind.REPORT, EDGE, first.report, 9)] == [3]
    assert purging.stale(Kind.MONITOR_HIT, EDGE, 0, 9) == [] and len(purging.stale(Kind.REPORT, EDGE, 0, 1)) == 1


def test_a_row_goes_with_all_that_was_made_of_it(records, evidenced, judged_report):
    from tsuho.store.records.models import CampaignFact, QueueRow, Report, ReporterTotal, SearchText, TextTemplate

    keeping, purging, _ = records
    file(keeping, evidenced, judged_report, 1, keys=(), reporter="alone", subject="zq7 alone")
    file(keeping, evidenced, judged_report, 2, at=NEW, reporter="both")
    file(keeping, evidenced, judged_report, 3, reporter="both")
    (own,) = (each for each in rows(purging) if each.arrival == 1)
    hung = {SearchText: "report", CampaignFact: "report", TextTemplate: "report"}
    assert any(model.objects.filter(**{name: own.report}).exists() for model, name in hung.items())
    gone = purging.purge([each for each in rows(purging) if each.received_at < EDGE], NEW)
    assert gone[Purged.REPORT] == 2 and gone[Purged.REPORTER] == 1
    assert not any(model.objects.filter(**{name: own.report}).exists() for model, name in hung.items())
    assert not QueueRow.objects.filter(kind="report", number=own.report).exists()
    assert [row.arrival for row in Report.objects.all()] == [2]
    assert list(ReporterTotal.objects.values_list("reporter", "reports")) == [("both", 1)]


def test_what_a_campaign_without_mails_still_tells_goes_and_its_number_stays(records, evidenced, judged_report):
    from tsuho.store.records.models import Campaign, CampaignFact, CampaignKey, QueueRow, SearchText

    keeping, purging, _ = records
    for number in (1, 2):
        file(keeping, evidenced, judged_report, number, keys=("landing:zq7gone.example",))
    for number in (3, 4):
        file(keeping, evidenced, judged_report, number, keys=("landing:proved.example",))
    gone, case = keeping.campaigns()
    gone, case = sorted((gone, case), key=lambda each: "proved" in each.name)
    keeping.confirm(case.id, "V31", "official", "r", NEW)
    assert purging.purge_emptied() == 0, "while a mail is left its campaign tells what it is"
    purging.purge(rows(purging), NEW)
    assert purging.purge_emptied() == 1 and purging.purge_emptied() == 0
    assert Campaign.objects.get(id=gone.id).name == str(gone.id) and Campaign.objects.get(id=gone.id).messages == 2
    for model in (CampaignFact, CampaignKey, SearchText):
        assert not model.objects.filter(campaign=gone.id).exists()
    assert not QueueRow.objects.filter(kind="campaign", number=gone.id).exists()
    assert CampaignKey.objects.filter(campaign=case.id).exists(), "a case keeps its features"


def test_what_vendors_were_offered_becomes_a_tombstone_that_names_nobody(records, evidenced, judged_report):
    keeping, purging, feed = records
    for number in (1, 2):
        file(keeping, evidenced, judged_report, number, reporter="consented")
    first, second = rows(purging)
    entries = [
        FeedEntry(Shareable(each.report, each.arrival, 0, OLD, "consented"), f"{each.report:036}", "v1", why_not=why)
        for each, why in ((first, ""), (second, "feed_not_advertising"))
    ]
    feed.enter(entries, OLD)
    assert purging.purge([first, second], NEW)[Purged.FEED_ITEM] == 2
    told = feed.entry(first.report)
    assert told.withdrawn_at == NEW and told.of.reporter == "" and feed.entry(second.report) is None
    assert [each.of.report for each in feed.page(0, 9, only_withdrawn=True)] == [first.report]
    assert not feed.of_reporters(["consented"]) and not feed.newest(9)


def test_cases_open_referrals_and_work_in_hand_hold_and_each_ends(records, evidenced, judged_report):
    from tsuho.casework.referral_ports import Moved, Referral
    from tsuho.store.records.models import Campaign, ClaimRow
    from tsuho.store.records.referrals import ReferralsInDatabase
    from tsuho.words.referrals import ReferralState, Role
    from tsuho.words.vocabulary import ReferralKind

    keeping, purging, _ = records
    for number in range(1, 4):
        file(keeping, evidenced, judged_report, number, keys=(f"landing:{number}.example",))
    numbers = [each.report for each in rows(purging)]
    since = NEW - timedelta(days=365)
    assert purging.held(since, NEW) == type(purging.held(since, NEW))({}, {}, {})
    campaign = Campaign.objects.create(name="x", first_at=OLD, last_at=OLD).pk
    keeping.confirm(campaign, "V31", "official", "r", OLD)
    assert purging.held(OLD, NEW).campaigns == {campaign: Stays.CASE_NOT_OVER}
    assert not purging.held(OLD + timedelta(seconds=1), NEW).campaigns, "its last mail and its last step are older"
    referrals = ReferralsInDatabase()
    opened = referrals.open(Referral("k", ReferralKind.PROVIDER_NOTICE, "p", "t", reports=(numbers[0],)), OLD)
    assert purging.held(NEW, NEW).reports == {numbers[0]: Stays.OPEN_REFERRAL}, "however old it is"
    move = Moved(OLD, "t", Role.ISP_LIAISON, "reject", ReferralState.DRAFT, ReferralState.REJECTED, "r")
    assert referrals.move(opened, move) and not purging.held(since, NEW).reports
    ClaimRow.objects.create(kind="report", number=numbers[1], by="a", since=OLD, until=NEW + timedelta(hours=1))
    assert purging.held(since, NEW).reports == {numbers[1]: Stays.IN_HAND}
    assert not purging.held(since, NEW + timedelta(hours=2)).reports


def test_proofs_stand_as_written_and_the_database_refuses_to_change_them(records):
    from django.db import DatabaseError, connection

    _, purging, _ = records
    proofs = [PurgeProof(NEW, Purged.EVIDENCE, 7, EDGE, "係"), PurgeProof(NEW, Purged.REPORT, 3, EDGE, "係")]
    purging.prove(proofs)
    assert purging.proofs(NEW) == proofs and not purging.proofs(NEW + timedelta(seconds=1))
    for change in ("UPDATE records_purgeproof SET count = 1", "DELETE FROM records_purgeproof"):
        with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
            cursor.execute(change)
    assert len(purging.proofs(NEW)) == 2


def test_a_hit_is_a_hit_and_its_row_goes_by_its_own_limit(records, evidenced, judged_report):
    keeping, purging, _ = records
    file(
        keeping, evidenced, judged_report, 1, kind=Kind.MONITOR_HIT, confidence=Confidence.OBSERVED, standing=Standing.MONITOR,
        reporter="",
    )  # fmt: skip
    assert not purging.stale(Kind.REPORT, EDGE, 0, 9)
    (hit,) = purging.stale(Kind.MONITOR_HIT, EDGE, 0, 9)
    assert purging.purge([hit], NEW)[Purged.REPORT] == 1
