"""The law as a table: periods that follow on one another, every rule with its article, and a hash that a change of the file changes."""

from datetime import date, timedelta
from itertools import pairwise

from tsuho.casework.law_table import law_table
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.wiring.program import engine_hash, law_of, source_hash


def test_periods_leave_no_day_out_and_the_last_is_in_force():
    periods = law_of(JAPAN).periods
    assert [each.since for each in periods] == [
        date(2002, 7, 1), date(2005, 11, 1), date(2008, 12, 1), date(2009, 9, 1), date(2025, 6, 1),
    ]  # fmt: skip
    for one, following in pairwise(periods):
        assert one.until == following.since - timedelta(days=1)
    assert periods[-1].until is None
    assert periods[2].authorities == ("総務大臣",) and periods[2].penalty_word == "懲役"
    assert periods[2].articles["order"] == "第7条" and len({each.hash for each in periods}) == 5


def test_every_rule_has_its_article_day_version_and_the_hash_of_its_own_file():
    table = law_of(JAPAN)
    rules = {each.id: each for each in table.rules}
    assert set(rules) == {each.id for each in (*JAPAN.rules, *JAPAN.campaign_rules)}
    assert rules["V44"].provision == "第4条第3号・規則第9条第2号" and not rules["V44"].many and rules["V33"].many
    assert rules["V44"].hash == source_hash("tsuho.jurisdictions.jp.law.v44") != rules["V45"].hash
    assert rules["V44"].provisions["2008-12-01"] == "第4条第3号・規則第9条第2号"
    assert len(table.engine_hash) == 64 and table.engine_hash == engine_hash()


def test_another_file_gives_another_hash():
    one, other = (law_table(JAPAN, lambda _, said=said: said, "1", "e") for said in ("a", "b"))
    assert {each.hash for each in one.rules} == {"a"} and {each.hash for each in other.rules} == {"b"}
