"""Keeping monitors: silence by their own rhythm, sheets that only grow stronger, custody without addresses, ends that reach back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casework.conftest import AuditInMemory

from tsuho.casework.enter_monitor import enter_monitor
from tsuho.casework.errors import CannotDo
from tsuho.casework.keep_provenance import keep_provenance
from tsuho.casework.monitor_keeping import MonitorKeeping, Noting
from tsuho.casework.monitor_silence import SILENT_AFTER, allowed_silence, silent_since
from tsuho.casework.note_custody import limit_silence, note_custody
from tsuho.casework.referral_ports import Referral
from tsuho.casework.stop_monitor import contaminate_monitor, retire_monitor, what_stands_on
from tsuho.casework.today_ports import MonitorHeard
from tsuho.casework.view_monitor import state_of
from tsuho.store.records.memory_monitors import MonitorRegisterInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.words.monitors import CustodyAct, MonitorEntry, Provenance, Published
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import Medium, ReferralKind

NOW = datetime(2015, 3, 31, 3, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ADDRESS = "trap7x2q@m.example"
ENTRY = MonitorEntry("携帯1号", Medium.MOBILE, "mihon-mobile", "見本室A", NOW - 400 * DAY)
SHEET = Provenance(
    "模擬 太郎", date(2014, 1, 6), "見本端末1", "モニター管理者", never_registered=True, never_used=True, never_on_paper=True,
    no_dealings=True, published=Published.NEVER, partners=("mihon-mobile.example",),
)  # fmt: skip
NOTING = Noting("one", NOW, NOW)


@pytest.fixture
def keeping():
    return MonitorKeeping(MonitorRegisterInMemory(), AuditInMemory())


@pytest.fixture
def number(keeping):
    return enter_monitor(keeping, ENTRY, ADDRESS, SHEET, NOTING)


def heard(*ago, **said):
    recent = tuple(sorted((NOW - each for each in ago), reverse=True))
    return MonitorHeard(1, "1", "pc", "c", NOW - 100 * DAY, recent, **said)


def acts(keeping, number):
    return [each.act for each in reversed(keeping.register.custody(number, None, 99))]


def test_a_busy_line_is_missed_after_a_day_and_a_quiet_one_after_weeks():
    hourly = heard(*(20 * HOUR + each * HOUR for each in range(50)))
    assert allowed_silence(hourly) == DAY and silent_since(hourly, NOW) is None
    assert silent_since(hourly, NOW + 5 * HOUR) == NOW - 20 * HOUR
    weekly = heard(*(20 * DAY + each * 7 * DAY for each in range(30)))
    assert allowed_silence(weekly) == 28 * DAY and silent_since(weekly, NOW) is None
    assert silent_since(weekly, NOW + 9 * DAY) == NOW - 20 * DAY


def test_without_a_past_it_is_a_week_and_a_persons_limit_goes_before_all():
    few = heard(8 * DAY, 9 * DAY)
    assert allowed_silence(few) == SILENT_AFTER and silent_since(few, NOW) == NOW - 8 * DAY
    assert silent_since(heard(), NOW) == NOW - 100 * DAY
    assert silent_since(replace(few, silent_days=9), NOW) is None
    assert silent_since(replace(few, silent_days=7), NOW)


def test_one_old_outage_does_not_make_a_line_patient():
    rhythm = [timedelta(hours=each) for each in range(1, 91)]
    assert allowed_silence(heard(*rhythm, timedelta(hours=91) + 60 * DAY)) == DAY


@given(st.integers(0, 10_000))
def test_at_random_a_pause_longer_than_allowed_hardly_ever_happens(seed):
    dice, at, times = Random(seed), 0.0, []
    for _ in range(101):
        at += dice.expovariate(1 / 30)  # hours
        times.append(at)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    allowed = allowed_silence(heard(*(timedelta(hours=each) for each in times[:100])))
    assert DAY <= allowed <= 30 * DAY
    assert max(gaps[:99]) < 4 * allowed / HOUR  # the limit is of the size of its own pauses


def test_a_silence_counts_as_noted_until_mail_comes_again():
    assert heard(8 * DAY, seen_by="one", seen_at=NOW - DAY).noted
    assert not heard(8 * DAY, seen_by="one", seen_at=NOW - 9 * DAY).noted
    assert heard(seen_by="one", seen_at=NOW - 9 * DAY).noted
    assert not heard(8 * DAY).noted


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ({}, (True, True, True, True)),
        ({"never_registered": False}, (False, True, True, True)),
        ({"never_used": False}, (False, True, True, True)),
        ({"new_address": False, "quarantine_days": 179}, (False, True, True, True)),
        ({"new_address": False, "quarantine_days": 180}, (True, True, True, True)),
        ({"never_on_paper": False}, (True, False, True, True)),
        ({"no_dealings": False}, (True, True, False, True)),
        ({"published": Published.REFUSING}, (True, True, True, True)),
        ({"published": Published.OPEN}, (True, True, True, False)),
    ],
)
def test_what_a_sheet_rules_out(said, out):
    assert replace(SHEET, **said).excludes == out


def test_a_new_monitor_has_its_sheet_and_its_first_lines_and_the_audit_log_has_no_address(keeping, number):
    assert acts(keeping, number) == [CustodyAct.MADE, CustodyAct.SHEET]
    (sheet,) = keeping.register.sheets(number)
    assert (sheet.by, sheet.at, keeping.register.entry(number).excludes) == ("one", NOW, (True,) * 4)
    assert [each[1] for each in keeping.audit.entries] == ["monitor_made", "monitor_sheet"]
    assert "trap7x2q" not in repr(keeping.audit.entries) + repr(keeping.register.custody(number, None, 99))


@pytest.mark.parametrize("address", ["", "trap", "a b@m.example", "<a@m.example>", "a@b@m.example,c@d.example"])
def test_what_is_no_address_is_refused(keeping, address):
    with pytest.raises(CannotDo, match="one plain address"):
        enter_monitor(keeping, ENTRY, address, SHEET, NOTING)


def test_an_address_stands_in_the_register_once(keeping, number):
    with pytest.raises(CannotDo, match="its own"):
        enter_monitor(keeping, replace(ENTRY, label="2"), ADDRESS.upper(), SHEET, NOTING)


@pytest.mark.parametrize("text", [ADDRESS, "端末のアドレスは TRAP7X2Q です", "dHJhcDd4MnFAbS5leGFtcGxl"])
def test_no_text_about_a_monitor_names_its_address_in_any_encoding_nor_does_the_refusal(keeping, number, text):
    for do in (
        lambda: note_custody(keeping, number, CustodyAct.CHECKED, text, NOTING),
        lambda: note_custody(keeping, number, CustodyAct.MOVED, "移設", NOTING, place=text),
        lambda: keep_provenance(keeping, number, replace(SHEET, remarks=text), NOTING),
        lambda: retire_monitor(keeping, number, text, NOTING),
        lambda: limit_silence(keeping, number, 3, text, NOTING),
        lambda: enter_monitor(keeping, replace(ENTRY, place=text), "other@m.example", None, NOTING),
    ):
        with pytest.raises(CannotDo, match="label instead") as refused:
            do()
        assert text not in str(refused.value)
    assert acts(keeping, number) == [CustodyAct.MADE, CustodyAct.SHEET]


def test_a_label_that_names_the_new_address_is_refused(keeping):
    with pytest.raises(CannotDo, match="label instead"):
        enter_monitor(keeping, replace(ENTRY, label="trap7x2q"), ADDRESS, SHEET, NOTING)


def test_a_sheet_may_rule_out_more_and_never_less(keeping):
    number = enter_monitor(keeping, ENTRY, ADDRESS, replace(SHEET, no_dealings=False), NOTING)
    keep_provenance(keeping, number, SHEET, NOTING)
    assert keeping.register.entry(number).excludes == (True,) * 4
    with pytest.raises(CannotDo, match="contaminated"):
        keep_provenance(keeping, number, replace(SHEET, never_used=False), NOTING)
    assert len(keeping.register.sheets(number)) == 2


def test_a_sheet_says_where_it_was_published_and_is_not_older_than_its_address(keeping, number):
    with pytest.raises(CannotDo, match="where"):
        keep_provenance(keeping, number, replace(SHEET, published=Published.REFUSING), NOTING)
    with pytest.raises(CannotDo, match="mend the day"):
        keep_provenance(keeping, number, replace(SHEET, made_on=date(2015, 4, 2)), NOTING)


def test_custody_is_noted_with_its_own_time_and_moving_moves(keeping, number):
    note_custody(keeping, number, CustodyAct.CHECKED, "電池良好", Noting("one", NOW - DAY, NOW))
    note_custody(keeping, number, CustodyAct.MOVED, "改装のため", NOTING, place="見本室B")
    moved, checked = keeping.register.custody(number, None, 2)
    assert (checked.at, checked.noted_at, moved.note) == (NOW - DAY, NOW, "見本室A → 見本室B: 改装のため")
    assert keeping.register.entry(number).place == "見本室B"


@pytest.mark.parametrize(
    ("act", "note", "noting", "place", "why"),
    [
        (CustodyAct.RETIRED, "x", NOTING, "", "by the verb"),
        (CustodyAct.CHECKED, " ", NOTING, "", "name"),
        (CustodyAct.CHECKED, "x", replace(NOTING, by=""), "", "name"),
        (CustodyAct.CHECKED, "x", replace(NOTING, at=NOW + DAY), "", "not happened"),
        (CustodyAct.CHECKED, "x", NOTING, "elsewhere", "was moved"),
        (CustodyAct.MOVED, "x", NOTING, "", "was moved"),
        (CustodyAct.CHECKED, "x" * 2_001, NOTING, "", "write two"),
    ],
)
def test_what_custody_does_not_take(keeping, number, act, note, noting, place, why):
    with pytest.raises(CannotDo, match=why):
        note_custody(keeping, number, act, note, noting, place=place)
    assert acts(keeping, number) == [CustodyAct.MADE, CustodyAct.SHEET]


def test_a_limit_is_set_and_taken_back(keeping, number):
    limit_silence(keeping, number, 3, "静かな回線", NOTING)
    assert keeping.register.entry(number).silent_days == 3
    limit_silence(keeping, number, None, "元に戻す", NOTING)
    assert keeping.register.entry(number).silent_days is None
    with pytest.raises(CannotDo):
        limit_silence(keeping, number, 0, "x", NOTING)


def referral(referrals, kind, state, reports):
    own = Referral(f"{kind}{state}", kind, "isp", f"T-{kind}-{state}", reports=reports, state=state)
    return referrals.open(own, NOW)


def test_what_stands_on_a_monitor_is_told_apart_by_who_takes_it_back(keeping, number):
    referrals = MemoryReferrals()
    for report in (1, 2, 3):
        keeping.register.receive(number, report, NOW - report * DAY)
    for kind, state, reports in (
        (ReferralKind.PROVIDER_NOTICE, ReferralState.SENT, (1, 2, 3)),
        (ReferralKind.AGENCY_BUNDLE, ReferralState.SENT, (7,)),
        (ReferralKind.WARNING, ReferralState.SENT, (1,)),
        (ReferralKind.PROVIDER_NOTICE, ReferralState.DRAFT, (2,)),
    ):
        referral(referrals, kind, state, reports)
    found = what_stands_on(keeping, referrals, number, NOW - 2 * DAY)
    assert found.mails == 2
    assert [(each.kind, count) for each, count in found.taken_back] == [(ReferralKind.PROVIDER_NOTICE, 2)]
    assert [(each.kind, count) for each, count in found.by_hand] == [(ReferralKind.WARNING, 1)]
    assert [(each.state, count) for each, count in found.not_yet] == [(ReferralState.DRAFT, 1)]
    assert what_stands_on(keeping, referrals, number, NOW).mails == 0


def test_contaminating_ends_it_back_then_takes_back_and_writes_down(keeping, number):
    asked = []
    for report in (1, 2, 3):
        keeping.register.receive(number, report, NOW - report * DAY)

    def take_back(reports, at):
        asked.append((list(reports), at))
        return [Referral("k", ReferralKind.WITHDRAWAL, "isp", "W-1")]

    opened = contaminate_monitor(keeping, number, NOW - 2 * DAY, "リンクを開いた", NOTING, take_back)
    assert [each.number for each in opened] == ["W-1"] and asked == [([2, 1], NOW)]
    entry = keeping.register.entry(number)
    assert entry.retired_at == entry.contaminated_at == NOW - 2 * DAY
    assert acts(keeping, number)[-1] is CustodyAct.CONTAMINATED
    written = keeping.audit.entries[-1]
    assert written[1] == "monitor_contaminated" and written[3]["withdrawals"] == "W-1"
    with pytest.raises(CannotDo, match="earlier time"):
        contaminate_monitor(keeping, number, NOW - DAY, "x", NOTING, take_back)
    contaminate_monitor(keeping, number, NOW - 3 * DAY, "もっと前から", NOTING, take_back)
    assert asked[-1][0] == [3, 2, 1]


def test_a_monitor_ends_once_with_a_reason_and_not_in_the_future(keeping, number):
    with pytest.raises(CannotDo, match="reason"):
        retire_monitor(keeping, number, "  ", NOTING)
    with pytest.raises(CannotDo, match="has come"):
        contaminate_monitor(keeping, number, NOW + DAY, "x", NOTING, lambda *_: [])
    retire_monitor(keeping, number, "回線の解約", NOTING)
    assert keeping.register.entry(number).retired_at == NOW
    with pytest.raises(CannotDo, match="come back"):
        retire_monitor(keeping, number, "もう一度", NOTING)
    with pytest.raises(CannotDo, match="no monitor 99"):
        retire_monitor(keeping, 99, "x", NOTING)


def test_how_it_stands(keeping, number):
    entry = keeping.register.entry(number)
    busy, quiet = heard(HOUR), heard(30 * DAY)
    assert state_of(entry, busy, NOW).value == "alive"
    assert state_of(entry, quiet, NOW).value == "silent"
    assert state_of(replace(entry, since=NOW + DAY), quiet, NOW).value == "planned"
    assert state_of(replace(entry, retired_at=NOW), busy, NOW).value == "retired"
    assert state_of(replace(entry, retired_at=NOW, contaminated_at=NOW - DAY), busy, NOW).value == "contaminated"
