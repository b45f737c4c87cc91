"""Referrals through their verbs: no path lets out what must not leave, answers close the loop, and a crash is made good."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.casework.deliver import TOO_OLD
from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import Moving, move_referral, open_referral
from tsuho.casework.ports import OutboxLetter
from tsuho.casework.read_reply import A_PERSON_READS, read_reply, read_unseen_reply
from tsuho.casework.referral_ports import Referral
from tsuho.casework.settle import settle
from tsuho.casework.take_answer import take_acknowledgement, take_answer, take_reply
from tsuho.referral.effect import Answered
from tsuho.referral.moves import MOVES
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.words.arrival import Letter
from tsuho.words.referrals import AnswerKind, ReferralState, Role, Standings
from tsuho.words.vocabulary import Door, ReferralKind, Source

AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
DAY = date(2015, 3, 10)
S = ReferralState
ALL_HOLDS = Standings(
    day=DAY, rules=("V31",), confirmed=("V31",), all_proved=True, all_observed=True, oldest=DAY, newest_allowed=DAY,
    identity_verified=True, partner_active=True, started_on=date(2007, 12, 1), ministry_charge=True, use_limits=True,
    consents=True, agreement=True, leaks=0,
)  # fmt: skip
NOTICE = Referral("notice/1", ReferralKind.PROVIDER_NOTICE, "mihon-isp", "20150310-000001", campaign=20, reports=(3, 4))


class Audit:
    def __init__(self):
        self.entries = []

    def write(self, at, by, act, subject, details):
        self.entries.append((by, act, subject, details["to"]))


@pytest.fixture
def moving():
    return made()


def made():
    return Moving(MemoryReferrals(), LedgerInMemory(), Audit(), ZoneInfo("Asia/Tokyo"), Source.SIMULATED)


def counts(moving, *columns):
    return dict(moving.ledger.sums(date(2015, 1, 1), date(2016, 1, 1), columns))


def sent(moving, referral=NOTICE):
    standing = open_referral(moving, referral, AT)
    for verb, role in (("queue", Role.MACHINE), ("deliver", Role.MACHINE)):
        move_referral(moving, standing.id, verb, by="tsuho", role=role, reason="", standings=ALL_HOLDS, at=AT)
    return standing


def test_a_decision_without_name_or_reason_is_none(moving):
    warning = open_referral(moving, replace(NOTICE, kind=ReferralKind.WARNING), AT)
    for by, reason in (("", "r"), ("n", " ")):
        with pytest.raises(CannotDo, match="--reason"):
            move_referral(
                moving, warning.id, "check", by=by, role=Role.ADMINISTRATOR, reason=reason, standings=ALL_HOLDS, at=AT
            )
    assert moving.audit.entries == []


def test_a_refusal_says_every_condition_that_is_missing(moving):
    standing = open_referral(moving, NOTICE, AT)
    with pytest.raises(CannotDo, match=r"official of the ministry.*leak check"):
        move_referral(
            moving, standing.id, "queue", by="tsuho", role=Role.MACHINE, reason="",
            standings=replace(ALL_HOLDS, confirmed=(), leaks=2), at=AT,
        )  # fmt: skip
    assert moving.referrals.referral(standing.id).state is S.DRAFT


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from([ReferralKind.WARNING, ReferralKind.PROVIDER_NOTICE, ReferralKind.AGENCY_BUNDLE, ReferralKind.HANDOFF]),
    steps=st.lists(st.sampled_from(MOVES), max_size=40),
    holds=st.fixed_dictionaries(
        {
            "confirmed": st.sampled_from([(), ("V31",)]), "all_proved": st.booleans(), "all_observed": st.booleans(),
            "partner_active": st.booleans(), "started_on": st.sampled_from([None, date(2015, 3, 11), date(2010, 1, 1)]),
            "ministry_charge": st.booleans(), "use_limits": st.booleans(), "identity_verified": st.booleans(),
            "leaks": st.sampled_from([None, 0, 1]), "cites_article_11": st.booleans(),
        }
    ),
)  # fmt: skip
def test_whatever_is_tried_in_whatever_order_nothing_leaves_that_must_not(kind, steps, holds):
    moving = made()
    standings = replace(ALL_HOLDS, **holds)
    standing = open_referral(moving, replace(NOTICE, kind=kind), AT)
    for step in steps:
        try:
            move_referral(moving, standing.id, step.verb, by="x", role=step.by, reason="r", standings=standings, at=AT)
        except CannotDo:
            continue
    verbs = {(each.verb, each.role) for each in moving.referrals.history(standing.id)}
    if any(verb == "deliver" for verb, _ in verbs):
        assert standings.leaks == 0
        if kind is ReferralKind.WARNING:
            assert ("approve", Role.MINISTRY) in verbs
            assert standings.confirmed == ("V31",)
        elif kind is ReferralKind.PROVIDER_NOTICE:
            assert standings.confirmed == ("V31",)
            assert not standings.cites_article_11, "a plain opt-in notice cites no Article 11"
        elif kind is ReferralKind.AGENCY_BUNDLE:
            assert standings.partner_active
            assert standings.started_on == date(2010, 1, 1)
            assert standings.ministry_charge
    assert len(moving.audit.entries) == len(moving.referrals.history(standing.id))


def test_what_is_counted_when(moving):
    sent(moving)
    assert counts(moving, "series", "party") == {
        ("provider_notice", "mihon-isp"): 2,
        ("provider_letter", "mihon-isp"): 1,
    }
    warning = open_referral(moving, replace(NOTICE, key="w", kind=ReferralKind.WARNING, number="W"), AT)
    for verb, role in (("check", Role.ADMINISTRATOR), ("approve", Role.MINISTRY)):
        move_referral(moving, warning.id, verb, by="x", role=role, reason="r", standings=ALL_HOLDS, at=AT)
    open_referral(moving, replace(NOTICE, key="w", kind=ReferralKind.WARNING), AT)
    kinds = counts(moving, "series", "kind")
    assert (kinds[("warning", "drafted")], kinds[("warning", "approved")]) == (1, 1)
    assert ("warning", "sent") not in kinds


def test_answers_are_counted_once_and_move_the_referral(moving):
    standing = sent(moving)
    for _ in range(2):
        take_answer(moving, NOTICE.number, AnswerKind.INVESTIGATING, None, by="mihon-isp", at=AT)
    take_answer(moving, NOTICE.number, AnswerKind.SUSPENDED, DAY, by="mihon-isp", at=AT + timedelta(days=2))
    assert moving.referrals.referral(standing.id).state is S.ANSWERED
    assert moving.referrals.answers(standing.id) == [
        Answered(AnswerKind.INVESTIGATING, DAY), Answered(AnswerKind.SUSPENDED, date(2015, 3, 12), DAY),
    ]  # fmt: skip
    kinds = counts(moving, "series", "kind")
    assert (kinds[("provider_answer", "investigating")], kinds[("provider_answer", "suspended")]) == (1, 1)
    take_answer(moving, NOTICE.number, AnswerKind.TERMINATED, None, by="mihon-isp", at=AT + timedelta(days=9))
    measures = {
        key: count for key, count in counts(moving, "series", "outcome").items() if key[0] == "provider_measure"
    }
    assert measures == {("provider_measure", "suspended"): 1}, "the first measure alone, once a notice"
    assert counts(moving, "series", "kind")[("provider_measure", "0")] == 1, "sent and acted on on the same day"


@pytest.mark.parametrize(
    ("ticket", "acted_on", "why"),
    [("20150310-999999", None, "no referral"), (NOTICE.number, date(2015, 3, 11), "has not come yet")],
)
def test_an_answer_that_cannot_be(moving, ticket, acted_on, why):
    sent(moving)
    with pytest.raises(CannotDo, match=why):
        take_answer(moving, ticket, AnswerKind.SUSPENDED, acted_on, by="x", at=AT)


def test_only_what_was_sent_can_be_answered_and_a_bundle_is_acknowledged(moving):
    open_referral(moving, NOTICE, AT)
    with pytest.raises(CannotDo, match="that was sent"):
        take_answer(moving, NOTICE.number, AnswerKind.SUSPENDED, None, by="x", at=AT)
    assert not take_acknowledgement(moving, NOTICE.number, by="x", at=AT)
    bundle = replace(NOTICE, key="b", kind=ReferralKind.AGENCY_BUNDLE, number="B", party="BR")
    standing = open_referral(moving, bundle, AT)
    steps = (
        ("check", Role.INTERNATIONAL_LIAISON), ("approve", Role.ADMINISTRATOR), ("queue", Role.MACHINE), ("deliver", Role.MACHINE),
    )  # fmt: skip
    for verb, role in steps:
        move_referral(moving, standing.id, verb, by="x", role=role, reason="r", standings=ALL_HOLDS, at=AT)
    assert take_acknowledgement(moving, "B", by="BR", at=AT)
    assert take_acknowledgement(moving, "B", by="BR", at=AT), "a batch of replies that is read again says it again"
    assert [each.verb for each in moving.referrals.history(standing.id)].count("acknowledge") == 1
    assert counts(moving, "series", "country")[("agency", "BR")] == 2


class TestWithAnOutbox:
    LETTER = OutboxLetter(
        NOTICE.key, "provider_notice", NOTICE.number, "mihon-isp", "abuse@mihon-isp.example",
        "<20150310-000001.abc@centre.example>", "対応依頼", b"m", (), (), simulated=True,
    )  # fmt: skip

    @pytest.fixture
    def outbox(self, records_file):
        from tsuho.store.records.outbox import OutboxInDatabase

        return OutboxInDatabase()

    def test_a_crash_at_any_point_is_made_good_by_settling(self, moving, outbox):
        standing = open_referral(moving, NOTICE, AT)
        assert settle(moving, outbox, AT) == 0, "nothing is queued yet"
        (row,) = outbox.queue([self.LETTER], AT)
        assert settle(moving, outbox, AT) == 1
        assert moving.referrals.referral(standing.id).state is S.QUEUED
        outbox.sent(row, AT, "250 ok")
        assert settle(moving, outbox, AT) == 1
        assert settle(moving, outbox, AT) == 0
        assert moving.referrals.referral(standing.id).state is S.SENT
        assert counts(moving, "series", "party") == {
            ("provider_notice", "mihon-isp"): 2,
            ("provider_letter", "mihon-isp"): 1,
        }

    def test_both_moves_at_once_when_the_crash_was_long_ago(self, moving, outbox):
        standing = open_referral(moving, NOTICE, AT)
        (row,) = outbox.queue([self.LETTER], AT)
        outbox.sent(row, AT, "250 ok")
        assert settle(moving, outbox, AT) == 2
        assert [each.verb for each in moving.referrals.history(standing.id)] == ["queue", "deliver"]

    def test_a_letter_given_up_is_not_delivered(self, moving, outbox):
        standing = open_referral(moving, NOTICE, AT)
        (row,) = outbox.queue([self.LETTER], AT)
        outbox.failed(row, AT, "550 no such user", None)
        settle(moving, outbox, AT)
        assert moving.referrals.referral(standing.id).state is S.BOUNCED
        assert counts(moving, "series") == {}

    @pytest.mark.parametrize(("why", "refused", "bounces"), [("550 no such user", True, 1), (TOO_OLD, False, 0)])
    def test_only_a_refusal_is_laid_to_the_provider_and_only_once(self, moving, outbox, why, refused, bounces):
        noted = []
        partners = SimpleNamespace(note_bounce=lambda code, at: noted.append((code, at)))
        standing = open_referral(moving, NOTICE, AT)
        (row,) = outbox.queue([self.LETTER], AT)
        outbox.failed(row, AT, why, None, refused=refused)
        for _ in range(2):
            settle(replace(moving, partners=partners), outbox, AT + timedelta(days=1))
        assert noted == [(NOTICE.party, AT)] * bounces
        assert moving.referrals.referral(standing.id).state is S.BOUNCED
        assert moving.referrals.history(standing.id)[-1].reason == why, "the referral says why"

    def test_a_bounce_stands_at_the_provider_until_a_person_clears_it(self, moving, outbox):
        noted = []
        partners = SimpleNamespace(note_bounce=lambda code, at: noted.append(code))
        sent(moving)
        outbox.queue([self.LETTER], AT)
        raw = f"Subject: failed\r\n\r\n550 5.1.1 unknown\r\nMessage-ID: {self.LETTER.message_id}\r\n".encode()
        for _ in range(2):
            take_reply(
                replace(moving, partners=partners), outbox, raw, "failed", "", domain="centre.example", by="", at=AT
            )
        assert noted == [NOTICE.party]

    @pytest.mark.parametrize(
        ("sender", "taken"),
        [
            ("desk@mihon-isp.example", "answer"), ("noc@ABUSE.mihon-isp.example", "answer"),
            ("x@evil-mihon-isp.example", ""), ("x@k7x2q.example", ""), ("", ""),
        ],
    )  # fmt: skip
    def test_what_nobody_looked_at_is_an_answer_only_from_the_domain_that_we_wrote_to(
        self, moving, outbox, sender, taken
    ):
        sent(moving)
        outbox.queue([self.LETTER], AT)
        raw = f"From: {sender}\r\nSubject: Re: [{NOTICE.number}]\r\n\r\nsuspended\r\n".encode()
        letter = Letter(Door.REPLIES, AT, raw)
        why = read_unseen_reply(moving, outbox, letter, domain="centre.example", doubt=lambda _letter: "")
        assert why == ("" if taken else A_PERSON_READS)
        assert (moving.referrals.by_ticket(NOTICE.number).state is S.ANSWERED) == bool(taken)
        known = read_reply(moving, outbox, raw, domain="centre.example", at=AT)
        assert known == "answer", "a person who took it in vouches for it"

    def test_what_is_not_shown_to_be_from_there_waits_with_the_reason_and_a_bounce_does_not(self, moving, outbox):
        sent(moving)
        outbox.queue([self.LETTER], AT)
        raw = f"From: desk@mihon-isp.example\r\nSubject: Re: [{NOTICE.number}]\r\n\r\nsuspended\r\n".encode()
        read = {"domain": "centre.example", "doubt": lambda _letter: "forged"}
        assert read_unseen_reply(moving, outbox, Letter(Door.REPLIES, AT, raw), **read) == f"{A_PERSON_READS}: forged"
        assert moving.referrals.by_ticket(NOTICE.number).state is S.SENT
        bounce = f"Subject: failed\r\n\r\n550 5.1.1 unknown\r\nMessage-ID: {self.LETTER.message_id}\r\n".encode()
        assert read_unseen_reply(moving, outbox, Letter(Door.REPLIES, AT, bounce), **read) == ""
        assert moving.referrals.by_ticket(NOTICE.number).state is S.BOUNCED

    def test_a_reply_is_an_answer_a_bounce_or_left_to_a_person(self, moving, outbox):
        standing = sent(moving)
        outbox.queue([self.LETTER], AT)
        subject = f"Re: [{NOTICE.number}] 対応依頼"
        reply = {"domain": "centre.example", "by": "abuse@mihon-isp.example", "at": AT}
        assert take_reply(moving, outbox, b"x", subject, "よろしくお願いします", **reply) == ""
        assert take_reply(moving, outbox, b"x", subject, "警告 2015-03-09", **reply) == "answer"
        assert take_reply(moving, outbox, b"x", "Re: [20150310-999999]", "警告", **reply) == ""
        assert moving.referrals.answers(standing.id) == [Answered(AnswerKind.WARNED, DAY, date(2015, 3, 9))]

    @pytest.mark.parametrize(("status", "state"), [("5.1.1", S.BOUNCED), ("4.4.1", S.SENT)])
    def test_a_bounce_for_good_is_no_delivery(self, moving, outbox, status, state):
        standing = sent(moving)
        outbox.queue([self.LETTER], AT)
        raw = (
            "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
            f"Action: failed\r\nStatus: {status}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
            f"Message-ID: {self.LETTER.message_id}\r\n\r\nx\r\n--b--\r\n"
        ).encode()
        assert take_reply(moving, outbox, raw, "failure", "", domain="centre.example", by="", at=AT) == "bounce"
        assert moving.referrals.referral(standing.id).state is state


def test_a_warning_that_left_is_what_the_law_asks_back_to():
    from tsuho.casework.case_ports import MeasureKind

    class Cases:
        noted: ClassVar = []

        def note_measure(self, measure):
            self.noted.append((measure.campaign, measure.kind, measure.day, measure.reason))
            return 1

    moving = replace(made(), cases=Cases())
    warning = open_referral(moving, replace(NOTICE, key="w", kind=ReferralKind.WARNING, number="W-1"), AT)
    steps = (
        ("check", Role.ADMINISTRATOR),
        ("approve", Role.MINISTRY),
        ("queue", Role.MACHINE),
        ("deliver", Role.MACHINE),
    )
    for verb, role in steps:
        assert Cases.noted == [], "before it left nothing is held against anybody"
        move_referral(moving, warning.id, verb, by="x", role=role, reason="r", standings=ALL_HOLDS, at=AT)
    assert Cases.noted == [(20, MeasureKind.WARNING, DAY, "W-1")]
