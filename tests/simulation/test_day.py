"""A day has the shape that its parameter file names, and is the same for the same seed."""

from collections import Counter
from datetime import date, timedelta
from email import message_from_bytes
from hashlib import sha256

from tsuho.simulation.campaigns import campaigns_of
from tsuho.simulation.dates import JST
from tsuho.simulation.day import invent_day
from tsuho.simulation.partners import sample_doors, sample_monitors
from tsuho.words.vocabulary import Door, Form, Medium, Outcome


def digest(seed: int, day: date = date(2015, 3, 10), count: int = 120) -> str:
    whole = sha256()
    for each in invent_day(day, seed=seed, count=count):
        whole.update(repr((each.raw, each.door, each.recipient, each.received_at, each.peer, each.truth)).encode())
    return whole.hexdigest()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_or_day_others():
    assert digest(1) == digest(1)
    assert len({digest(1), digest(2), digest(1, date(2015, 3, 11))}) == 3


def test_the_bytes_do_not_depend_on_what_was_invented_before():
    alone = [each.raw for each in invent_day(date(2015, 3, 10), seed=1, count=40)]
    list(invent_day(date(2015, 3, 17), seed=9, count=40))
    assert [each.raw for each in invent_day(date(2015, 3, 10), seed=1, count=40)] == alone


def test_arrivals_add_up_in_order_within_the_japanese_day(day):
    assert Counter(each.truth.kind for each in day) == {
        "report": 1700, "monitor_hit": 450, "association": 250, "chain_mail": 60, "odd": 40,
    }  # fmt: skip
    times = [each.received_at for each in day]
    assert times == sorted(times)
    assert {at.astimezone(JST).date() for at in times} == {date(2015, 3, 10)}
    assert {at.utcoffset() for at in times} == {timedelta(0)}


def test_any_count_is_met_exactly():
    for count in (1, 7, 33, 250):
        assert sum(1 for _ in invent_day(date(2015, 3, 10), seed=3, count=count)) == count


def test_every_arrival_comes_to_an_address_of_its_door(day):
    monitors = {sheet.address for sheet in sample_monitors()}
    for each in day:
        expected = monitors if each.door is Door.MONITOR else sample_doors()[each.door]
        assert each.recipient in expected


def test_outcomes_and_reasons_have_the_shape_of_the_year(day):
    reports = [report for each in day if each.truth.kind == "report" for report in each.truth.reports]
    outcomes = Counter(report.outcome for report in reports)
    for outcome, share in {
        "violation": 0.54,
        "incomplete": 0.14,
        "out_of_scope": 0.13,
        "no_violation": 0.11,
        "hold": 0.08,
    }.items():
        assert abs(outcomes[Outcome(outcome)] / len(reports) - share) < 0.03, outcome
    reasons = Counter(report.reason[:2] for report in reports if report.reason)
    for reason, share in {"I4": 0.48, "I1": 0.33, "I2": 0.09, "I3": 0.06, "I9": 0.04}.items():
        assert abs(reasons[reason] / reasons.total() - share) < 0.07, reason
    assert all(reasons[reason] for reason in ("I1", "I2", "I3", "I4", "I9"))


def test_every_form_occurs_and_one_mail_carries_fifty(day):
    forms = Counter(report.form for each in day if each.truth.kind == "report" for report in each.truth.reports)
    assert set(forms) == set(Form) - {Form.DIRECT}, "direct is what a monitor gets"
    sizes = Counter(len(each.truth.reports) for each in day)
    assert sizes[50] == 1
    assert all(sizes[number] for number in (1, 2, 3, 4, 5))


def test_more_monitor_hits_on_phones_than_on_pcs(day):
    medium = {sheet.address: sheet.medium for sheet in sample_monitors()}
    hits = Counter(medium[each.recipient] for each in day if each.door is Door.MONITOR)
    assert hits[Medium.MOBILE] > hits[Medium.PC]


def test_dating_mail_to_phones_peaks_in_the_evening_and_other_mail_does_not(day):
    phones = {sheet.address for sheet in sample_monitors() if sheet.medium is Medium.MOBILE}

    def evening_share(dating: bool) -> float:
        hours = [
            each.received_at.astimezone(JST).hour
            for each in day
            if each.recipient in phones and (each.truth.reports[0].category == "dating") is dating
        ]
        assert len(hours) > 30
        return sum(hour >= 20 for hour in hours) / len(hours)

    assert evening_share(True) > evening_share(False) + 0.15


def test_a_few_reporters_give_most_reports(day):
    reporters = Counter(each.mail_from for each in day if each.truth.kind == "report")
    busiest = sum(number for _, number in reporters.most_common(40))  # one in a hundred of the pool of 4,000
    assert busiest > reporters.total() / 2
    assert sum(number == 1 for number in reporters.values()) > 100


def test_a_campaign_lasts_three_to_twenty_days_and_the_next_of_its_line_follows():
    days = [date(2014, 4, 1) + timedelta(days=number) for number in range(365)]
    for line in (0, 20, 59):
        line_of_the_year = [campaigns_of(day, 7)[line] for day in days]
        lasting = {each.id: (each.until - each.since).days for each in line_of_the_year}
        assert len(lasting) > 10
        assert all(3 <= length <= 20 for length in lasting.values())
        for day, each in zip(days, line_of_the_year, strict=True):
            assert each.since <= day < each.until
            domains = {each.domain_on(each.since + timedelta(days=passed)) for passed in range(lasting[each.id])}
            assert len(domains) == len(each.domains)
    lawful = {each.id for day in days for each in campaigns_of(day, 7) if each.kind == "no_violation"}
    assert 12 <= len(lawful) <= 60


def test_campaigns_have_lognormal_sizes_and_share_nothing_that_names_a_sender(day):
    campaigns = campaigns_of(date(2015, 3, 10), 7)
    assert len(campaigns) == 60
    weights = sorted(each.weight for each in campaigns)
    assert sum(weights[-6:]) > sum(weights[:30])
    year = {
        each.id: each
        for number in range(0, 365, 2)
        for each in campaigns_of(date(2014, 4, 1) + timedelta(days=number), 7)
    }
    assert len(year) > 1_000
    domains = [domain for each in year.values() for domain in each.domains]
    assert len(set(domains)) == len(domains)
    assert len({each.last4 for each in year.values()}) == len(year)
    assert len({each.around for each in year.values()}) > 0.99 * len(year)
    seen = Counter(report.campaign for each in day for report in each.truth.reports if report.campaign)
    assert len(seen) > 50


def test_most_mail_comes_from_abroad_and_some_from_japanese_providers(day):
    origins = [each.peer.ip for each in day if each.door is Door.MONITOR]
    japanese = sum(ip.startswith(("192.0.2.", "2001:db8:0:")) for ip in origins)
    assert 0.03 < japanese / len(origins) < 0.5


def test_every_mail_is_parsed_by_the_standard_library_and_carries_the_label(day):
    for each in day:
        mail = message_from_bytes(each.raw)
        assert list(mail.walk())
        if each.truth.defect != "no_header":
            assert b"X-Tsuho-Simulated: yes\r\n" in each.raw[:200] or each.truth.kind == "odd"
            assert b"X-Tsuho-Simulated: yes" in each.raw


def test_all_but_the_broken_mails_fit_the_lines_of_smtp(day):
    for each in day:
        if each.truth.kind != "odd":
            lines = each.raw.split(b"\r\n")
            assert max(map(len, lines)) <= 998
            assert not any(b"\n" in line or b"\r" in line for line in lines)
