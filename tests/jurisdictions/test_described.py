"""What stands beside the findings: the display as a table, the lawful basis and who is who, as objects and as JSON."""

import ast
import re
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from case_mail import cases_of, mail_of

from tsuho.engine.law.judging import describe_message, judge_message
from tsuho.engine.read_one import judge, look
from tsuho.jurisdictions.jp.displayed import table
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.store.lake.as_json import from_json, to_json
from tsuho.terminal.as_json import report_json
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival
from tsuho.words.displayed import Display, Item, LawfulBasis, Mode, Party
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door, Verdict

CASES = [case for _, case in cases_of("tsuho.jurisdictions.jp")]
LAW = files("tsuho.jurisdictions.jp").joinpath("law")
JUDGED_TWICE = {
    Verdict.BREACHED: {Mode.ABSENT, Mode.HIDDEN, Mode.FALSE, Mode.BEHIND_LINK_UNSAID},
    Verdict.KEPT: {Mode.SHOWN},
}


def described(case):
    mail = mail_of(case)
    classification, findings = judge_message(mail, JAPAN)
    return mail, findings, describe_message(mail, classification, findings, JAPAN)


def test_the_table_says_of_every_item_what_its_rule_says():
    seen = set()
    for case in CASES:
        _mail, findings, found = described(case)
        if found.display is None:
            continue
        verdicts = {table.ITEM_OF_RULE[each.rule].value: each for each in findings if each.rule in table.ITEM_OF_RULE}
        assert set(found.display.items) == set(verdicts)
        for item, shown in found.display.items.items():
            seen.add(shown.mode)
            assert shown.mode in JUDGED_TWICE.get(verdicts[item].verdict, set(Mode)), (case["name"], item)
            assert all(each.text for each in shown.evidence)
    assert seen == set(Mode), set(Mode) - seen


@pytest.mark.parametrize("rule", table.ITEM_OF_RULE)
def test_the_table_knows_every_reason_that_breaches(rule):
    """A breach that the table does not know would be shown as unclear, which says something else."""
    source = LAW.joinpath(f"{rule.lower()}.py").read_text("utf-8")
    keys = re.findall(r'(?:breached|absent)\((?:mail, )?"(\w+)"', source)
    assert keys
    assert set(keys) <= set(table._MODES), rule
    assert ast.parse(source)


def test_no_table_where_nothing_advertises():
    for case in CASES:
        if case.get("out_of_scope"):
            assert described(case)[2].display is None
            assert described(case)[2].lawful_basis is None


def test_a_fraud_names_victims_only():
    frauds = [case for case in CASES if case.get("out_of_scope") in {"phishing", "fictitious_billing"}]
    found = [party.involvement.value for case in frauds for party in described(case)[2].parties]
    assert found
    assert set(found) == {"victim"}


def test_items_that_hide_are_told_from_items_that_are_not_there():
    hidden = next(case for case in CASES if case["name"].startswith("9. 占い"))
    modes = {item: shown.mode for item, shown in described(hidden)[2].display.items.items()}
    assert modes[Item.NAME.value] is Mode.HIDDEN
    assert modes[Item.ADDRESS.value] is Mode.HIDDEN


def test_a_bare_link_may_lead_to_what_is_missing():
    bare = next(case for case in CASES if case["name"].startswith("15. a bare link"))
    modes = {item: shown.mode for item, shown in described(bare)[2].display.items.items()}
    assert modes[Item.ADDRESS.value] is Mode.BEHIND_LINK_UNSAID
    said = next(case for case in CASES if case["name"].startswith("15. newsletter, address"))
    assert described(said)[2].display.items[Item.ADDRESS.value].mode is Mode.BEHIND_LINK_SAID


def test_they_are_kept_for_years_without_loss():
    for case in CASES:
        found = described(case)[2]
        if found.display:
            assert from_json(Display, to_json(found.display)) == found.display
        if found.lawful_basis:
            assert from_json(LawfulBasis, to_json(found.lawful_basis)) == found.lawful_basis
        for party in found.parties:
            assert from_json(Party, to_json(party)) == party


def test_the_basis_never_names_the_recipient():
    for case in CASES:
        found = described(case)[2]
        assert "monitor07" not in to_json(found.lawful_basis)


def test_reading_a_mail_says_them_as_json():
    reading = reading_for("jp", [])
    raw = (
        "From: info@mihon.example\r\nTo: info@kaisha.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "会員登録いただいたお客様へ、新作クッキー20%OFF http://mihon.example/c\r\n発行：株式会社みほん 東京都見本区例題町1-2-3\r\n"
    ).encode()
    seen = look(Arrival(1, Door.BULK, datetime(2015, 2, 10, tzinfo=UTC), raw), reading)
    found = report_json(judge(seen, NO_FACTS, reading).reports[0], "en")
    assert found["display"]["medium"] == "mail"
    assert {item: found["display"][item]["mode"] for item in ("name", "address", "contact")} == {
        "name": "shown", "address": "shown", "contact": "absent",
    }  # fmt: skip
    (quoted,) = found["display"]["name"]["evidence"][:1]
    assert raw.partition(b"\r\n\r\n")[2][slice(*quoted["span"])].decode() == quoted["text"]
    assert found["lawful_basis"]["recipient"] == "role_address"
    assert found["lawful_basis"]["claimed"]["i_consent"]["text"].startswith("会員登録")
    assert found["lawful_basis"]["open"] == ["i", "ii", "iii", "iv"]
    assert [(each["involvement"], each["name"]) for each in found["parties"]] == [("operator", "株式会社みほん")]
    assert {each["rule"] for each in found["findings"] if each["supports_only"]} == {"V31L", "V32", "V46", "V47", "X12"}
