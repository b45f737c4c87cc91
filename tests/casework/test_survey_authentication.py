"""A survey of what domains publish: every technology of every domain goes into the round's book, and no other round's."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.casework.survey_authentication import survey_authentication
from tsuho.statistics.adoption.judged import still_to_ask
from tsuho.store.records.memory_surveys import MemorySurveys
from tsuho.words.surveys import AuthFinding, Gathered, Mark, Said, Saying, Service, SurveyRun, Technology

AT = datetime(2015, 6, 1, 3, 0, tzinfo=UTC)
TOKYO = ZoneInfo("Asia/Tokyo")
A = Service("a", "甲", "甲メール", ("a.example", "shared.example"))
B = Service("b", "乙", "乙メール", ("shared.example",))


class Gather:
    """Two resolvers that deny everything, and are silent about the domains named."""

    resolvers = ("one", "two")
    fetches = False

    def __init__(self, silent=()):
        self.silent, self.asked = set(silent), []

    def __call__(self, subjects):
        for subject in subjects:
            self.asked.append(subject.domain)
            said = Said.NOTHING if subject.domain in self.silent else Said.NO_SUCH_NAME
            asked = {}
            while questions := still_to_ask(subject, asked):
                asked |= {question: self._say(*question, said) for question in questions}
            yield Gathered(subject, asked)

    def _say(self, name, kind, said):
        why = "timeout" if said is Said.NOTHING else ""
        return tuple(Saying(name, kind, each, AT, said, why=why) for each in self.resolvers)


@pytest.fixture
def surveys():
    made = MemorySurveys()
    made.enter_services("list", [A, B], AT)
    return made


def survey(surveys, gather, label="2015H1", **given):
    return survey_authentication(
        surveys, gather, label, TOKYO, by="見本", now=lambda: AT, **{"simulated": False, **given}
    )


def test_every_domain_has_a_finding_of_every_technology_and_a_shared_one_is_asked_once(surveys):
    gather = Gather()
    findings = survey(surveys, gather)
    assert sorted(gather.asked) == ["a.example", "shared.example"]
    assert sorted({(each.service, each.domain) for each in findings}) == [
        ("a", "a.example"),
        ("a", "shared.example"),
        ("b", "shared.example"),
    ]
    assert len(findings) == 3 * len(Technology)
    spf = [each for each in findings if each.technology is Technology.SPF]
    assert {each.published.mark for each in spf} == {Mark.NONE}
    assert {(saying.resolver, saying.at) for each in spf for saying in each.sayings} == {("one", AT), ("two", AT)}
    run, *kept = [each.entry for each in surveys.entries("2015H1")]
    assert run == SurveyRun("auth", AT, AT, (A, B), ("one", "two"), fetched_policies=False)
    assert kept == findings


def test_asking_again_asks_only_where_something_is_unknown(surveys):
    survey(surveys, Gather(silent=["a.example"]))
    again = Gather()
    findings = survey(surveys, again, only_unknown=True)
    assert again.asked == ["a.example"]
    assert {each.published.mark for each in findings} == {Mark.NONE}
    everything = [each.entry for each in surveys.entries("2015H1") if isinstance(each.entry, AuthFinding)]
    assert len(everything) == 3 * len(Technology) + len(Technology), "appended, none replaced"
    settled = Gather()
    assert survey(surveys, settled, only_unknown=True) == [] and settled.asked == []


def test_the_dns_of_today_is_not_booked_under_another_round(surveys):
    with pytest.raises(CannotDo, match="tells of today only, which lies in 2015H1"):
        survey(surveys, Gather(), label="2014H1")
    assert surveys.rounds() == []
    assert survey(surveys, Gather(), label="2014H1", simulated=True)


def test_an_empty_register_is_said():
    with pytest.raises(CannotDo, match="tsuho survey services import"):
        survey(MemorySurveys(), Gather())
