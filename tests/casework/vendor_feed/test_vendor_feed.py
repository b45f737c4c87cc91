"""The vendor feed: nothing without consent, nothing after it was taken back, nobody's address, and no more than was agreed."""

import base64
import hashlib
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.casework.errors import CannotDo
from tsuho.casework.vendor_feed import Asked, NotServed, build, lay_out, pull, pull_day, quota_left, vendor_of
from tsuho.casework.withdraw_consent import withdraw_report, withdraw_reporter
from tsuho.referral.formats.eml_zip import eml_zip
from tsuho.referral.formats.features import feature_lines
from tsuho.store.records.memory_feed import MemoryFeed
from tsuho.words.arrival import MonitorSheet
from tsuho.words.partners import ConsentText
from tsuho.words.vocabulary import Confidence, Door, Medium

BY = {"by": "担当", "reason": "本人の申出"}


# --- what a vendor sees
def test_an_item_tells_the_mail_to_the_minute_and_not_whose_it_was(feeding, take, pulled, mails):
    take(mails.forward())
    (item,) = pulled().items
    assert (item.minute, item.category, item.subject, item.from_domain) == (
        mails.at.replace(second=0),
        "prize",
        "当選のお知らせ",
        "win.example",
    )
    assert item.links == ("http://win.example/r?mail=&x=",)
    assert item.consent == "2014-04"
    head = item.mail.partition(b"\r\n\r\n")[0].decode()
    assert "12:03:00 +0900" in head and ":43" not in head and ":44" not in head
    assert "isp-a" not in head and "Q1W2E3" not in head, "the receiving side is not named"
    assert "win.example" in head
    everything = b"".join(mails.written([item]))
    for word in (b"yamada", b"home.example", b"work.example", "山田".encode()):
        assert word not in everything


def test_the_line_of_a_trusted_host_names_the_origin_and_the_lines_above_it_go(feeding, take, pulled, mails):
    host, inner = "mx.mail.mobile-a.example", "inner.mail.mobile-a.example"
    received = (
        f"Received: from {inner} ({inner} [198.51.100.9]) by box.mail.mobile-a.example id ZZ9; "
        f"Tue, 10 Mar 2015 12:03:50 +0900\r\n"
        f"Received: from relay.win.example ([203.0.113.77]) by {host} id YY8; Tue, 10 Mar 2015 12:03:46 +0900\r\n"
        f"Received: from home-pc by relay.win.example id XX7; Tue, 10 Mar 2015 12:03:40 +0900\r\n"
    )
    take(mails.forward(received + mails.spam().partition("Q1W2E3\r\n")[2].partition("\r\n")[2]))
    (item,) = pulled().items
    head = item.mail.partition(b"\r\n\r\n")[0].decode()
    assert (item.ip, item.confidence) == ("203.0.113.77", Confidence.CARRIED)
    assert "203.0.113.77" in head
    assert "XX7" in head, "what the sender's side wrote stays"
    assert "ZZ9" not in head and "YY8" not in head and "mobile-a" not in head


def test_where_only_text_survived_there_are_facts_and_no_copy(feeding, take, pulled, mails):
    raw = (
        "From: hanako.yamada@work.example\r\nTo: share@centre.example\r\nSubject: Fwd: 当選\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n---------- Forwarded message ----------\r\n"
        "From: 当選事務局 <info@win.example>\r\nDate: 2015-03-10 12:03\r\nSubject: 当選のお知らせ\r\n"
        "To: taro.yamada@home.example\r\n\r\n"
        "taro.yamada@home.example 様 100万円が当選しました。今すぐ登録: http://win.example/taro.yamada/r\r\n"
    ).encode()
    take(raw)
    (item,) = pulled().items
    assert item.mail == b"" and item.attachments == ()
    assert item.subject == "当選のお知らせ"
    assert b"yamada" not in b"".join(mails.written([item]))
    assert eml_names(pulled("eml").items) == ["withdrawn.jsonl"]


def eml_names(items):
    with zipfile.ZipFile(BytesIO(eml_zip(items, simulated=True))) as archive:
        return archive.namelist()


def test_a_sender_who_wrote_under_the_readers_own_address_is_not_named(feeding, take, pulled, mails):
    own = mails.spam(to="info@win.example")  # the address shown as the sender's is the one it was sent to
    take(mails.forward(own))
    (item,) = pulled().items
    assert item.from_domain == ""
    assert b"info@win.example" not in b"".join(mails.written([item]))


