"""No path through the table lets out what must not leave: every path is walked, with every condition withheld in turn."""

from collections import deque
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.referral.moves import ARTICLE_11, MOVES, VENDOR_FEED_GATES, NotAllowed, moved, possible, unmet
from tsuho.words.catalogue import messages
from tsuho.words.referrals import Gate, ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind

DAY = date(2015, 3, 10)
ALL_HOLDS = Standings(
    day=DAY, rules=("V31",), confirmed=("V31", "V41"), all_proved=True, all_observed=True, oldest=date(2015, 3, 1),
    newest_allowed=date(2015, 2, 8), identity_verified=True, partner_active=True, started_on=date(2007, 12, 1),
    ministry_charge=True, use_limits=True, consents=True, agreement=True, leaks=0, cites_article_11=False, found_wrong=True,
    passing_on=True,
)  # fmt: skip
WITHHELD = {
    Gate.ILLEGALITY_CONFIRMED: {"confirmed": ("V41",)},
    Gate.PROVED_STANDING: {"all_proved": False},
    Gate.ORIGIN_OBSERVED: {"all_observed": False},
    Gate.FRESH_ENOUGH: {"oldest": date(2015, 2, 7)},
    Gate.IDENTITY_VERIFIED: {"identity_verified": False},
    Gate.PARTNER_ACTIVE: {"partner_active": False},
    Gate.AFTER_START_DATE: {"started_on": date(2015, 3, 11)},
    Gate.MINISTRY_CHARGE: {"ministry_charge": False},
    Gate.USE_LIMITS_STATED: {"use_limits": False},
    Gate.CONSENT_GIVEN: {"consents": False},
    Gate.AGREEMENT_IN_FORCE: {"agreement": False},
    Gate.NO_LEAK: {"leaks": 1},
    Gate.ARTICLE_11_GROUNDED: {"cites_article_11": True},
    Gate.ILLEGALITY_KNOWN_WRONG: {"found_wrong": False},
    Gate.PASSING_ON_ALLOWED: {"passing_on": False},
}


def reachable(kind, standings, without=frozenset()):
    """Every state that can be reached from a draft when these things hold, with some verbs or roles never acting."""
    seen, queue = {ReferralState.DRAFT}, deque([ReferralState.DRAFT])
    while queue:
        at = queue.popleft()
        for row in MOVES:
            if row.kind is kind and row.at is at and not without & {row.verb, row.by}:
                try:
                    to = moved(kind, at, row.verb, row.by, standings)
                except NotAllowed:
                    continue
                if to not in seen:
                    seen.add(to)
                    queue.append(to)
    return seen


def test_every_kind_can_be_sent_when_all_holds():
    for kind in set(ReferralKind) - {ReferralKind.VENDOR_FEED}:  # pulled, not sent
        assert ReferralState.SENT in reachable(kind, ALL_HOLDS), kind


def test_no_warning_leaves_without_the_ministry():
    assert ReferralState.QUEUED not in reachable(ReferralKind.WARNING, ALL_HOLDS, {Role.MINISTRY})
    assert ReferralState.QUEUED not in reachable(ReferralKind.WARNING, ALL_HOLDS, {"approve"})


def test_no_notice_of_an_agencys_list_leaves_without_both_who_check_and_who_confirm():
    for without in ("check", "approve", Role.INTERNATIONAL_LIAISON, Role.ADMINISTRATOR):
        assert ReferralState.QUEUED not in reachable(ReferralKind.INBOUND_NOTICE, ALL_HOLDS, {without})


def test_a_notice_of_an_agencys_list_may_cite_no_article_since_no_rule_of_ours_stands_behind_it():
    cites = replace(ALL_HOLDS, rules=(), confirmed=(), cites_article_11=True)
    assert ReferralState.QUEUED not in reachable(ReferralKind.INBOUND_NOTICE, cites)
    assert ReferralState.SENT in reachable(ReferralKind.INBOUND_NOTICE, replace(cites, cites_article_11=False))


