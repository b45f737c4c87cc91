"""Chain mail: its class, and that its bytes are discarded at another door only where nobody could doubt it."""

from datetime import date

import pytest
from case_mail import mail_of

from tsuho.engine.law.judging import judge_message
from tsuho.jurisdictions.jp.chain_mail import chain_class_of
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.words.vocabulary import ChainClass

LETTER = "このメールを24時間以内に7人に送ると願いが叶います。\n止めると不幸が訪れます。"


def classified(body, **more):
    return judge_message(mail_of({"subject": "Fw:幸せのメール", "body": body} | more), JAPAN)[0]


def test_an_unmistakable_letter_is_certain():
    found = classified(LETTER)
    assert (found.category, found.chain_class, found.chain_title) == ("chain", "fortune", "happiness")
    assert found.chain_certain


@pytest.mark.parametrize(
    "body",
    [
        "拡散希望！血液が足りません",
        f"{LETTER}\nhttp://offer.example/",
        f"{LETTER}\n株式会社みほん",
        LETTER + "あ" * 3_000,
        "抽選で10人に送料無料クーポン https://offer.example/c",
        "お友達に紹介して500円クーポンゲット https://offer.example/c",
        "社内全員に送信済みです。",
    ],
)
def test_anything_less_is_never_discarded_at_another_door(body):
    assert not classified(body).chain_certain


@pytest.mark.parametrize(
    "more",
    [{"not_whole": "cut_mark"}, {"attached": ["flyer.jpg"]}, {"form": "form_fields"}, {"form": "sms_fields"}, {"form": "bounce"}],
)  # fmt: skip
def test_what_was_cut_off_typed_or_hangs_on_may_be_an_advertisement_and_stays(more):
    found = classified(LETTER, **more)
    assert (found.category, found.chain_certain) == ("chain", False)


def test_a_newsletter_that_asks_to_tell_friends_is_no_chain_mail():
    body = "半額セール https://offer.example/s\nこのメールを友達5人に転送してね\n配信停止はこちら https://offer.example/stop"
    assert classified(body).category == "newsletter"


def test_what_comes_to_a_monitor_is_not_discarded():
    assert not classified(LETTER, door="monitor").chain_certain


def test_a_letter_without_a_known_word_is_other():
    assert chain_class_of("8人に回してください", None) is ChainClass.OTHER
    assert classified("このメールを8人に回してください", subject="Fw:ねえ").chain_title == "unlisted"


def test_words_have_their_time():
    text = "有害物質の雨が降ります。みんなに回して"
    assert chain_class_of(text, date(2011, 3, 12)) is ChainClass.APPEAL
    assert chain_class_of(text, date(2009, 3, 12)) is ChainClass.OTHER