VIRUS = (
    "From: x@win.example\r\nTo: taro.yamada@home.example\r\nSubject: =?utf-8?B?6KuL5rGC5pu4?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="v"\r\n\r\n--v\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    "請求書です http://win.example/x\r\n--v\r\nContent-Type: application/octet-stream; name=a.com\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n{body}\r\n--v--\r\n"
)  # fmt: skip
TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EI" + rb"CAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_of_a_mail_with_a_virus_only_hashes_leave(feeding, take, pulled, mails):
    take(mails.forward(VIRUS.format(body=base64.b64encode(TEST_FILE).decode())))
    (item,) = pulled().items
    assert item.attachments == ((hashlib.sha256(TEST_FILE).hexdigest(), "application/octet-stream"),)
    assert (item.mail, item.subject, item.links, item.ip) == (b"", "", (), "")
    assert "請求書".encode() not in b"".join(mails.written([item]))


LETTER = (
    "From: friend@friend.example\r\nTo: t@home.example\r\nSubject: hi\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "先日はありがとうございました。また会いましょう。\r\n"
)
ORDER = (
    "From: shop@shop.example\r\nTo: t@home.example\r\nSubject: =?utf-8?B?44GU5rOo5paH5YaF5a65?=\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nご注文ありがとうございます。注文番号: 123-456 商品を発送しました。\r\n"
)


@pytest.mark.parametrize("inner", [LETTER, ORDER], ids=["a letter", "an order"])
def test_what_speaks_of_a_person_stays_here(feeding, take, pulled, mails, inner):
    number = take(mails.forward(inner))
    assert pulled().items == ()
    assert feeding.feed.entry(number).why_not == "feed_about_a_person"


def test_a_letter_to_us_in_which_nothing_was_forwarded_stays_here(feeding, take, pulled):
    letter = (
        "From: hanako.yamada@work.example\r\nTo: share@centre.example\r\nSubject: =?utf-8?B?6LOq5ZWP?=\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n迷惑メールが止まりません。どうすればよいですか。\r\n"
    )
    number = take(letter.encode())
    assert pulled().items == ()
    assert feeding.feed.entry(number).why_not == "feed_nothing_whole"


def test_a_mail_that_came_twice_is_shared_once(feeding, take, pulled, mails):
    number = take(mails.forward())
    row = feeding.lake._rows[-1]
    row["judged"] = row["judged"].replace('"reasons":[', '"reasons":["I9d"', 1)
    assert '"I9d"' in row["judged"]
    assert pulled().items == ()
    assert feeding.feed.entry(number).why_not == "feed_nothing_whole"


def test_of_what_might_be_no_advertisement_the_facts_go_and_the_text_stays(feeding, take, pulled, mails):
    inner = (
        "From: x@win.example\r\nTo: t.yamada@home.example\r\nSubject: hello\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "写真を見てください http://win.example/p\r\n"
    )
    take(mails.forward(inner))
    (item,) = pulled().items
    assert item.mail == b""
    assert item.links == ("http://win.example/p",)


# --- consent
@pytest.mark.parametrize("door", [door for door in Door if door not in {Door.ASSOCIATION, Door.CHAIN}])
def test_other_doors_carry_no_consent(take, pulled, mails, door):
    take(mails.forward(), door=door)
    assert pulled().items == ()


@pytest.mark.parametrize("flag", [False, True])
def test_the_evidence_itself_is_asked_for_consent(feeding, take, pulled, mails, flag):
    """The list says association, the evidence says otherwise: then only the mail's own yes counts."""
    number = take(mails.forward(), door=Door.FORWARD)
    feeding.feed.reports[-1] = (feeding.feed.reports[-1][0], Door.ASSOCIATION)
    if flag:
        row = feeding.lake._rows[-1]
        row["seen_by_door"] = row["seen_by_door"].replace("{", '{"may_be_shared":true,', 1)
    assert len(pulled().items) == flag
    assert feeding.feed.entry(number).why_not == ("" if flag else "feed_no_consent")


