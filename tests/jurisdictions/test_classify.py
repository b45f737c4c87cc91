"""What a mail is about: the steps in their order, the sender's own kind, and a golden mail for every category."""

import json
from collections import Counter
from pathlib import Path

import pytest
from case_mail import mail_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.law.in_force import law_on
from tsuho.jurisdictions.jp.classify import classify
from tsuho.jurisdictions.jp.classifying import look_at
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.jurisdictions.jp.wordings.categories import CATEGORIES
from tsuho.words.catalogue import messages
from tsuho.words.vocabulary import Advertising

MAILS = Path(__file__).parent.parent / "mail"
LINK = "http://a.example/"


def found(body, subject="お知らせ", **facts):
    mail = mail_of({"subject": subject, "body": body, "from": "info@offer.example", **facts})
    return classify(mail, law_on(None, JAPAN.periods))


def kind(body, subject="お知らせ", **facts):
    classification = found(body, subject, **facts)
    return classification.category, classification.advertising.value


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # an offer sells by itself, a hint in company, a price never
        (f"全品20%OFF {LINK}", ("newsletter", "yes")),
        (f"新作です\nプレゼントつき {LINK}", ("newsletter", "yes")),
        (f"新作 1,980円 {LINK}", ("newsletter", "yes")),
        (f"おすすめの本 {LINK}", ("other", "doubtful")),
        (f"会費は1,980円 {LINK}", ("other", "doubtful")),
        ("誕生日プレゼントありがとう 03-0000-1234", ("other", "doubtful")),
        ("誕生日プレゼントありがとう", ("personal", "no")),
        # a contract's words need a contract's proof before a link is believed
        (f"ご注文番号 A-1234 {LINK}", ("transactional", "no")),
        (f"ワンタイムパスワード: 123456 {LINK}", ("transactional", "no")),
        (f"ご注文の確認 {LINK}", ("transactional", "doubtful")),
        (f"ご注文番号 A-1234\n受取人 様\n品物\n品物\n次回10%OFF {LINK}", ("transactional", "incidental")),
        (f"ご注文の確認\n全品10%OFF\n半額 {LINK}", ("newsletter", "yes")),
        # a message at a site that names itself nowhere
        (f"新着メッセージが3件届いています {LINK}", ("lure", "yes")),
        (f"会員番号:0001234 新着メッセージ3件 {LINK}", ("lure", "yes")),
        (f"あなたの写真にコメントがつきました {LINK}", ("sns_notice", "no")),
        (f"アドレス変えたから登録してね {LINK}", ("lure", "doubtful")),
        # fraud is nobody's advertisement
        (f"アカウントが停止されました。本人確認はこちら {LINK}", ("phishing", "no")),
        ("未納料金があります。法的措置をとります。", ("fictitious_billing", "no")),
        ("お世話になっております。議事録を送ります。", ("personal", "no")),
        ("お前絶対殺すぞ", ("harassment", "no")),
        ("テスト", ("empty", "no")),
    ],
)
def test_the_first_step_that_knows_answers(body, expected):
    assert kind(body) == expected


@pytest.mark.parametrize(
    ("sender", "body", "expected"),
    [
        ("見本市役所 <a@city.example>", f"市民講座 参加費500円 {LINK}", ("non_profit", "no")),
        ("a@b.example", f"特定非営利活動法人みほんです。募金をお願いします {LINK}", ("non_profit", "no")),
        ("a@b.example", f"特定非営利活動法人みほんです。\n全品20%OFF {LINK}", ("non_profit", "doubtful")),
        ("a@b.example", f"一般社団法人みほんです。\n全品20%OFF {LINK}", ("non_profit", "doubtful")),
        # an association in the middle of a shop's mail says nothing of the shop
        (
            "みほん商店 <a@shop.example>",
            "\n".join([*["本文"] * 5, "売上の一部は特定非営利活動法人みどりへ寄付します", *["本文"] * 8, f"全品20%OFF {LINK}"]),
            ("newsletter", "yes"),
        ),
        # a shrine is where the market is, a company is who holds it
        ("a@b.example", f"骨董市 半額\n会場 見本神社です。\n主催 株式会社ふるみほん {LINK}", ("newsletter", "yes")),
        ("tenpo@shop.example", f"全品20%OFF tenpo@shop.example {LINK}", ("newsletter", "yes")),
        ("見本市議会議員 雛形 <a@b.example>", f"市政報告です {LINK}", ("political", "no")),
        # who poses as an office and holds out money is not believed
        ("総務局 <a@b.example>", f"見本市役所より支援金500万円の受取人に選出されました {LINK}", ("prize", "yes")),
    ],
)  # fmt: skip
def test_the_senders_own_kind_decides(sender, body, expected):
    assert kind(body, **{"from": sender}) == expected


def test_machines_and_lists_are_told_by_their_subjects():
    assert kind("休んでおります。緊急の際は 03-0000-1234 へ", "自動応答: 見積りの件") == ("auto_reply", "no")
    assert kind(f"挿し木の話 {LINK} 退会は a@b.example へ", "[sakura-ml 1204] Re: 挿し木") == ("mailing_list", "no")
    assert kind(f"挿し木 全品半額 {LINK}", "[sakura-ml 1204] Re: 挿し木") == ("newsletter", "yes")
    assert kind("<a@b.example> user unknown", "Returned mail", **{"from": "MAILER-DAEMON@mx.example"}) == (
        "bounce",
        "no",
    )


def test_lines_that_sell_are_counted_once_each():
    mail = mail_of(
        {"subject": "", "body": "半額 全品 セール\n\n半額\nほか\r\nクーポン 送料無料", "from": "a@b.example"}
    )
    assert look_at(mail, law_on(None, JAPAN.periods)).selling_lines() == 3


def expected_of(folder):
    for path in sorted((MAILS / folder).glob("*.expected.json")):
        yield from json.loads(path.read_text("utf-8"))["reports"]


def test_every_category_has_golden_mails():
    adverts = Counter(report["category"] for report in expected_of("adverts"))
    assert all(adverts[category] >= 2 for category in (*CATEGORIES, "lure", "phishing", "fictitious_billing")), adverts
    lawful = Counter(report["outcome"] for report in expected_of("lawful") if "outcome" in report)
    assert set(lawful) == {"no_violation", "out_of_scope"}
    assert lawful.total() >= 110


def test_whatever_is_found_has_its_words_in_both_languages():
    keys = {
        f"category_{report['category']}"
        for folder in ("adverts", "lawful")
        for report in expected_of(folder)
        if report.get("category")
    }
    assert keys <= set(messages())


@settings(max_examples=150)
@given(st.text("半額円議会NPO特定非営利活動法人\n 。会社http://a.example/", max_size=200), st.text(max_size=20))
def test_no_text_raises(body, subject):
    classification = found(body, subject)
    assert classification.category and isinstance(classification.advertising, Advertising)
    assert classification.why_key in messages()
