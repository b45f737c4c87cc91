"""A warning says all that administrative guidance must, in both languages, and nothing by which a monitor could be found."""

import re
from datetime import date

import pytest

from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.documents.warning import Authority, Warned, warning
from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text

WARNED = Warned(
    number="W-20150310-000001", campaign=20, addressee="株式会社見本企画", first_day=date(2015, 2, 1), last_day=date(2015, 3, 9),
    messages=1234, subject="ご当選のお知らせ", displayed="当選事務局", landing_hosts=("win[.]example",),
    provisions=(("V31", "第3条第1項", "同意を得ない送信"), ("V41", "第4条第1号", "氏名・名称の表示")), missing=("氏名又は名称",),
    deadline=date(2015, 3, 24),
)  # fmt: skip
AUTHORITY = Authority(("総務省", "消費者庁"), "電気通信消費者行政の担当課", "担当課長")


@pytest.fixture(params=["ja", "en"])
def text(request, reporter):
    made = warning(
        WARNED,
        AUTHORITY,
        reporter,
        texts("warning", request.param),
        language=request.param,
        day=date(2015, 3, 10),
        draft=True,
    )
    assert paper_as_pdf(made)[:5] == b"%PDF-"
    return paper_as_text(made)


def test_it_names_what_guidance_must_name(text):
    for wanted in (
        "W-20150310-000001",
        "2015-02-01",
        "2015-03-09",
        "1,234",
        "第3条第1項",
        "第4条第1号",
        "2015-03-24",
        "win[.]example",
    ):
        assert wanted in text, wanted
    for wanted in ("総務省", "消費者庁", "担当課長", "desk@centre.example", "氏名又は名称"):
        assert wanted in text, wanted
    assert "35条" in text or "Article 35" in text
    assert "{" not in text, "every blank is filled"


def test_it_gives_no_time_of_day_and_no_link(text):
    assert not re.search(r"\d{1,2}:\d{2}", text)
    assert "http" not in text


def test_only_what_was_broken_is_asked_for(reporter):
    made = paper_as_text(
        warning(WARNED, AUTHORITY, reporter, texts("warning", "ja"), language="ja", day=date(2015, 3, 10), draft=False)
    )
    assert "第3条第3項" not in made
    assert "架空" not in made
    assert "案（" not in made
