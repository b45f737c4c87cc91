"""The monthly report goes to the ministry once its month is closed, beside the dossier, each under its own key."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import Moving
from tsuho.casework.ports import CampaignSeen
from tsuho.casework.refer_by_approval import Period, refer_by_approval
from tsuho.casework.refer_ministry_reports import MINISTRY_REPORTS, monthly_report
from tsuho.casework.referring import PublishedFigures, Referring
from tsuho.casework.ways_of_referring import WAYS
from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.formats.plain_paper import paper_as_text
from tsuho.referral.reported_hit import Reporter
from tsuho.simulation.partners import sample_monitors
from tsuho.simulation.register import sample_ministry
from tsuho.statistics.answer import Answer, Line, Unit
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.words.catalogue import messages
from tsuho.words.vocabulary import ReferralKind, Source

NOW = datetime(2015, 4, 10, 3, 0, tzinfo=UTC)
MARCH = Period(date(2015, 3, 1), date(2015, 3, 31))
SEEN = CampaignSeen(20, "x", 31_415, 900, 34, 310, NOW - timedelta(days=30), NOW, ("landing:win.example",), {"V31": 34})


def answers(first, last):
    """Every series holds one random number a month, the same for the same period."""
    months = [f"{first.year + (first.month + n - 1) // 12}-{(first.month + n - 1) % 12 + 1:02}" for n in range(12)]
    months = tuple(month for month in months if month <= f"{last:%Y-%m}")
    dice = random.Random(str((first, last)))

    def ask(name):
        assert f"series_{name}" in messages()
        line = Line((), tuple(dice.randint(1_000, 9_999_999) for _ in months), dice.randint(1_000, 9_999_999))
        return Answer(name, Unit.MESSAGES, (), months, (), line, Source.COUNTED, {Source.COUNTED: 1})

    return ask


@pytest.fixture
def closed():
    return {date(2015, 3, 1)}


@pytest.fixture
def referring(audit, closed):
    records = SimpleNamespace(
        campaigns_between=lambda since, until, limit: [SEEN],
        monitors=sample_monitors,
        confirmed_rules=lambda number: frozenset(),
    )
    register = SimpleNamespace(ministry=sample_ministry, senders=list)
    who = Reporter("見本センター", "Sample", "centre.example", "desk@centre.example", simulated=True, version="0")
    zone = ZoneInfo("Asia/Tokyo")
    return Referring(
        records=records, partners=None, register=register, lake=None, outbox=None,
        moving=Moving(MemoryReferrals(), LedgerInMemory(), audit, zone, Source.SIMULATED), reporter=who, articles={},
        texts=texts, concerns={}, grade=lambda campaign: "E2", token_key=b"key", newest=NOW, max_age=timedelta(days=14),
        figures=PublishedFigures(answers, lambda day: day in closed),
    )  # fmt: skip


def drafted(referring):
    return refer_by_approval(referring, WAYS[ReferralKind.MINISTRY_REPORT], MARCH, now=NOW, dry_run=True)


def test_a_closed_month_has_its_dossier_and_its_report(referring):
    done = drafted(referring)
    assert not done.blocked
    assert len(done.letters) == 2 and all(letter.recipient == sample_ministry().contact for letter in done.letters)
    assert [name for letter in done.letters for name, _ in letter.files if name.endswith(".csv")] == ["list.csv"]


def test_an_open_month_has_no_report_and_says_what_to_do(referring, closed):
    closed.clear()
    done = drafted(referring)
    assert len(done.letters) == 1
    assert any("2015-03 is not closed" in why and "close-month 2015-03" in why for why in map(str, done.passed_over))


def test_the_report_states_the_fiscal_year_to_that_month(referring):
    ask = answers(date(2014, 4, 1), date(2015, 3, 31))
    paper = monthly_report(referring, ask, MARCH, NOW, number="20150410-000001")
    text = paper_as_text(paper)
    expected = answers(date(2014, 4, 1), date(2015, 3, 31))("consultations_by_category")
    assert f"{expected.whole.by_month[-1]:,}" in text and "平成26年4月からの年度累計" in text
    assert "20 | E2 | – | 310 | 31,415 | 34" in text, "the campaign, its grade, and nobody who was not verified"
    assert not paper.draft
    assert monthly_report(referring, ask, MARCH, NOW, number="DRY-RUN").draft


def test_without_figures_none_is_due_and_none_is_built(referring):
    without = replace(referring, figures=None)
    assert MINISTRY_REPORTS.due(without, MARCH, NOW) == ([], [])
    (draft,), _ = MINISTRY_REPORTS.due(referring, MARCH, NOW)
    with pytest.raises(CannotDo, match="publishes no figures"):
        MINISTRY_REPORTS.build(without, draft, NOW)


def test_no_monitor_is_named_whatever_a_sender_calls_himself(referring):
    leaking = SimpleNamespace(
        campaigns=(20,), identity=SimpleNamespace(name=sample_monitors()[0].address), warned_on=()
    )
    referring.register.senders = lambda: [leaking]
    done = drafted(referring)
    assert not done.letters and len(done.blocked) == 2, "the leak check stands before it"