@pytest.mark.parametrize(
    ("kind", "gate"),
    [
        (ReferralKind.WARNING, Gate.ILLEGALITY_CONFIRMED),
        (ReferralKind.WARNING, Gate.PROVED_STANDING),
        (ReferralKind.WARNING, Gate.IDENTITY_VERIFIED),
        (ReferralKind.WARNING, Gate.NO_LEAK),
        (ReferralKind.PROVIDER_NOTICE, Gate.ILLEGALITY_CONFIRMED),
        (ReferralKind.PROVIDER_NOTICE, Gate.PROVED_STANDING),
        (ReferralKind.PROVIDER_NOTICE, Gate.ORIGIN_OBSERVED),
        (ReferralKind.PROVIDER_NOTICE, Gate.FRESH_ENOUGH),
        (ReferralKind.PROVIDER_NOTICE, Gate.ARTICLE_11_GROUNDED),
        (ReferralKind.PROVIDER_NOTICE, Gate.NO_LEAK),
        (ReferralKind.AGENCY_BUNDLE, Gate.PARTNER_ACTIVE),
        (ReferralKind.AGENCY_BUNDLE, Gate.AFTER_START_DATE),
        (ReferralKind.AGENCY_BUNDLE, Gate.MINISTRY_CHARGE),
        (ReferralKind.AGENCY_BUNDLE, Gate.USE_LIMITS_STATED),
        (ReferralKind.AGENCY_BUNDLE, Gate.ORIGIN_OBSERVED),
        (ReferralKind.AGENCY_BUNDLE, Gate.NO_LEAK),
        (ReferralKind.PETITION_FILE, Gate.NO_LEAK),
        (ReferralKind.HANDOFF, Gate.PARTNER_ACTIVE),
        (ReferralKind.WITHDRAWAL, Gate.ILLEGALITY_KNOWN_WRONG),
        (ReferralKind.INBOUND_NOTICE, Gate.PASSING_ON_ALLOWED),
        (ReferralKind.INBOUND_NOTICE, Gate.PARTNER_ACTIVE),
        (ReferralKind.INBOUND_NOTICE, Gate.FRESH_ENOUGH),
        (ReferralKind.INBOUND_NOTICE, Gate.NO_LEAK),
    ],
)
def test_nothing_leaves_while_its_condition_is_withheld(kind, gate):
    standings = replace(ALL_HOLDS, **WITHHELD[gate])
    assert unmet([gate], standings) == (gate,), "withheld indeed"
    out = {ReferralState.QUEUED, ReferralState.SENT, ReferralState.ACKNOWLEDGED, ReferralState.ANSWERED}
    assert not out & reachable(kind, standings)


def test_a_partner_without_a_start_date_is_refused():
    standings = replace(ALL_HOLDS, started_on=None)
    assert ReferralState.SENT not in reachable(ReferralKind.AGENCY_BUNDLE, standings)


def test_article_11_needs_false_sender_information_or_fictitious_addresses():
    cites = replace(ALL_HOLDS, cites_article_11=True)
    assert unmet([Gate.ARTICLE_11_GROUNDED], cites)
    for rule in ARTICLE_11:
        assert not unmet([Gate.ARTICLE_11_GROUNDED], replace(cites, rules=("V31", rule)))


def test_nothing_is_withdrawn_that_nobody_found_wrong():
    right = replace(ALL_HOLDS, found_wrong=False)
    for kind in ReferralKind:
        assert ReferralState.WITHDRAWN not in reachable(kind, right)


@pytest.mark.parametrize("gate", [Gate.CONSENT_GIVEN, Gate.AGREEMENT_IN_FORCE, Gate.NO_LEAK])
def test_an_item_of_the_feed_makes_no_moves_and_leaves_under_its_conditions(gate):
    assert not [row for row in MOVES if row.kind is ReferralKind.VENDOR_FEED]
    assert unmet(VENDOR_FEED_GATES, ALL_HOLDS) == ()
    assert unmet(VENDOR_FEED_GATES, replace(ALL_HOLDS, **WITHHELD[gate])) == (gate,)


@given(
    st.sampled_from(list(ReferralKind)),
    st.sampled_from(list(ReferralState)),
    st.text(max_size=12),
    st.sampled_from(list(Role)),
)
def test_a_move_without_a_row_is_refused_and_says_so(kind, at, verb, by):
    if verb not in possible(kind, at, by):
        with pytest.raises(NotAllowed) as refused:
            moved(kind, at, verb, by, ALL_HOLDS)
        assert refused.value.why == ("referral_no_such_move",)


def test_one_move_has_one_row_and_every_refusal_its_words():
    keys = [(row.kind, row.at, row.verb, row.by) for row in MOVES]
    assert len(keys) == len(set(keys))
    wanted = (
        {f"gate_{gate}" for gate in Gate} | {f"state_{state}" for state in ReferralState} | {"referral_no_such_move"}
    )
    assert wanted <= set(messages())
    assert set(WITHHELD) == set(Gate)
    assert {field.name for field in fields(Standings)} - {"day"} >= {
        name for each in WITHHELD.values() for name in each
    }
