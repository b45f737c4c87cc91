"""The port Records on each database: filing is idempotent, campaigns join by strong keys, confirmation is per provision."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.repeats import fingerprint
from tsuho.statistics.booking_campaigns import CampaignDay
from tsuho.words.arrival import MonitorSheet
from tsuho.words.judged import Network
from tsuho.words.vocabulary import Confidence, Door, Kind, Medium, Outcome, Standing

JST = ZoneInfo("Asia/Tokyo")
AT = datetime(2015, 3, 31, 16, 30, tzinfo=UTC)
LONG_AGO = AT - timedelta(days=30)
SHEET = MonitorSheet("Trap1@mobile.example", Medium.MOBILE, "例の電話", LONG_AGO, partners=("mobile.example",))


@pytest.fixture
def records(database):
    from tsuho.store.records.records import RecordsInDatabase

    return RecordsInDatabase()


@pytest.fixture
def hit(judged_report, evidenced):
    """A monitor hit with an observed origin."""

    def build(number, **more):
        reading = {
            "kind": Kind.MONITOR_HIT,
            "confidence": Confidence.OBSERVED,
            "standing": Standing.MONITOR,
            "rules": ("V31", "V44"),
        }
        return evidenced(number, judged_report(**(reading | more)), door=Door.MONITOR, monitor=SHEET)

    return build


# --- monitors
def test_a_monitor_is_found_however_its_address_is_written(records):
    records.register_monitors([SHEET])
    assert records.monitor("TRAP1@mobile.EXAMPLE") == records.monitors()[0]
    assert records.monitor("trap1@mobile.example").carrier == "例の電話"
    assert records.monitor("nobody@mobile.example") is None


def test_a_sheet_entered_again_replaces_the_old_one_and_a_retired_monitor_is_still_found(records):
    records.register_monitors([SHEET])
    retired = MonitorSheet("trap1@mobile.example", Medium.PC, "別", LONG_AGO, retired_at=AT, excludes_dealing=False)
    records.register_monitors([retired, MonitorSheet("a@pc.example", Medium.PC, "", LONG_AGO)])
    assert [sheet.address for sheet in records.monitors()] == ["a@pc.example", "trap1@mobile.example"]
    assert records.monitor("trap1@mobile.example") == retired


# --- filing
def test_filing_the_same_batch_again_changes_nothing(records, judged_report, evidenced, hit):
    batch = [evidenced(1, judged_report(), judged_report(keys=())), hit(2)]
    records.file(batch, {1: "reporter-one"})
    before = records.campaigns()
    records.file(batch, {1: "reporter-one"})
    records.file([batch[1], evidenced(3, judged_report())], {3: "reporter-two"})
    (campaign,) = records.campaigns()
    assert (before[0].messages, before[0].reports, before[0].monitor_hits, before[0].reporters) == (2, 1, 1, 1)
    assert (campaign.messages, campaign.reports, campaign.monitor_hits, campaign.reporters) == (3, 2, 1, 2)


def test_what_was_filed_is_known_by_its_fingerprint(records, judged_report, evidenced):
    first, later = (
        evidenced(1, judged_report(), judged_report()),
        evidenced(2, judged_report(), received_at=AT + timedelta(hours=1)),
    )
    records.file([first, later], {})
    own = fingerprint(first.arrival.raw, first.arrival.envelope)
    other = fingerprint(later.arrival.raw, later.arrival.envelope)
    assert own and other
    found = records.seen_before([own, other, "unknown"], AT)
    assert dict(found)[own][0] == (1, first.arrival.received_at)
    assert sum(len(seen) for seen in found.values()) == 2
    assert (1, first.arrival.received_at) not in [
        pair for seen in records.seen_before([own], AT + timedelta(minutes=1)).values() for pair in seen
    ]


def test_a_campaign_shows_its_keys_days_rules_and_distinct_reporters(records, judged_report, evidenced):
    later = AT + timedelta(days=2)
    records.file(
        [evidenced(1, judged_report(rules=("V44", "V41"), keys=("landing:shop.example", "phone:0300000001")))], {1: "a"}
    )
    records.file(
        [evidenced(2, judged_report(), received_at=later), evidenced(3, judged_report(rules=()))], {2: "a", 3: "b"}
    )
    (campaign,) = records.campaigns()
    assert campaign.keys == ("landing:shop.example", "phone:0300000001")
    assert (campaign.first_at, campaign.last_at) == (AT, later)
    assert campaign.rules == {"V41": 1, "V44": 2}
    assert campaign.reporters == 2
    assert campaign == records.campaign(campaign.id)


def test_weak_keys_and_no_keys_join_nothing(records, judged_report, evidenced):
    records.file([evidenced(n, judged_report(keys=(), weak=("sketch:abc",))) for n in (1, 2)], {})
    assert records.campaigns() == []


def test_the_largest_campaigns_come_first_and_old_ones_can_be_left_out(records, judged_report, evidenced):
    old = AT - timedelta(days=90)
    small = [evidenced(1, judged_report(keys=("landing:small.example",)))]
    large = [evidenced(n, judged_report(keys=("landing:large.example",)), received_at=old) for n in (2, 3)]
    records.file(small + large, {})
    assert [each.name for each in records.campaigns()] == ["large.example", "small.example"]
    assert [each.name for each in records.campaigns(limit=1)] == ["large.example"]
    assert [each.name for each in records.campaigns(since=AT.date())] == ["small.example"]
    assert records.campaigns(since=date(2016, 1, 1)) == []


def test_a_bridge_merges_campaigns_and_the_old_number_leads_to_the_one_it_became(
    records, judged_report, evidenced, hit
):
    records.file(
        [
            evidenced(1, judged_report(keys=("landing:a.example",))),
            evidenced(2, judged_report(keys=("landing:b.example",))),
        ],
        {1: "r"},
    )
    first, second = (records.campaigns()[i].id for i in (0, 1))
    records.rename_campaign(second, "名前")
    records.confirm(second, "V31", "official", "evidence seen", AT)
    bridge = [hit(3, keys=("landing:a.example", "landing:b.example"))]
    records.file(bridge, {})
    records.file(bridge, {})
    (joined,) = records.campaigns()
    assert joined.id == min(first, second)
    assert (joined.messages, joined.reports, joined.monitor_hits) == (3, 2, 1)
    assert joined.keys == ("landing:a.example", "landing:b.example")
    assert records.campaign(second) == records.campaign(first) == joined
    assert [each.arrival for each in records.confirmed_hits(LONG_AGO)] == [3], "the confirmation went along"
    records.rename_campaign(second, "新しい名前")
    assert records.campaign(first).name == "新しい名前"


def test_a_chain_of_merges_leads_to_the_last(records, judged_report, evidenced):
    names = ["landing:a.example", "landing:b.example", "landing:c.example"]
    records.file([evidenced(n, judged_report(keys=(name,))) for n, name in enumerate(names)], {})
    a, b, c = sorted(each.id for each in records.campaigns())
    records.file([evidenced(10, judged_report(keys=(names[1], names[2])))], {})
    records.file([evidenced(11, judged_report(keys=(names[0], names[2])))], {})
    assert {records.campaign(number).id for number in (a, b, c)} == {a}
    assert records.campaign(a).messages == 5


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_campaigns_do_not_depend_on_the_order_of_arrival(records, judged_report, evidenced, order):
    keys = [
        ("landing:a.example",),
        ("landing:a.example", "phone:1"),
        ("phone:1", "dkim:b.example"),
        ("landing:z.example",),
    ]
    for number in order:
        records.file([evidenced(number, judged_report(keys=keys[number]))], {})
    assert sorted((each.messages, tuple(sorted(each.keys))) for each in records.campaigns()) == [
        (1, ("landing:z.example",)),
        (3, ("dkim:b.example", "landing:a.example", "phone:1")),
    ]


def test_a_number_that_never_was_is_none(records):
    assert records.campaign(7) is None


def test_text_that_a_database_refuses_is_filed_without_it(records, judged_report, evidenced):
    odd = judged_report(subject="a\x00b\ud800" + "長" * 300, keys=("landing:" + "x" * 400 + ".example", "phone:\x001"))
    records.file([evidenced(1, odd)], {})
    assert records.campaigns()[0].messages == 1
    assert all(len(key) <= 255 for key in records.campaigns()[0].keys)


# --- confirmation
def test_only_a_confirmed_provision_that_the_hit_itself_breached_goes_out(records, judged_report, evidenced, hit):
    records.file(
        [
            hit(1, rules=("V31", "V44")),
            hit(2, rules=("V44",)),
            hit(3, rules=()),
            evidenced(4, judged_report(rules=("V31",))),
        ],
        {},
    )
    assert records.confirmed_hits(LONG_AGO) == []
    (campaign,) = records.campaigns()
    records.confirm(campaign.id, "V31", "official", "evidence seen", AT)
    (found,) = records.confirmed_hits(LONG_AGO)
    assert (found.arrival, found.number_in_arrival, found.rules, found.campaign) == (1, 0, ("V31",), campaign.id)
    assert (found.ip, found.port, found.received_at) == ("192.0.2.25", 40025, AT)
    assert found.network == Network("192.0.2.0/24", 64500, "Example Net", "JP", "2015-03-01")
    records.confirm(campaign.id, "V44", "official", "evidence seen", AT)
    assert [(each.arrival, each.rules) for each in records.confirmed_hits(LONG_AGO)] == [
        (1, ("V31", "V44")),
        (2, ("V44",)),
    ]


@pytest.mark.parametrize(
    "unfit",
    [
        {"confidence": Confidence.CARRIED},
        {"confidence": Confidence.REPORTED},
        {"ip": ""},
        {"standing": Standing.FACE},
        {"kind": Kind.REPORT},
        {"keys": ("landing:other.example",)},
    ],
    ids=lambda unfit: next(iter(unfit)) + "=" + str(next(iter(unfit.values()))),
)
def test_a_hit_that_proves_too_little_goes_nowhere(records, hit, unfit):
    records.file([hit(1), hit(2, **unfit)], {})
    number = next(each.id for each in records.campaigns() if "landing:shop.example" in each.keys)
    records.confirm(number, "V31", "official", "evidence seen", AT)
    assert [each.arrival for each in records.confirmed_hits(LONG_AGO)] == [1]


def test_hits_before_the_time_asked_for_are_left_out(records, hit):
    records.file([hit(1)], {})
    records.confirm(records.campaigns()[0].id, "V31", "official", "evidence seen", AT)
    assert len(records.confirmed_hits(AT)) == 1
    assert records.confirmed_hits(AT + timedelta(seconds=1)) == []


def test_a_hold_can_be_filed(records, judged_report, evidenced):
    records.file([evidenced(1, judged_report(outcome=Outcome.INCOMPLETE, rules=()))], {})
    assert records.campaigns()[0].rules == {}


# --- periods
def test_a_period_counts_what_came_in_it_and_nothing_else(records, judged_report, evidenced):
    def report(number, day, keys=("landing:shop.example",), **more):
        return evidenced(number, judged_report(keys=keys, **more), received_at=AT + timedelta(days=day))

    def hit_on(number, day):
        judged = judged_report(
            kind=Kind.MONITOR_HIT, confidence=Confidence.OBSERVED, standing=Standing.MONITOR, rules=("V31",)
        )
        return evidenced(number, judged, door=Door.MONITOR, monitor=SHEET, received_at=AT + timedelta(days=day))

    records.file(
        [
            report(1, -2),
            report(2, 0),
            report(3, 0),
            hit_on(4, 1),
            report(5, 2),
            report(6, 1, keys=("landing:other.example",)),
        ],
        {1: "a", 2: "b", 3: "b", 5: "c", 6: "d"},
    )
    found = records.campaigns_between(AT, AT + timedelta(days=2), 10)
    assert [(each.messages, each.reports, each.monitor_hits, each.reporters) for each in found] == [
        (3, 2, 1, 1),
        (1, 1, 0, 1),
    ]
    assert (found[0].first_at, found[0].last_at) == (AT, AT + timedelta(days=1))
    assert found[0].rules == {"V31": 1, "V44": 2} and found[0].keys == ("landing:shop.example",)
    assert found[0].id == records.campaigns()[0].id
    assert len(records.campaigns_between(AT, AT + timedelta(days=2), 1)) == 1
    assert records.campaigns_between(AT + timedelta(days=9), AT + timedelta(days=10), 10) == []
    day, large, small = AT.astimezone(JST).date(), found[0].id, found[1].id
    assert records.campaign_days(day, day + timedelta(days=2), JST) == [
        CampaignDay(large, day, 2),
        CampaignDay(large, day + timedelta(days=1), 1),
        CampaignDay(small, day + timedelta(days=1), 1),
    ]
