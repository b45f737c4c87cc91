"""A reply becomes an answer only if it says one thing; what it says of a customer is not kept; a link opens one form only."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.referral.answer_link import MayAnswer, link_token, read_token
from tsuho.referral.answers import ReadAnswer, read_answer, ticket_in
from tsuho.words.referrals import AnswerKind

TICKET = "20150310-000001"
SUBJECT = f"Re: [{TICKET}] 広告宣伝メールの送信に関する対応依頼（2件）"


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("お世話になっております。\n利用停止 2015-03-12", AnswerKind.SUSPENDED, date(2015, 3, 12)),
        ("terminated, 2015/3/11\n\n> suspended 利用停止\n> warned 警告", AnswerKind.TERMINATED, date(2015, 3, 11)),
        ("当該契約者を解約しました。（2015年3月20日）", AnswerKind.TERMINATED, date(2015, 3, 20)),
        ("調査中です", AnswerKind.INVESTIGATING, None),
        ("該当なし", AnswerKind.NO_SUCH_CUSTOMER, None),
        ("対応いたしかねます。", AnswerKind.CANNOT_ACT, None),
        ("警告　２０１５年３月１２日", AnswerKind.WARNED, date(2015, 3, 12)),
        ("investigating\n-----Original Message-----\nsuspended terminated", AnswerKind.INVESTIGATING, None),
        ("SUSPENDED 2015-02-30", AnswerKind.SUSPENDED, None),
    ],
)
def test_one_word_is_an_answer(text, kind, day):
    assert read_answer(SUBJECT, text) == ReadAnswer(TICKET, kind, day)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (SUBJECT, "受領しました。"),
        (SUBJECT, "利用停止 または 契約解除 を検討します"),
        (SUBJECT, "利用停止していません"),
        (SUBJECT, "まだ利用停止に至らず"),
        (SUBJECT, "We have not suspended it"),
        (SUBJECT, "> suspended"),
        ("Re: 対応依頼", "利用停止"),
        (f"{SUBJECT} 20150311-000002", "利用停止"),
    ],
)
def test_what_is_not_clear_is_left_to_a_person(subject, text):
    assert read_answer(subject, text) is None


def test_nothing_of_a_customer_is_kept():
    found = read_answer(SUBJECT, "利用停止 2015-03-12\n契約者 見本太郎 03-0000-1234 見本県見本市1-2-3")
    assert found == ReadAnswer(TICKET, AnswerKind.SUSPENDED, date(2015, 3, 12))
    assert "見本太郎" not in repr(found)


@given(st.text(max_size=2_000), st.text(max_size=4_000))
def test_it_never_raises(subject, text):
    assert read_answer(subject, text) is None or ticket_in(subject)


MAY = MayAnswer("mihon-isp", TICKET, date(2015, 6, 10))


def test_a_link_opens_its_form_until_its_day():
    token = link_token(b"k", MAY)
    assert read_token(b"k", token, date(2015, 6, 10)) == MAY
    assert read_token(b"k", token, date(2015, 6, 11)) is None
    assert read_token(b"other", token, date(2015, 6, 1)) is None


@given(st.integers(min_value=0, max_value=400), st.integers(min_value=1, max_value=255))
def test_no_changed_link_opens_anything(place, change):
    token = link_token(b"k", MAY).encode()
    place %= len(token)
    changed = token[:place] + bytes([token[place] ^ change]) + token[place + 1 :]
    found = read_token(b"k", changed.decode("latin-1"), date(2015, 6, 1))
    assert found in {None, MAY}, "only what decodes to the very same bytes"


@given(st.text(max_size=300))
def test_no_other_text_is_a_link(text):
    assert read_token(b"k", text, date(2015, 6, 1)) is None