def test_a_mail_that_came_before_any_text_was_in_force_was_consented_to_by_nobody(
    feeding, take, pulled, register, mails
):
    number = take(mails.forward(), at=datetime(2014, 3, 31, 14, 59, tzinfo=UTC))
    assert pulled().items == ()
    assert feeding.feed.entry(number).why_not == "feed_no_consent_text"


def test_the_version_is_that_in_force_when_the_mail_came(feeding, take, pulled, register, mails):
    register.texts = [
        replace(register.texts[0], until=date(2015, 3, 11)),
        ConsentText("2015-03", "ja", "cd" * 32, date(2015, 3, 11)),
    ]
    take(mails.forward(), at=datetime(2015, 3, 10, 14, 59, tzinfo=UTC))
    take(mails.forward(), at=datetime(2015, 3, 10, 15, 0, tzinfo=UTC))
    assert [item.consent for item in pulled().items] == ["2014-04", "2015-03"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(
                st.just("take"), st.sampled_from([Door.ASSOCIATION, Door.FORWARD, Door.API]), st.sampled_from("ab")
            ),
            st.tuples(st.sampled_from(["withdraw", "withdraw_all"]), st.integers(1, 6)),
            st.tuples(st.just("pull"), st.integers(1, 2)),
        ),
        max_size=14,
    )
)
def test_whatever_comes_and_is_withdrawn_only_consented_mail_is_seen(feeding, take_into, mails, steps):
    feeding = replace(feeding, feed=MemoryFeed(feeding.timezone))
    consented, withdrawn, whose, gone_people = set(), set(), {}, set()
    have, tombstones, cursor = set(), set(), 0
    for step in [*steps, ("pull", 100)]:
        if step[0] == "take":
            number = take_into(feeding, mails.forward(), door=step[1], sender=f"{step[2]}.reporter@home.example")
            whose[number] = step[2]
            consented |= {number} if step[1] is Door.ASSOCIATION and step[2] not in gone_people else set()
        elif step[0] == "pull":
            page = pull(feeding, mails.vendor, Asked("features", cursor, step[1]), mails.now)
            cursor = page.upto
            for item, entry in zip(page.items, page.entries, strict=True):
                assert entry.of.report in consented
                if item.withdrawn_at is None:
                    assert entry.of.report not in withdrawn
                    have.add(entry.of.report)
                else:
                    assert entry.of.report in withdrawn
                    tombstones.add(entry.of.report)
        elif step[1] in whose:
            verb = withdraw_report if step[0] == "withdraw" else withdraw_reporter
            verb(feeding, step[1], **BY, at=mails.now)
            if step[0] == "withdraw_all":
                gone_people.add(whose[step[1]])
                withdrawn |= {number for number, who in whose.items() if who == whose[step[1]]}
            withdrawn.add(step[1])
    assert have & withdrawn == have & tombstones, "who has it is told"
    assert have | tombstones | withdrawn >= consented, "and nothing consented is left out"


def test_a_withdrawn_item_is_a_tombstone_in_every_format(feeding, take, pulled, mails):
    number = take(mails.forward())
    (item,) = pulled().items
    withdraw_report(feeding, number, **BY, at=mails.now)
    page = pulled(after=1)
    (gone,) = page.items
    assert (gone.reference, gone.withdrawn_at, page.upto) == (item.reference, mails.now, 2)
    before, after = mails.written([item]), mails.written([gone])
    told = b"".join(after)
    assert "当選".encode() in b"".join(before) and "当選".encode() not in told and b"win.example" not in told
    assert item.reference.encode() in after[0] and b"withdrawn_at" in after[0]
    assert b"withdrawn_at" in after[1], "in the zip"
    assert b'"revoked": true' in after[2]
    assert b'"deleted": true' in after[3]


def test_all_of_a_reporter_is_withdrawn_over_the_years_and_nothing_follows(feeding, take, pulled, mails, audit):
    first = take(mails.forward(), at=datetime(2014, 5, 1, tzinfo=UTC))
    other = take(mails.forward(), sender="somebody@else.example")
    last = take(mails.forward())
    assert len({feeding.feed.shareable(each).reporter for each in (first, last)}) == 1
    gone = withdraw_reporter(feeding, last, **BY, at=mails.now)
    assert {each.of.report for each in gone} == {first, last}
    take(mails.forward())
    page = pulled()
    assert [entry.of.report for entry in page.entries if entry.withdrawn_at is None] == [other]
    assert audit.entries[-1][:2] == ("担当", "withdraw_consent")
    assert "yamada" not in str(audit.entries)


