"""A whole invented year: the table's shape at any scale, the same bytes for the same seed, one day in memory at a time."""

from collections import Counter
from datetime import date, timedelta
from itertools import islice

import pytest

import tsuho.simulation.year as simulated_year
from tsuho.simulation.dates import JST
from tsuho.simulation.invented import MARK
from tsuho.simulation.networks import host_in
from tsuho.simulation.parameters import dice
from tsuho.simulation.partners import all_providers, sample_monitors
from tsuho.simulation.year import invent_year
from tsuho.simulation.year_counts import counts_by_day
from tsuho.simulation.year_shape import months_of
from tsuho.statistics.apportion import apportion
from tsuho.statistics.series import AGENCY_COUNTRIES
from tsuho.words.vocabulary import Door, Medium

SCALE = 1_000


@pytest.fixture(scope="module")
def days():
    return list(counts_by_day(2014, SCALE, 26))


@pytest.fixture(scope="module")
def small():
    """A year of some four hundred mails."""
    return list(invent_year(2014, seed=26, scale=60_000))


def reports_in(day):
    return sum(day.outcomes.values()) + sum(day.reasons.values())


def test_every_day_of_the_fiscal_year_comes_once_and_in_order(days):
    assert [day.day for day in days] == [date(2014, 4, 1) + timedelta(days=number) for number in range(365)]


def test_the_years_totals_are_the_reports_divided_by_the_scale(days):
    assert sum(map(reports_in, days)) == 25_380
    assert sum(day.outcomes["violation"] for day in days) == 13_786
    assert sum(day.association for day in days) == 599
    assert sum(day.chain for day in days) == 5
    media = Counter(medium for day in days for medium, _ in day.hits)
    assert media == {Medium.MOBILE: 417, Medium.PC: 250}


def test_the_months_follow_the_table(days):
    months = months_of(2014)
    found = Counter()
    for day in days:
        found[f"{day.day:%Y-%m}"] += day.outcomes["violation"]
    assert list(found.values()) == apportion(13_786, [month.counts["violation"] for month in months])


def test_each_provider_and_each_of_the_six_countries_comes_at_least_once_at_any_scale():
    codes = {provider.code for provider in all_providers()}
    for scale in (100, SCALE, 20_000, 1_000_000):
        origins = Counter(origin for day in counts_by_day(2014, scale, 26) for _, origin in day.hits)
        assert codes <= set(origins), scale
        assert set(AGENCY_COUNTRIES) <= set(origins), scale


def test_in_march_23_providers_are_to_be_notified(days):
    codes = {provider.code for provider in all_providers()}
    assert len({origin for day in days if day.day >= date(2015, 3, 1) for _, origin in day.hits} & codes) == 23
    for code in sorted(codes)[:5]:
        assert host_in(code, dice(1), "k7.example").ip


@pytest.mark.parametrize(("year", "scale"), [(2013, 1_000), (2015, 1_000), (2014, 0), (2014, -5)])
def test_what_cannot_be_had_is_refused(year, scale):
    with pytest.raises(ValueError, match=r"scale|no shape"):
        next(counts_by_day(year, scale, 1))


def test_the_same_seed_gives_the_same_bytes_and_another_does_not():
    def first(seed):
        return [each.raw for each in islice(invent_year(2014, seed=seed, scale=20_000), 30)]

    assert first(26) == first(26)
    assert not set(first(26)) & set(first(27))


def test_no_mail_is_written_before_it_is_asked_for(monkeypatch):
    written = []
    write = simulated_year.written
    monkeypatch.setattr(simulated_year, "written", lambda *given: written.append(1) or write(*given))
    assert len(list(islice(invent_year(2014, seed=26, scale=1_000), 25))) == 25
    assert len(written) == 25


def test_they_arrive_in_order_within_the_year(small):
    times = [each.received_at.astimezone(JST) for each in small]
    assert times == sorted(times)
    assert times[0].date() >= date(2014, 4, 1)
    assert times[-1].date() <= date(2015, 3, 31)
    assert len({f"{each:%Y-%m}" for each in times}) == 12


def test_every_channel_of_the_flow_diagram_is_there_and_says_that_it_is_simulated(small):
    assert {each.door for each in small} >= {Door.FORWARD, Door.PLUGIN, Door.MONITOR, Door.ASSOCIATION, Door.CHAIN}
    name, value = MARK
    for each in small:
        assert f"{name}: {value}".encode() in each.raw
        assert each.stated()["simulated"] is True


def test_a_hit_comes_from_where_it_was_counted(small):
    monitors = {sheet.address: sheet.medium for sheet in sample_monitors()}
    hits = [each for each in small if each.door is Door.MONITOR]
    counted = Counter(medium for day in counts_by_day(2014, 60_000, 26) for medium, _ in day.hits)
    assert Counter(monitors[each.recipient] for each in hits) == counted
    assert len({each.peer.ip for each in hits}) > 60
