"""The drafts, files, withdrawals and hand-offs: each says what its reader needs, in both languages, and becomes a PDF."""

from datetime import UTC, date, datetime

import pytest

from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.documents.handoff import COLUMNS, HandedOff, handoff
from tsuho.referral.documents.inquiry_draft import Identifier, Inquiry, inquiry_draft
from tsuho.referral.documents.petition_file import Applicant, Found, PetitionedMail, petition_file
from tsuho.referral.documents.withdrawal import REASONS, Withdrawn, withdrawal
from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text
from tsuho.words.referrals import HandoffTo

DAY = date(2015, 4, 1)
AT = datetime(2015, 3, 10, 3, 0, 1, tzinfo=UTC)
LINE = HandedOff(
    "2015-03-10", "phishing", "至急ご確認ください", "見本銀行", "hxxp://bank[.]example", "03-0000-1234", "98,000円", "192.0.2.7",
    "20", "12",
)  # fmt: skip


def said(paper):
    assert paper_as_pdf(paper)[:5] == b"%PDF-"
    text = paper_as_text(paper)
    assert "{" not in text, "every blank is filled"
    return text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_inquiry_names_identifiers_to_the_second_and_says_who_may_ask(language, reporter):
    inquiry = Inquiry(
        "I-1", 1234, date(2015, 2, 1), date(2015, 3, 9), ("第5条",),
        [Identifier("ip", "192.0.2.7", AT, "見本ネット"), Identifier("domain", "win.example", None, "見本レジストリ")],
    )  # fmt: skip
    text = said(inquiry_draft(inquiry, reporter, texts("inquiry", language), language=language, day=DAY))
    for wanted in ("192.0.2.7", "2015-03-10 12:00:01", "win.example", "1,234", "第5条"):
        assert wanted in text, wanted
    assert ("総務大臣のみ" in text) or ("Only the Minister" in text)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_petition_file_carries_the_applicant_the_mails_and_the_result(language, reporter):
    paper = petition_file(
        "P-1", Applicant("見本太郎", "見本県見本市1-2-3", date(2015, 3, 12), "措置命令"),
        [PetitionedMail(AT, "ご当選", "ab" * 32, "192.0.2.7")], [Found("第4条第1号", "違反", "名称の表示がない")], reporter,
        texts("petition", language), language=language, day=DAY,
    )  # fmt: skip
    text = said(paper)
    for wanted in ("見本太郎", "見本県見本市1-2-3", "ab" * 32, "第4条第1号", "名称の表示がない", "2015-03-10 12:00:01"):
        assert wanted in text, wanted


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("reason", REASONS)
def test_a_withdrawal_repeats_references_and_reasons_only(language, reason, reporter):
    paper = withdrawal(
        "D-1", "見本インターネット", "20150310-000001", date(2015, 3, 10), [Withdrawn("a1b2c3d4e5f60718", reason)], reporter,
        texts("withdrawal", language), language=language, day=DAY,
    )  # fmt: skip
    text = said(paper)
    for wanted in ("20150310-000001", "a1b2c3d4e5f60718", "2015-03-10"):
        assert wanted in text, wanted


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("to", HandoffTo)
def test_each_body_gets_its_own_columns_and_no_other(language, to, reporter):
    paper = handoff(
        "H-1", to, "見本協議会", [LINE], reporter, texts("handoff", language), language=language, day=DAY,
        first_day=date(2015, 3, 1), last_day=date(2015, 3, 31),
    )  # fmt: skip
    text = said(paper)
    for column in HandedOff.__slots__:
        stands = f" {getattr(LINE, column)}" in text.replace("\n", " ")
        assert stands or column not in COLUMNS[to], column
    if to in {HandoffTo.PHISHING_COUNCIL, HandoffTo.SPECIFIED_COMMERCIAL}:
        assert "98,000円" not in text
    if to in {HandoffTo.CONSUMER_CENTRE, HandoffTo.SPECIFIED_COMMERCIAL}:
        assert "192.0.2.7" not in text