def test_a_reporters_pseudonym_of_another_year_is_his_too(feeding, examiner, take_into, pulled, mails):
    from tsuho.casework.pseudonym import Pseudonyms

    yearly = Pseudonyms(lambda year: f"key {year}".encode(), feeding.timezone)
    feeding = replace(feeding, pseudonyms=yearly)
    numbers = []
    for at in (datetime(2014, 12, 1, tzinfo=UTC), datetime(2015, 4, 10, tzinfo=UTC)):
        number = take_into(feeding, mails.forward(), at=at)
        shareable, door = feeding.feed.reports[-1]
        named = replace(shareable, reporter=yearly.of("hanako.yamada@work.example", at))
        feeding.feed.reports[-1] = (named, door)
        numbers.append(number)
    gone = withdraw_reporter(feeding, numbers[1], **BY, at=datetime(2015, 4, 11, tzinfo=UTC))
    assert [each.of.report for each in gone] == numbers
    refused = yearly.of("hanako.yamada@work.example", datetime(2016, 4, 2, tzinfo=UTC))
    assert feeding.feed.refused([refused]), "next year's too"


def test_a_withdrawal_needs_a_report_a_name_and_a_reason(feeding, take, mails):
    number = take(mails.forward(), sender="")
    with pytest.raises(CannotDo, match="no report"):
        withdraw_report(feeding, 99, **BY, at=mails.now)
    with pytest.raises(CannotDo, match="--by"):
        withdraw_report(feeding, number, by=" ", reason="x", at=mails.now)
    with pytest.raises(CannotDo, match="--report"):
        withdraw_reporter(feeding, number, **BY, at=mails.now)


# --- leaks
def test_what_an_address_survives_in_is_held_back_named_and_never_shown(feeding, take, pulled, mails, records, audit):
    """The address is made of words of our own: no mask can take it out of what we write ourselves."""
    number = take(mails.forward(mails.spam(to="x-redacted@home.example")))
    page = pulled()
    assert page.items == () and page.held_back == (feeding.feed.entry(number).reference,)
    pulled()
    held = [entry for entry in audit.entries if entry[1] == "hold_back"]
    assert len(held) == 1, "said once"
    assert "home.example" not in str(held)
    assert [each.of.report for each in feeding.feed.held_back()] == [number]
    assert pulled(after=0).items == ()


def test_a_monitor_in_the_mail_is_masked_too(feeding, take, pulled, mails, records):
    sheet = MonitorSheet("trap.line77@carrier.example", Medium.PC, "c", datetime(2010, 1, 1, tzinfo=UTC))
    records.sheets[sheet.address] = sheet
    take(mails.forward(mails.spam(text="trap.line77@carrier.example http://win.example/trap.line77")))
    (item,) = pulled().items
    assert b"trap.line77" not in b"".join(mails.written([item])) and "trap.line77" not in str(item.links)


# --- agreements, quota, logs and counts
def test_nothing_leaves_outside_the_agreement_but_a_withdrawal_does(feeding, take, mails):
    number = take(mails.forward())
    pull(feeding, mails.vendor, Asked("features"), mails.now)
    withdraw_report(feeding, number, **BY, at=mails.now)
    take(mails.forward())
    for ended in (
        replace(mails.vendor, since=date(2015, 3, 12)),
        replace(mails.vendor, until=date(2015, 3, 11)),
        replace(mails.vendor, suspended="audit"),
    ):
        with pytest.raises(NotServed) as refused:
            pull(feeding, ended, Asked("features"), mails.now)
        assert refused.value.key == "feed_not_in_force"
        told = pull(feeding, ended, Asked("features", only_withdrawn=True), mails.now)
        assert [item.withdrawn_at for item in told.items] == [mails.now]


def test_a_format_that_was_not_agreed_is_refused(feeding, take, mails):
    with pytest.raises(NotServed, match="stix"):
        pull(feeding, replace(mails.vendor, formats=("features",)), Asked("stix"), mails.now)


def test_a_vendor_that_nobody_entered_is_none(feeding):
    with pytest.raises(NotServed) as refused:
        vendor_of(feeding, "vendor-z")
    assert refused.value.key == "feed_no_vendor"


