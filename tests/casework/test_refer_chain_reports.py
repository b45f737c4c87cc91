"""The fortnightly report on chain mail: due once its half month is over, its figures sums of the ledger by hand, its leave approved."""

import itertools
from datetime import UTC, date, datetime

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import move_referral
from tsuho.casework.refer_by_approval import Period, refer_by_approval
from tsuho.casework.refer_chain_reports import CHAIN_REPORTS, counts_of, half_months, half_of
from tsuho.words.ledger import LedgerRow
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import Source

FIRST_HALF, MARCH = Period(date(2015, 3, 1), date(2015, 3, 15)), Period(date(2015, 3, 1), date(2015, 3, 31))
AFTER = datetime(2015, 3, 15, 15, 0, tzinfo=UTC)  # midnight in Tokyo: the sixteenth has begun


def rows(
    day, count, chain_class="fortune", region="東京都", medium="mail", title="stopping_harms", source=Source.SIMULATED
):
    key = f"{day}/{chain_class}/{region}/{medium}/{title}/{source}"
    return LedgerRow(
        key, "chain_mail", day, source, count, door="chain", kind=chain_class, region=region, medium=medium, tags=(title,)
    )  # fmt: skip


@pytest.fixture
def referring(referring_of_nothing):
    referring_of_nothing.moving.ledger.book([
        rows(date(2014, 4, 3), 40),
        rows(date(2015, 2, 28), 7),
        rows(date(2015, 3, 1), 30),
        rows(date(2015, 3, 15), 20, "appeal", "青森県", title="lost_pet"),
        rows(date(2015, 3, 15), 3, "slander", "秋田県", "sns", "unlisted"),
        rows(date(2015, 3, 9), 6, "other", "", title="world_record"),
        rows(date(2015, 3, 9), 2, "other", "", title="word_game"),
        rows(date(2015, 3, 16), 11),
        rows(date(2015, 3, 2), 500, source=Source.SEEDED),
        LedgerRow("r", "report", date(2015, 3, 2), Source.SIMULATED, 99),
    ])  # fmt: skip
    return referring_of_nothing


def test_half_months_meet_and_leave_no_day_out():
    assert half_of(date(2015, 2, 28)) == Period(date(2015, 2, 16), date(2015, 2, 28))
    year = half_months(date(2014, 4, 1), date(2015, 3, 31))
    assert len(year) == 24 and (year[0].first, year[-1].last) == (date(2014, 4, 1), date(2015, 3, 31))
    assert all((after.first - before.last).days == 1 for before, after in itertools.pairwise(year))


def test_the_figures_are_those_of_the_ledger_with_small_ones_hidden(referring):
    counts = counts_of(referring, FIRST_HALF)
    assert (counts.total, counts.before, counts.of_year) == (61, 7, 40 + 7 + 61)
    assert dict(counts.classes) == {"fortune": 30, "advertising": 0, "appeal": 20, "slander": None, "other": None}
    assert dict(counts.media) == {"mail": None, "sns": None}
    assert (dict(counts.prefectures), counts.other_prefectures) == (
        {"東京都": 30, "青森県": 20, "": None, "秋田県": None},
        11,
    )
    assert [(name, count) for name, _, count in counts.titles] == [
        ("stopping_harms", 30),
        ("lost_pet", 20),
        ("world_record", 6),
    ]


def test_a_year_that_would_give_a_hidden_half_month_away_is_hidden(referring):
    referring.moving.ledger.book([rows(date(2014, 12, 24), 4)])
    counts = counts_of(referring, FIRST_HALF)
    assert (counts.total, counts.before, counts.of_year) == (61, 7, None)


def test_a_half_month_is_due_when_it_is_over_and_once(referring):
    early = datetime(2015, 3, 15, 14, 59, tzinfo=UTC)
    (why,) = refer_by_approval(referring, CHAIN_REPORTS, FIRST_HALF, now=early, dry_run=True).passed_over
    assert str(why) == "chain mail of 2015-03-01 to 2015-03-15: that half month is not over"
    assert why.said_in("ja") == "2015-03-01 から 2015-03-15 のチェーンメール：この半月はまだ終わっていません"
    for _ in range(2):
        done = refer_by_approval(referring, CHAIN_REPORTS, MARCH, now=AFTER, dry_run=False)
        assert len(done.passed_over) == 1, "the second half goes on"
    (draft,) = referring.moving.referrals.standing()
    assert (draft.key, draft.state) == ("chain_report/2015-03-01/2015-03-15", ReferralState.DRAFT)
    assert (
        refer_by_approval(referring, CHAIN_REPORTS, half_of(date(2014, 6, 1)), now=AFTER, dry_run=False).letters == ()
    )
    assert len(referring.moving.referrals.standing()) == 1, "nothing is reported of a half month without chain mail"


def test_it_leaves_only_as_two_people_let_it_go(referring):
    refer_by_approval(referring, CHAIN_REPORTS, FIRST_HALF, now=AFTER, dry_run=False)
    (draft,) = referring.moving.referrals.standing()
    steps = (("check", Role.EDITOR), ("approve", Role.ADMINISTRATOR))
    with pytest.raises(CannotDo):
        move_referral(
            referring.moving, draft.id, "approve", by="x", role=Role.ADMINISTRATOR, reason="r", at=AFTER,
            standings=Standings(AFTER.date(), leaks=0),
        )  # fmt: skip
    for verb, role in steps:
        assert refer_by_approval(referring, CHAIN_REPORTS, FIRST_HALF, now=AFTER, dry_run=False).letters == ()
        move_referral(
            referring.moving, draft.id, verb, by="x", role=role, reason="r", standings=Standings(AFTER.date(), leaks=0), at=AFTER
        )  # fmt: skip
    (letter,) = refer_by_approval(referring, CHAIN_REPORTS, FIRST_HALF, now=AFTER, dry_run=False).letters
    assert letter.recipient == "editor@centre.example"
    assert [name for name, _ in letter.files] == ["chain_report.pdf", "list.csv"]
    assert referring.moving.referrals.referral(draft.id).state is ReferralState.QUEUED
