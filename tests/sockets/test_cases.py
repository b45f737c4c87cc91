"""The port CampaignCases on each database: counts by day and witness, notes that survive a joining, no address anywhere."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.case_ports import Measure, MeasureKind, NotedMail, NotedRefusal
from tsuho.engine.law.campaign_case import DayCount, Pattern, RecipientRun, RefusalWay
from tsuho.words.arrival import MonitorSheet
from tsuho.words.vocabulary import Advertising, Door, Kind, Medium, Outcome, Standing

AT = datetime(2015, 3, 31, 14, 30, tzinfo=UTC)  # 23:30 in Japan
NEXT_DAY = AT + timedelta(hours=1)
JAPAN_TIME = ZoneInfo("Asia/Tokyo")
LONG_AGO = AT - timedelta(days=300)
ONE = MonitorSheet("one@monitor.example", Medium.PC, "", LONG_AGO)
TWO = MonitorSheet("two@monitor.example", Medium.PC, "", LONG_AGO)
RETIRED = MonitorSheet("old@monitor.example", Medium.PC, "", LONG_AGO, retired_at=AT - timedelta(days=1))


@pytest.fixture
def stores(database):
    from tsuho.store.records.cases import CasesInDatabase
    from tsuho.store.records.records import RecordsInDatabase

    return RecordsInDatabase(), CasesInDatabase()


@pytest.fixture
def hit(judged_report, evidenced):
    def build(number, sheet, at=AT, **more):
        judged = judged_report(kind=Kind.MONITOR_HIT, rules=("V31", "V44"), standing=Standing.MONITOR, **more)
        return evidenced(number, judged, door=Door.MONITOR, monitor=sheet, received_at=at)

    return build


def noted(campaign, *, first=None, later=(), **more):
    values = {
        "recipient": "pseudonym@place", "refused_at": AT, "way": RefusalWay.LINK, "same_recipient": True, "topic": "", "bounced": False,
        "checked": True, "by": "analyst", "reason": "form", "noted_at": AT,
    }  # fmt: skip
    return NotedRefusal(campaign=campaign, first=first, later=tuple(later), **(values | more))


def test_days_are_those_of_the_country_and_proved_breaches_stand_apart(stores, judged_report, evidenced, hit):
    records, cases = stores
    records.register_monitors([ONE])
    hold = judged_report(outcome=Outcome.HOLD)
    records.file([evidenced(1, judged_report(), hold, received_at=AT), hit(2, ONE, NEXT_DAY)], {1: "a@p"})
    (campaign,) = records.campaigns()
    counts = cases.counts(campaign.id, JAPAN_TIME)
    assert counts.days == {date(2015, 3, 31): DayCount(2, 1, 0), date(2015, 4, 1): DayCount(1, 1, 1)}
    assert counts.proved == {"V31": 1, "V44": 1}


def test_monitors_are_counted_once_each_and_not_after_they_were_retired(stores, hit):
    records, cases = stores
    records.register_monitors([ONE, TWO, RETIRED])
    records.file([hit(1, ONE), hit(2, ONE), hit(3, TWO), hit(4, RETIRED), hit(5, RETIRED, AT - timedelta(days=2))], {})
    (campaign,) = records.campaigns()
    assert cases.counts(campaign.id, JAPAN_TIME).monitors == 3
    records.register_monitors([MonitorSheet("old@monitor.example", Medium.PC, "", LONG_AGO, retired_at=LONG_AGO)])
    assert cases.counts(campaign.id, JAPAN_TIME).monitors == 2


def test_each_reporter_counts_from_his_first_report_and_monitors_are_no_reporters(
    stores, judged_report, evidenced, hit
):
    records, cases = stores
    records.register_monitors([ONE])
    later = [evidenced(n, judged_report(), received_at=AT + timedelta(hours=n)) for n in (3, 1, 2)]
    records.file([*later, hit(9, ONE)], {1: "a@p", 2: "a@p", 3: "b@q"})
    (campaign,) = records.campaigns()
    first = dict(cases.counts(campaign.id, JAPAN_TIME).first_reports)
    assert first == {"a@p": AT + timedelta(hours=1), "b@q": AT + timedelta(hours=3)}


def test_a_refusal_set_comes_back_as_its_rule_sees_it(stores, judged_report, evidenced):
    records, cases = stores
    records.file([evidenced(1, judged_report()), evidenced(2, judged_report(keys=("landing:other.example",)))], {})
    (own,) = (each.id for each in records.campaigns() if "landing:shop.example" in each.keys)
    mails = [
        NotedMail(1, 0, AT + timedelta(days=9), Advertising.INCIDENTAL, within_topic=True),
        NotedMail(2, 0, None, Advertising.YES),
        NotedMail(77, 0, AT, Advertising.YES),
    ]
    first = NotedMail(1, 0, AT - timedelta(days=1), Advertising.YES)
    cases.note_refusal(noted(own, first=first, later=mails, topic="セール"))
    cases.note_refusal(noted(own, same_recipient=None, way=None, refused_at=None, bounced=True, checked=False))
    whole, gaps = cases.refusals(own)
    assert (whole.first_at, whole.refused_at, whole.way) == (AT - timedelta(days=1), AT, RefusalWay.LINK)
    assert (whole.topic_limited, whole.same_recipient, whole.standing) == (True, True, Standing.VERIFIED)
    assert [(mail.at, mail.same_sender, mail.within_topic) for mail in whole.later] == [
        (AT + timedelta(days=9), True, True), (None, False, None), (AT, True, None),
    ]  # fmt: skip
    assert whole.later[0].advertising is Advertising.INCIDENTAL
    assert (gaps.first_at, gaps.refused_at, gaps.way, gaps.later) == (None, None, None, ())
    assert (gaps.bounced, gaps.same_recipient, gaps.standing) == (True, None, Standing.FACE)


def test_what_was_noted_of_a_campaign_follows_it_into_another(stores, judged_report, evidenced):
    records, cases = stores
    records.file([evidenced(1, judged_report()), evidenced(2, judged_report(keys=("landing:two.example",)))], {})
    first, second = sorted(each.id for each in records.campaigns())
    for number, day in ((second, date(2015, 3, 2)), (first, date(2015, 3, 1))):
        cases.note_measure(Measure(number, MeasureKind.WARNING, day, "ministry", "no. 1", AT))
    run = RecipientRun(AT, NEXT_DAY, 30, 25, 2, Pattern.COUNTING)
    cases.note_runs(second, [run], "provider", "log", AT)
    cases.note_refusal(noted(second))
    records.file([evidenced(3, judged_report(keys=("landing:shop.example", "landing:two.example")))], {})
    (joined,) = records.campaigns()
    for number in (first, second, joined.id):
        assert [each.day for each in cases.measures(number)] == [date(2015, 3, 1), date(2015, 3, 2)]
        assert cases.runs(number) == (run,)
        assert len(cases.refusals(number)) == 1
        assert cases.counts(number, JAPAN_TIME).days == {date(2015, 4, 1): DayCount(3, 3, 0)}
    cases.note_measure(Measure(second, MeasureKind.ORDER, date(2015, 3, 3), "ministry", "no. 2", AT))
    assert [each.kind for each in cases.measures(first)][-1] is MeasureKind.ORDER


def test_a_filed_report_says_its_reporter_and_campaign(stores, judged_report, evidenced):
    records, cases = stores
    records.file([evidenced(1, judged_report(), judged_report(keys=()))], {1: "a@p"})
    (campaign,) = records.campaigns()
    assert (cases.filed(1, 0).reporter, cases.filed(1, 0).campaign) == ("a@p", campaign.id)
    assert cases.filed(1, 1).campaign is None
    assert cases.filed(2, 0) is None