def test_the_quota_is_a_days_and_tombstones_cost_nothing(feeding, take, mails):
    small = replace(mails.vendor, daily_quota=2)
    numbers = [take(mails.forward()) for _ in range(3)]
    page = pull(feeding, small, Asked("features"), mails.now)
    assert (len(page.items), page.more, page.upto) == (2, True, 2)
    assert quota_left(feeding, small, mails.now) == 0
    with pytest.raises(NotServed) as refused:
        pull(feeding, small, Asked("features", after=2), mails.now)
    midnight = datetime(2015, 3, 11, 15, 0, tzinfo=UTC)
    assert (refused.value.key, refused.value.later) == ("feed_over_quota", midnight)
    withdraw_report(feeding, numbers[0], **BY, at=mails.now)
    assert len(pull(feeding, small, Asked("features", only_withdrawn=True), mails.now).items) == 1
    with pytest.raises(NotServed):
        pull_day(feeding, small, date(2015, 3, 10), mails.now)
    assert len(pull(feeding, small, Asked("features", after=2), midnight).items) == 2
    other = pull(feeding, replace(small, code="vendor-b"), Asked("features"), mails.now)
    assert sum(item.withdrawn_at is None for item in other.items) == 2, "another's is another's"


def test_two_pulls_at_one_moment_do_not_share_what_is_left_for_one(feeding, take, mails, monkeypatch):
    small = replace(mails.vendor, daily_quota=1)
    take(mails.forward())
    pull(feeding, small, Asked("features"), mails.now)
    # as the second one saw it, before the first was logged
    monkeypatch.setattr("tsuho.casework.vendor_feed.quota_left", lambda *_: 1)
    with pytest.raises(NotServed) as refused:
        pull(feeding, small, Asked("features"), mails.now)
    assert refused.value.key == "feed_over_quota"
    assert len(feeding.feed.pulls("vendor-a")) == 1


def test_pages_follow_one_another_to_the_end(feeding, take, pulled, mails):
    numbers = [take(mails.forward()) for _ in range(5)]
    seen, cursor, more = [], 0, True
    while more:
        page = pulled(after=cursor, limit=2)
        seen += [entry.of.report for entry in page.entries]
        cursor, more = page.upto, page.more
    assert seen == numbers
    assert pulled(after=cursor).upto == cursor


def test_an_item_counts_once_for_each_vendor(feeding, take, pulled, mails):
    take(mails.forward())
    take(mails.forward())
    pulled()
    pulled("stix")
    other = replace(mails.vendor, code="vendor-b")
    pull(feeding, other, Asked("features", limit=1), mails.now)
    day = mails.now.date()
    sums = dict(feeding.ledger.sums(day, day + timedelta(days=1), ("series", "party")))
    assert sums == {("association_member", "vendor-a"): 2, ("association_member", "vendor-b"): 1}
    assert [(each.form, each.items) for each in feeding.feed.pulls("vendor-a")] == [("stix", 2), ("features", 2)]
    assert len(feeding.feed.pulls("vendor-b")) == 1


def test_looking_at_the_feed_here_counts_and_logs_nothing(feeding, take, mails):
    take(mails.forward())
    lay_out(feeding, mails.now)
    items, _, held = build(feeding, feeding.feed.page(0, 10), mails.now)
    assert len(items) == 1 and held == []
    assert feeding.feed.pulls("vendor-a") == []
    assert feeding.ledger.sums(mails.now.date(), mails.now.date() + timedelta(days=1), ("series",)) == []


def test_the_same_item_is_the_same_bytes(feeding, take, pulled, mails):
    take(mails.forward())
    assert feature_lines(pulled().items, simulated=True) == feature_lines(pulled().items, simulated=True)
    assert eml_zip(pulled("eml").items, simulated=True) == eml_zip(pulled("eml").items, simulated=True)


def test_evidence_that_is_gone_is_held_back_and_said(feeding, take, pulled, mails, audit):
    number = take(mails.forward())
    lay_out(feeding, mails.now)
    feeding.lake._rows.clear()
    assert pulled().items == ()
    assert feeding.feed.entry(number).why_not == "feed_nothing_whole"
    assert audit.entries[-1][1] == "hold_back"
