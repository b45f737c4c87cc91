"""Fields that a person filled in: whose they are, where the text ends, and what is no form at all."""

import pytest

from tsuho.engine.unwrap.form_fields import form_fields
from tsuho.engine.unwrap.sms_fields import sms_fields
from tsuho.words.vocabulary import Door, Form

TOP = "件名：当選\n差出人：当選センター <win@spam.example>\n受信日時：2015/03/09 20:15\n"


def forms(letter, text: str, door: Door = Door.WEB_FORM):
    return form_fields(*letter(text, "form"), door)


def test_the_documented_layout(letter):
    (original,) = forms(letter, TOP + "本文：\nおめでとう\n\n二行目\n--- ここまで ---\nメモ\n")
    assert (original.form, original.text.chars) == (Form.FORM_FIELDS, "おめでとう\n\n二行目\n")
    assert original.reported == {
        "subject": "当選",
        "from": "win@spam.example",
        "from_name": "当選センター",
        "received_date": "2015/03/09 20:15",
    }


def test_a_pasted_header_is_read_but_never_text(letter):
    header = (
        "ヘッダー：\nReceived: from a ([203.0.113.7])\n by b.example; Mon, 9 Mar 2015 20:15:00 +0900\nSubject: other\n"
    )
    (original,) = forms(letter, TOP + header + "本文：おめでとう\n")
    assert original.text.chars == "おめでとう\n"
    assert b"203.0.113.7" in original.pasted.root.value("received")
    assert original.reported["subject"] == "当選"  # what was typed into the field wins


@pytest.mark.parametrize(
    "text",
    [
        "本文：\nおめでとう\n",
        "差出人：win@spam.example\n本文：\nx\n",
        "差出人：win@spam.example\n件名：当選\nおめでとう\n本文：\nx\n",
        "私は困っています。本文を送ります。\n",
        "http://x.example/\n本文\n",
    ],
)
def test_too_little_is_no_form(letter, text):
    assert forms(letter, text) == ()


def test_only_where_people_report(letter):
    assert forms(letter, TOP + "本文：\nx\n", Door.BULK) == ()
    assert len(forms(letter, TOP + "本文：\nx\n", Door.API)) == 1


def test_the_reporter_is_never_the_sender(letter):
    (original,) = forms(letter, TOP.replace("win@spam.example", "SATO@home.example") + "本文：\nx\n")
    assert original.reported["from_is_reporter"] == "yes"
    assert "from" not in original.reported


def test_labels_inside_the_text_do_not_end_it(letter):
    (original,) = forms(letter, TOP + "本文：\n差出人：運営\nお名前：\n件名：なし\nおわり\n")
    assert original.text.chars.endswith("おわり\n")


def test_bracketed_labels_below_end_it(letter):
    text = TOP.replace("件名：", "【件名】").replace("差出人：", "【差出人】").replace("受信日時：", "【受信日時】")
    (original,) = forms(letter, text + "【本文】\nおめでとう\n【お名前】佐藤\n")
    assert original.text.chars == "おめでとう\n"


def test_fifty_entries_and_no_more(letter):
    assert len(forms(letter, (TOP + "本文：\nx\n\n") * 60)) == 50


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("０９０－００００－１２３４", "090-0000-1234"),
        ("+81 90-0000-1234", "+81 90-0000-1234"),
        ("NOTICE", "NOTICE"),
        ("184", "184"),
    ],
)
def test_the_number_of_a_short_message(letter, typed, number):
    (original,) = sms_fields(*letter(f"送信元番号：{typed}\n受信日時：3/9\n本文：\n未納です\n", "SMS"), Door.FORWARD)
    assert (original.form, original.reported["sender_address"]) == (Form.SMS_FIELDS, number)
    assert original.text.chars == "未納です\n"


def test_a_number_is_no_form_and_a_sender_no_short_message(letter):
    assert forms(letter, "送信元番号：090\n受信日時：3/9\n本文：\nx\n") == ()
    assert sms_fields(*letter(TOP + "本文：\nx\n", "SMS"), Door.FORWARD) == ()
