"""The wordings find what they ought to find, wrong nobody on invented lines, and stay fast on hostile text."""

import importlib
import random
import time
from pathlib import Path

import pytest
import yaml
from case_mail import mail_of

from tsuho.engine.law.judging import judge_message
from tsuho.engine.law.outcome import outcome_of
from tsuho.engine.parse.folded import fold
from tsuho.engine.parse.text import plain_text
from tsuho.jurisdictions.jp.displayed.names import legal_names
from tsuho.jurisdictions.jp.displayed.refusals import statements
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.frauds import BILLING
from tsuho.words.vocabulary import Verdict

LINES = yaml.safe_load(Path(__file__).with_name("lines").joinpath("wordings.yaml").read_text("utf-8"))
FOOTERS = yaml.safe_load(Path(__file__).with_name("lines").joinpath("footers.yaml").read_text("utf-8"))
NAMED = {
    "label": "LABEL", "weaklabel": "WEAK_LABEL", "senderlabel": "SENDER_LABEL", "postal": "POSTAL", "addr": "ADDRESS",
    "addr_en": "ADDRESS_EN", "phone": "PHONE", "contact": "CONTACT_LABEL", "optcond": "CONDITION", "deai": "dating",
    "side": "side_job", "loan": "loan", "gamble": "gambling", "drug": "drugs", "copy": "copies", "adult": "adult",
    "uranai": "fortune", "phish": "PHISHING", "chain": "CHAIN", "trans": "TRANSACTION",
    "tokusho": "TRADE_NOTICE", "placeholder": "PLACEHOLDER", "delivery": "DELIVERY_LABEL",
}  # fmt: skip
# Measured on these lines: what is still missed. None is wrongly found. Neither number may grow.
MISSED = {"addr": 1, "kakuu": 2}


def finds(group, line):
    hits = WORDINGS.on(fold(line).text)
    if group == "corp":
        return any(legal_names(hits)) or hits.has("CORP_EN")
    if group == "optout":
        return bool(statements(plain_text(line)))
    if group == "prize":
        return hits.has("prize") and not hits.has("NOT_PRIZE")
    if group == "kakuu":
        cues = sum(hits.has(f"BILLING_{number}") for number in range(len(BILLING)))
        return cues >= 2 or hits.has("BILLING_CERTAIN")
    return hits.has(NAMED[group])


@pytest.mark.parametrize("group", LINES)
def test_a_group_finds_its_lines_and_no_others(group):
    missed = [line for line in LINES[group]["found"] if not finds(group, line)]
    wrong = [line for line in LINES[group]["not_found"] if finds(group, line)]
    assert len(missed) <= MISSED.get(group, 0), missed
    assert not wrong


def every_line():
    for group in LINES.values():
        yield from group["found"] + group["not_found"]
    yield from FOOTERS["lawful"] + FOOTERS["without_display"]


def test_the_first_look_passes_over_nothing_that_stands_there():
    """Hyperscan rules out only what ``re`` does not find either, cues included."""
    for line in every_line():
        folded = fold(line).text
        hits = WORDINGS.on(folded)
        for name, pattern in WORDINGS.patterns.items():
            assert hits.has(name) == bool(pattern.search(folded)), (name, line)


def test_looking_near_the_cues_finds_what_looking_everywhere_finds():
    """Every line alone, and shuffled into long mails with and without line breaks: the same matches at the same places."""
    lines = list(every_line())
    dice = random.Random(7)
    texts = lines + [dice.choice(["\n", "", " "]).join(dice.sample(lines, 40)) for _ in range(150)]
    for each in texts:
        text = fold(each).text
        hits = WORDINGS.on(text)
        for name in WORDINGS.reaches:
            everywhere = [match.span() for match in WORDINGS.patterns[name].finditer(text)]
            assert [match.span() for match in hits.all(name)] == everywhere[:200], (name, text)


def test_a_match_is_never_longer_than_its_reach():
    """Where the pattern is its own cue, a match ends where the cue does, so that it must fit in before it."""
    parser = importlib.import_module("re._parser")
    for name in WORDINGS.reaches.keys() - WORDINGS.cues.keys() - {"REFUSAL_WIDE"}:  # holds blanks without end
        pattern = WORDINGS.patterns[name]
        assert parser.parse(pattern.pattern, pattern.flags).getwidth()[1] <= WORDINGS.reaches[name].before, name


def judged(subject, body):
    mail = mail_of({"subject": subject, "body": body, "from": "info@offer.example"})
    classification, findings = judge_message(mail, JAPAN)
    return outcome_of(classification, findings, [], JAPAN.rules).value, findings


@pytest.mark.parametrize("footer", FOOTERS["lawful"], ids=range(len(FOOTERS["lawful"])))
def test_no_lawful_footer_is_accused(footer):
    outcome, findings = judged("冬のセール", f"冬のセール 全品20%OFF https://offer.example/s\n{footer}")
    assert outcome in {"no_violation", "hold"}
    assert not [finding for finding in findings if finding.verdict is Verdict.BREACHED]


def test_line_ends_as_mails_have_them_change_nothing():
    for body in (*FOOTERS["lawful"], *FOOTERS["without_display"]):
        offer = f"冬のセール 全品20%OFF https://offer.example/s\n{body}"
        (outcome, findings), (other, others) = (
            judged("冬のセール", offer),
            judged("冬のセール", offer.replace("\n", "\r\n")),
        )
        assert outcome == other, body
        assert [(each.rule, each.verdict) for each in findings] == [(each.rule, each.verdict) for each in others], body
        assert not [
            quote for each in others for quote in each.evidence if quote.text.endswith("\r") and "…" not in quote.text
        ]


def test_nearly_all_lawful_footers_are_found_whole():
    outcomes = [
        judged("冬のセール", f"冬のセール 全品20%OFF https://offer.example/s\n{each}")[0] for each in FOOTERS["lawful"]
    ]
    assert outcomes.count("no_violation") >= 15


def test_a_body_without_display_is_never_credited_with_one():
    for body in FOOTERS["without_display"]:
        outcome, findings = judged("お知らせ", body)
        display = [finding for finding in findings if finding.rule in {"V41", "V42", "V43", "V44", "V45"}]
        assert outcome in {"violation", "hold"}
        assert not [finding for finding in display if finding.verdict is Verdict.KEPT], body


HOSTILE = {
    "blanks": " ", "digits": "1", "zeros": "0", "contact words": "お問い合わせ", "mailboxes": "a@", "letters": "a", "kana": "あ",
    "towns": "東京都港区", "numbers": "1-", "capitals": "Ab ", "lines": "\n", "refusals": "配信停止", "companies": "株式会社",
    "links": "http://a", "links in full": "http://a.example/ ", "brackets": "0 (1) ", "ends": "。", "addresses": "1 Ab ",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_pattern_runs_long_on_hostile_text(piece):
    text = (HOSTILE[piece] * 30_000)[:30_000]
    for name, pattern in WORDINGS.patterns.items():
        started = time.process_time()
        for _ in zip(range(200), pattern.finditer(text), strict=False):
            pass
        assert time.process_time() - started < 0.5, name


@pytest.mark.parametrize("piece", HOSTILE)
def test_judging_a_hostile_mail_ends_soon_and_never_raises(piece):
    body = f"セール 半額 https://offer.example/s\n{(HOSTILE[piece] * 100_000)[:100_000]}"
    started = time.process_time()
    judged("セール", body)
    assert time.process_time() - started < 2
