"""What domains publish, asked of two resolvers on loopback: silence, failure and disagreement are never a denial."""

import time
from datetime import UTC, datetime

import pytest

from tsuho.statistics.adoption.judged import judge_all
from tsuho.words.surveys import Mark, PolicyFile, Presence, Said, Subject, Technology
from tsuho.workers.dns_lookups import resolver_of
from tsuho.workers.survey_dns import SurveyGatherer, survey_resolver

AT = datetime(2015, 6, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def gatherer(zone, second_zone):
    """The gatherer that asks both zones, the first by the name ``one``, the second by ``two``."""

    def made(second=True, question_seconds=0.4, **settings):
        asks = [("one", zone), ("two", second_zone)] if second else [("one", zone)]
        resolvers = [
            survey_resolver(name, resolver_of([f"127.0.0.1:{of.port}"]), question_seconds) for name, of in asks
        ]
        return SurveyGatherer(tuple(resolvers), lambda: AT, **settings)

    return made


@pytest.fixture
def both(zone, second_zone):
    """Write the same into both zones."""

    def add(name, kind, *values):
        for each in (zone, second_zone):
            each.add(name, kind, *values)

    return add


def about(gatherer, domain, *selectors):
    (gathered,) = gatherer([Subject(domain, selectors)])
    return gathered


def found(gatherer, domain, technology, *selectors):
    return {each.technology: each for each in judge_all("s", about(gatherer, domain, *selectors))}[technology].published


def test_every_saying_keeps_who_said_it_and_when(gatherer, both):
    both("a.example", "TXT", "v=spf1 -all")
    sayings = about(gatherer(), "a.example").asked["a.example", "TXT"]
    assert [(each.resolver, each.at, each.said, each.records) for each in sayings] == [
        ("one", AT, Said.ANSWERED, ("v=spf1 -all",)),
        ("two", AT, Said.ANSWERED, ("v=spf1 -all",)),
    ]


def test_what_both_deny_is_absent_and_what_one_alone_denies_is_not(gatherer, both, zone):
    both("a.example", "A", "192.0.2.1")
    assert found(gatherer(), "a.example", Technology.SPF).presence is Presence.ABSENT
    assert found(gatherer(second=False), "a.example", Technology.SPF).why.key == "survey_why_no_second"
    zone.add("a.example", "TXT", "v=spf1 -all")
    disagreed = found(gatherer(), "a.example", Technology.SPF)
    assert (disagreed.presence, disagreed.why.key) == (Presence.UNKNOWN, "survey_why_disagree")


@pytest.mark.parametrize("behaviour", ["silent", "servfail"])
def test_silence_and_failure_of_either_leave_it_unknown(gatherer, zone, second_zone, behaviour):
    why = {"silent": "survey_why_timeout", "servfail": "survey_why_servfail"}[behaviour]
    for number, each in enumerate((zone, second_zone)):
        each.behaves[f"{number}.example"] = behaviour
        published = found(gatherer(), f"{number}.example", Technology.SPF)
        assert (published.presence, published.why.key) == (Presence.UNKNOWN, why)


def test_a_record_that_one_shows_while_the_other_is_silent_is_there(gatherer, both, second_zone):
    both("a.example", "TXT", "v=spf1 -all")
    second_zone.behaves["a.example"] = "silent"
    assert found(gatherer(), "a.example", Technology.SPF).mark is Mark.FULL


def test_a_truncated_answer_is_asked_for_again_over_tcp(gatherer, both, zone):
    both("a.example", "TXT", "v=spf1 -all", *(f"verification={number} {'x' * 200}" for number in range(12)))
    assert found(gatherer(question_seconds=2.0), "a.example", Technology.SPF).mark is Mark.FULL
    assert zone.asked.count(("a.example", "TXT")) == 2, "once by UDP, once by TCP"


def test_what_records_point_to_is_asked_for_too(gatherer, both, zone, second_zone):
    both("a.example", "TXT", "v=spf1 include:b.example redirect=c.example")
    both("b.example", "TXT", "v=spf1 ip4:192.0.2.0/24")
    both("c.example", "TXT", "v=spf1 -all")
    both("a.example", "MX", (10, "mx.a.example"))
    both("_25._tcp.mx.a.example", "TLSA", (3, 1, 1, b"\x01" * 32))
    zone.authentic |= {"a.example", "_25._tcp.mx.a.example"}
    gathered = about(gatherer(), "a.example")
    assert {("c.example", "TXT"), ("_25._tcp.mx.a.example", "TLSA")} <= set(gathered.asked)
    marks = {each.technology: each.published.mark for each in judge_all("s", gathered)}
    assert (marks[Technology.SPF], marks[Technology.DANE]) == (Mark.FULL, Mark.FULL)
    zone.authentic.clear()
    assert found(gatherer(), "a.example", Technology.DANE).why.key == "dane_not_vouched"


def test_a_denial_that_nobody_need_believe_is_no_denial(gatherer, zone, second_zone):
    for each in (zone, second_zone):
        each.blocks.add("blocked.example")
    published = found(gatherer(), "blocked.example", Technology.SPF)
    assert (published.presence, published.why.key) == (Presence.UNKNOWN, "survey_why_not_conclusive")


def test_what_is_not_asked_before_the_deadline_is_unknown(gatherer, both):
    both("a.example", "TXT", "v=spf1 -all")
    findings = judge_all("s", about(gatherer(deadline_seconds=0.0), "a.example"))
    assert {each.published.presence for each in findings} == {Presence.UNKNOWN}
    assert {each.published.why.key for each in findings if each.technology is not Technology.DKIM} == {
        "survey_why_deadline"
    }


def test_silent_domains_are_asked_about_together_and_hold_up_nobody_else(gatherer, zone, second_zone, both):
    silent = [Subject(f"s{number}.example") for number in range(8)]
    for each in silent:
        for prefix in ("", "_dmarc.", "_domainkey.", "_mta-sts.", "_smtp._tls.", "default._bimi."):
            zone.behaves[prefix + each.domain] = second_zone.behaves[prefix + each.domain] = "silent"
    both("a.example", "TXT", "v=spf1 -all")
    begun = time.monotonic()
    order = [each.subject.domain for each in gatherer(question_seconds=0.2, at_once=4)([*silent, Subject("a.example")])]
    assert len(order) == 9
    assert time.monotonic() - begun < 9 * 7 * 2 * 0.2 / 2, "one after another would take twice as long"


def test_the_policy_file_is_asked_for_only_where_it_is_announced_and_we_may(gatherer, both):
    both("a.example", "TXT", "v=spf1 -all")
    both("_mta-sts.b.example", "TXT", "v=STSv1; id=1")
    asked = []

    def fetch(url):
        asked.append(url)
        return PolicyFile(url, AT, "version: STSv1\nmode: enforce\nmx: mx.b.example\nmax_age: 86400\n")

    asks = gatherer(fetch=fetch)
    assert about(asks, "a.example").policy is None and asked == []
    assert found(asks, "b.example", Technology.MTA_STS).mark is Mark.FULL
    assert asked == ["https://mta-sts.b.example/.well-known/mta-sts.txt"]
    assert found(gatherer(), "b.example", Technology.MTA_STS).mark is Mark.PART_OR_FULL
