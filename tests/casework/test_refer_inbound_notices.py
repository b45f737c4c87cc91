"""What agencies reported reaches the providers of its addresses: once, when it was confirmed, and in no other way."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.casework.effects import effects
from tsuho.casework.errors import CannotDo
from tsuho.casework.inbound_returns import inbound_returns
from tsuho.casework.inbound_rows import RowState, laid_rows
from tsuho.casework.move_referral import move_referral
from tsuho.casework.partner_ports import Provider
from tsuho.casework.queue_letter import check_leaks
from tsuho.casework.refer_by_approval import Period, refer_by_approval
from tsuho.casework.refer_inbound_notices import INBOUND_NOTICES, open_inbound_drafts
from tsuho.casework.take_answer import take_answer
from tsuho.casework.window_ports import InboundList, InboundRow
from tsuho.referral.leak_check import Leaks, find_leaks
from tsuho.simulation.partners import sample_monitors
from tsuho.statistics.figures import figures
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.store.records.memory_windows import InboundListsInMemory
from tsuho.words.judged import Network
from tsuho.words.partners import Agency, PassingOn
from tsuho.words.referrals import AnswerKind, ReferralState, Role, Standings

NOW = datetime(2015, 3, 11, 3, 0, tzinfo=UTC)
DAY = NOW.date()
PERIOD = Period(date(2015, 3, 1), date(2015, 3, 31))
KOREA = Agency(
    "KR", "韓国", "Korea", "Sample Agency", "basis of the exchange", None, "en", ("csv",), "exchange@kr.agency.example",
    passing_on=PassingOn.NAMED, list_basis="Memorandum of 2010, section 3", list_limits="not for any court", wants_counts=True,
)  # fmt: skip
ONE = Provider("one", "見本", "abuse@one.example", terms_url="https://www.one.example/terms/")
TWO = Provider("two", "Two", "abuse@two.example", ("csv",), "en")
HIS = {"192.0.2.": ONE, "198.51.100.": TWO}
_digits = itertools.count(1)


class Register:
    def __init__(self, *agencies):
        self.all = {each.code: each for each in agencies}

    def agencies(self):
        return list(self.all.values())

    def senders(self):
        return []


class Partners:
    """Whose network it was; ``since`` is when the register has it from."""

    def __init__(self):
        self.by_prefix, self.since = dict(HIS), {}

    def provider_of(self, ip, when, asn=None):
        found = next((each for prefix, each in self.by_prefix.items() if ip.startswith(prefix)), None)
        return found if found and when >= self.since.get(found.code, when) else None

    def provider(self, code):
        return next((each for each in self.by_prefix.values() if each.code == code), None)

    def change(self, prefix, **fields):
        self.by_prefix[prefix] = replace(self.by_prefix[prefix], **fields)


class Networks:
    def __init__(self, asns):
        self.asns = asns

    def at(self, ip, when):
        return Network("192.0.2.0/24", self.asns[ip], "x", "JP", "2015-03-01") if ip in self.asns else None


@pytest.fixture
def fresh(records, referring_of_nothing):
    """A centre of its own each time it is asked for, with nobody told of anything."""
    records.hits_between = lambda since, until: []

    def made():
        empty = referring_of_nothing
        moving = replace(empty.moving, referrals=MemoryReferrals(), ledger=LedgerInMemory())
        return replace(
            empty, partners=Partners(), register=Register(KOREA), inbound=InboundListsInMemory(), newest=NOW,
            moving=moving, outbox=type(empty.outbox)(),
        )  # fmt: skip

    return made


@pytest.fixture
def referring(fresh):
    return fresh()


def at(hours):
    return NOW - timedelta(hours=hours)


def send(referring, *rows, agency="KR", came=NOW):
    """A list of (address, hours ago)."""
    made = tuple(InboundRow(ip, at(hours)) for ip, hours in rows)
    return referring.inbound.enter(InboundList(agency, "window", came, f"{next(_digits):064}", made))


def refer(referring, now=NOW, **kept):
    return refer_by_approval(referring, INBOUND_NOTICES, PERIOD, now=now, dry_run=kept.get("dry_run", False))


HOLDS = Standings(DAY, passing_on=True, partner_active=True, leaks=0)


def move(referring, verb, role, standings=HOLDS, only=""):
    for each in referring.moving.referrals.standing():
        if only in {"", each.party}:
            move_referral(
                referring.moving, each.id, verb, by="tests", role=role, reason="r", standings=standings, at=NOW
            )


def confirm(referring, only=""):
    move(referring, "check", Role.INTERNATIONAL_LIAISON, only=only)
    move(referring, "approve", Role.ADMINISTRATOR, only=only)


def states(referring):
    lists = referring.inbound.since(NOW - timedelta(days=400))
    return {row.ip: row.state for row in laid_rows(referring, lists, NOW)}


def drafts(referring):
    return [(each.party, tuple(each.about["lines"])) for each in referring.moving.referrals.standing()]


def text_of(letter):
    mail = message_from_bytes(letter.message)
    return next(p.get_payload(decode=True).decode() for p in mail.walk() if p.get_content_type() == "text/plain")


def test_rows_become_drafts_by_provider_and_nothing_leaves_by_itself(referring):
    send(referring, ("192.0.2.5", 2), ("198.51.100.7", 3), ("192.0.2.6", 4))
    done = refer(referring)
    assert not done.letters and not referring.outbox.queued
    assert drafts(referring) == [("one", ("192.0.2.5", "192.0.2.6")), ("two", ("198.51.100.7",))]
    assert {each.state for each in referring.moving.referrals.standing()} == {ReferralState.DRAFT}
    assert refer(referring).letters == (), "and not by the next round either"
    assert len(drafts(referring)) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["refer", "check", "approve", "return", "revise", "reject", "list"]), max_size=9))
def test_no_notice_leaves_that_was_not_confirmed_and_no_row_leaves_twice(fresh, steps):
    referring, rows = fresh(), itertools.count(1)
    for step in steps:
        if step == "refer":
            refer(referring)
        elif step == "list":
            send(referring, (f"192.0.2.{next(rows)}", 2), ("198.51.100.1", 2))
        else:
            for each in referring.moving.referrals.standing():
                role = Role.INTERNATIONAL_LIAISON if step in {"check", "revise"} else Role.ADMINISTRATOR
                try:
                    move_referral(
                        referring.moving, each.id, step, by="t", role=role, reason="r", standings=HOLDS, at=NOW
                    )
                except CannotDo:
                    continue
    refer(referring)
    told = []
    for letter in referring.outbox.queued:
        referral = referring.moving.referrals.by_ticket(letter.ticket)
        verbs = [each.verb for each in referring.moving.referrals.history(referral.id)]
        assert verbs.count("check") == verbs.count("return") + 1 and verbs[-2:] == ["approve", "queue"]
        told += [tuple(row) for row in referral.about["rows"]]
    assert len(told) == len(set(told))


def test_what_was_confirmed_leaves_and_says_whose_report_it_is_and_on_what_basis(referring):
    send(referring, ("192.0.2.5", 2))
    refer(referring)
    confirm(referring)
    (letter,) = refer(referring).letters
    assert (letter.party, letter.recipient, letter.ticket) == ("one", "abuse@one.example", "20150311-000001")
    said = text_of(letter)
    assert "Korea (Sample Agency)" in said and "Memorandum of 2010, section 3" in said and "not for any court" in said
    assert "受信しておらず" in said and "https://www.one.example/terms/" in said and "模擬" in said
    for forbidden in ("第11条", "Article 11", "特定電子メール法", "第3条", "違反すると認められる", "breach"):
        assert forbidden not in said
    assert letter.leave_by == NOW + timedelta(days=14) - timedelta(hours=2)
    assert refer(referring).letters == () and len(referring.outbox.queued) == 1


def test_the_agencys_address_and_our_monitors_stand_in_no_byte(referring):
    send(referring, ("192.0.2.5", 2), ("198.51.100.7", 3))
    letters = refer(referring, dry_run=True).letters
    assert len(letters) == 2
    secrets = [KOREA.contact, *(sheet.address for sheet in sample_monitors())]
    for letter in letters:
        for document in (letter.message, *(content for _, content in letter.files)):
            assert find_leaks(document, secrets) == []


def test_a_basis_that_holds_an_address_is_blocked(referring, audit):
    referring.register.all["KR"] = replace(KOREA, list_basis=f"ask {KOREA.contact}")
    send(referring, ("192.0.2.5", 2))
    refer(referring)
    confirm(referring)
    done = refer(referring)
    assert (
        not done.letters and KOREA.contact not in str(done.blocked[0]) and "hold a mail address" in str(done.blocked[0])
    )
    assert "block" in [each[1] for each in audit.entries]


def test_a_monitors_address_in_the_agencys_own_words_blocks_the_letter(referring):
    monitor = sample_monitors()[0].address
    referring.register.all["KR"] = replace(KOREA, list_limits=f"as told to {monitor.partition('@')[0]}")
    send(referring, ("192.0.2.5", 2))
    refer(referring)
    built = INBOUND_NOTICES.build(referring, referring.moving.referrals.standing()[0], NOW)
    with pytest.raises(Leaks):
        check_leaks(built.letter, built.secrets)


def test_an_agency_that_does_not_want_to_be_named_stands_nowhere(referring):
    referring.register.all["KR"] = replace(KOREA, passing_on=PassingOn.WITHOUT_NAME)
    send(referring, ("192.0.2.5", 2))
    (letter,) = refer(referring, dry_run=True).letters
    whole = text_of(letter) + "".join(content.decode() for _, content in letter.files)
    assert (
        "Korea" not in whole
        and "Sample Agency" not in whole
        and "韓国" not in whole
        and "海外の迷惑メール執行機関" in whole
    )
    referring.register.all["KR"] = replace(
        KOREA, passing_on=PassingOn.WITHOUT_NAME, list_basis="Memorandum with Sample Agency"
    )
    done = refer(referring, dry_run=True)
    assert not done.letters and "must not be named" in str(done.blocked[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"passing_on": PassingOn.NOTHING}, "has not said on what basis"),
        ({"list_basis": ""}, "has not said on what basis"),
        ({"suspended": "talks"}, "talks"),
    ],
)
def test_nothing_is_passed_on_that_the_agency_does_not_allow(referring, change, said):
    send(referring, ("192.0.2.5", 2))
    refer(referring)
    confirm(referring)
    referring.register.all["KR"] = replace(KOREA, **change)
    send(referring, ("192.0.2.6", 2))
    done = refer(referring)
    assert not done.letters and done.blocked, "what was confirmed before the agency changed its mind stays too"
    assert any(said in each and each.endswith("(1 rows)") for each in map(str, done.passed_over))
    assert states(referring)["192.0.2.6"] is RowState.NOT_AGREED


def test_rows_that_cannot_go_wait_or_are_refused_with_the_reason(referring):
    referring.partners.since["two"] = NOW - timedelta(hours=1)
    referring.partners.by_prefix["203.0.113."] = Provider(
        "three", "三", "a@three.example", inhibited="asked us to wait"
    )
    send(
        referring, ("192.0.2.5", 24 * 15), ("192.0.2.6", 24 * 13), ("198.51.100.7", 48), ("203.0.113.8", 2), ("2001:db8::1", 2)
    )  # fmt: skip
    done = refer(referring)
    assert drafts(referring) == [("one", ("192.0.2.6",))]
    assert states(referring) == {
        "192.0.2.5": RowState.TOO_OLD, "192.0.2.6": RowState.IN_NOTICE, "198.51.100.7": RowState.NOT_THEN,
        "203.0.113.8": RowState.HELD_BACK, "2001:db8::1": RowState.UNKNOWN,
    }  # fmt: skip
    said = " | ".join(map(str, done.passed_over))
    assert "older than 14 days" in said and "asked us to wait" in said and "of no registered provider" in said
    assert "two holds it now" in said
    referring.partners.by_prefix["2001:db8:"] = Provider("four", "四", "a@four.example")
    refer(referring)
    assert ("four", ("2001:db8::1",)) in drafts(referring), "it goes once its provider is registered"


def test_a_row_is_told_once_though_two_lists_have_it(referring):
    send(referring, ("192.0.2.5", 2))
    refer(referring)
    confirm(referring)
    refer(referring)
    send(referring, ("192.0.2.5", 2), ("192.0.2.6", 2))
    refer(referring)
    assert sorted(drafts(referring)) == [("one", ("192.0.2.5",)), ("one", ("192.0.2.6",))]


def test_what_was_rejected_does_not_come_back_as_another_draft(referring):
    send(referring, ("192.0.2.5", 2))
    refer(referring)
    move(referring, "reject", Role.INTERNATIONAL_LIAISON)
    refer(referring)
    assert [each.state for each in referring.moving.referrals.standing()] == [ReferralState.REJECTED]


def test_another_run_that_took_a_row_meanwhile_is_believed(referring):
    send(referring, ("192.0.2.5", 2), ("192.0.2.6", 2))
    taken = referring.inbound.tie
    referring.inbound.tie = lambda agency, rows, key: (
        taken(agency, [("192.0.2.5", at(2))], "other") and taken(agency, rows, key)
    )
    done = refer(referring)
    assert not drafts(referring) and "another run took" in str(done.passed_over[-1])


def test_a_provider_gets_what_it_wants_single_by_as_or_in_its_form(referring):
    send(referring, ("192.0.2.5", 2), ("192.0.2.6", 2), ("192.0.2.7", 2))
    referring.partners.change("192.0.2.", wants="single")
    assert [len(dict(each.files)) for each in refer(referring, dry_run=True).letters] == [3, 3, 3]
    by_as = replace(referring, networks=Networks({"192.0.2.5": 64500, "192.0.2.6": 64501, "192.0.2.7": 64500}))
    referring.partners.change("192.0.2.", wants="by_as", formats=("csv",))
    letters = refer(by_as, dry_run=True).letters
    assert [[name for name, _ in each.files] for each in letters] == [["list.csv"], ["list.csv"]]
    listed = [dict(each.files)["list.csv"].decode("utf-8-sig").splitlines()[1:] for each in letters]
    assert [len(each) for each in listed] == [2, 1]


def test_both_kinds_of_notice_together_come_no_more_often_than_wanted(referring):
    referring.partners.change("192.0.2.", interval_hours=24)
    referring.outbox.last["provider_notice", "one"] = NOW - timedelta(hours=23)
    send(referring, ("192.0.2.5", 2))
    assert any("24 hours" in each for each in map(str, refer(referring).passed_over)) and not drafts(referring)
    refer(referring, NOW + timedelta(hours=1))
    confirm(referring)
    referring.outbox.last["inbound_notice", "one"] = NOW + timedelta(hours=1)
    waiting = refer(referring, NOW + timedelta(hours=2))
    assert (
        not waiting.letters
        and not waiting.blocked
        and any("24 hours" in each for each in map(str, waiting.passed_over))
    )
    assert len(refer(referring, NOW + timedelta(hours=25)).letters) == 1


def test_a_row_whose_network_changed_hands_in_the_register_blocks_its_letter(referring):
    send(referring, ("192.0.2.5", 2))
    refer(referring)
    confirm(referring)
    referring.partners.by_prefix = {"192.0.2.5": TWO, **referring.partners.by_prefix}
    done = refer(referring)
    assert not done.letters and "not of one by the register of today" in str(done.blocked[0])


def test_a_dry_run_shows_what_is_due_and_leaves_nothing(referring, audit):
    send(referring, ("192.0.2.5", 2))
    done = refer(referring, dry_run=True)
    assert [each.ticket for each in done.letters] == ["DRY-RUN"]
    assert not referring.moving.referrals.standing() and not referring.inbound.tied("KR") and not audit.entries


def test_the_liaisons_button_opens_one_agencys_drafts_and_sends_nothing(referring):
    referring.register.all["TW"] = replace(KOREA, code="TW", name="台湾", name_en="Taiwan")
    send(referring, ("192.0.2.5", 2), ("2001:db8::1", 2))
    send(referring, ("192.0.2.6", 2), agency="TW")
    opened, why = open_inbound_drafts(referring, "KR", NOW)
    assert opened == 1 and drafts(referring) == [("one", ("192.0.2.5",))]
    assert len(why) == 1 and str(why[0]).startswith("KR: ")
    confirm(referring)
    assert open_inbound_drafts(referring, "KR", NOW)[0] == 0 and not referring.outbox.queued


def delivered(referring):
    """Everything that waits leaves, and the centre is told so."""
    move(referring, "deliver", Role.MACHINE)


def test_answers_count_in_series_of_their_own_and_provider_notices_stay_what_they_were(referring):
    send(referring, ("192.0.2.5", 2), ("192.0.2.6", 2))
    refer(referring)
    confirm(referring)
    (letter,) = refer(referring).letters
    delivered(referring)
    assert take_answer(referring.moving, letter.ticket, AnswerKind.SUSPENDED, DAY, by="one", at=NOW, party="one")
    made = figures(referring.moving.ledger, DAY, DAY + timedelta(days=1), "a day")
    assert made["inbound"]["notices"] == 2 and made["inbound"]["letters"] == 1 and made["inbound"]["providers"] == 1
    assert made["inbound"]["answers"]["suspended"] == 1
    assert made["providers"]["notices"] == 0 and made["providers"]["answers"]["suspended"] == 0
    rows = referring.moving.ledger.sums(DAY, DAY + timedelta(days=1), ("series", "country", "party"))
    assert {key[1:] for key, _ in rows} == {("KR", "one")} and len(rows) == 4


def test_a_line_that_an_agency_reports_again_after_the_measure_relapsed(referring):
    send(referring, ("192.0.2.5", 60))
    refer(referring)
    confirm(referring)
    (letter,) = refer(referring).letters
    delivered(referring)
    take_answer(referring.moving, letter.ticket, AnswerKind.TERMINATED, DAY - timedelta(days=1), by="one", at=NOW)
    assert not effects(referring, now=NOW)[0].effect.relapsed
    send(referring, ("192.0.2.5", 1))
    (seen,) = effects(referring, now=NOW)
    assert seen.effect.relapsed and seen.effect.relapsed_on == DAY and seen.effect.hits_before == 1


def test_the_agency_is_told_counts_and_no_provider(referring):
    number = send(referring, ("192.0.2.5", 2), ("198.51.100.7", 2), ("192.0.2.6", 2), ("2001:db8::1", 2))
    lists = referring.inbound.of_agency("KR", None, 9)
    assert lists[0].number == number
    refer(referring)
    (before,) = inbound_returns(referring.inbound, referring.moving.referrals, lists)
    assert (before.rows, before.passed_on, before.providers) == (4, 0, 0), "a draft is not passed on"
    confirm(referring)
    first, _ = refer(referring).letters
    delivered(referring)
    take_answer(referring.moving, first.ticket, AnswerKind.INVESTIGATING, None, by="one", at=NOW)
    take_answer(referring.moving, first.ticket, AnswerKind.WARNED, None, by="one", at=NOW)
    (made,) = inbound_returns(referring.inbound, referring.moving.referrals, lists)
    assert (made.passed_on, made.providers, dict(made.answers)) == (3, 2, {AnswerKind.WARNED: 1})
