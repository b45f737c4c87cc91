"""What reporters type above a mail forwarded from a phone, in the ways people write it."""

import pytest

from tsuho.engine.unwrap.lines import lines_of
from tsuho.engine.unwrap.reporter import Reporter
from tsuho.engine.unwrap.typed_lines import read_typed_lines
from tsuho.engine.unwrap.typed_preamble import typed_preamble
from tsuho.words.vocabulary import Door, Form

ME = Reporter("sato@home.example", "佐藤")
ADDRESS = "uma-yosou@keiba-dm.example"


def read(text: str):
    return read_typed_lines(lines_of(text), ME)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2月9日20時15分", "2月9日20時15分"),
        ("受信日：2/9", "2/9"),
        ("受信日時 2015/02/09 20:15:30", "2015/02/09 20:15:30"),
        ("受信年月日:平成27年2月9日(月)", "平成27年2月9日(月)"),
        ("・受信日＝２０１５年２月９日", "2015年2月9日"),
        ("受信：昨日の20時頃", "昨日の20時頃"),
        ("2015-02-09 午後8時半に受信", "2015-02-09 午後8時半"),
        ("(受信日)2.9", "2.9"),
        ("H27.2.9 20:15", "H27.2.9 20:15"),
    ],
)
def test_dates_as_people_type_them(line, date):
    for text in (
        f"{line}\n{ADDRESS}\n\nbody",
        f"{ADDRESS}\n{line}\n\nbody",
        f"\n\n送信者:{ADDRESS}\r\n\r\n{line}\r\nbody",
    ):
        found = read(text)
        assert found.reported == {"received_date": date, "sender_address": ADDRESS}
        assert text[lines_of(text)[found.after].start :].strip() == "body"


@pytest.mark.parametrize(
    "label",
    ["送信者アドレス：", "送信者:", "送信元 ", "差出人のアドレス＝", "アドレスは", "【送信者アドレス】", "From: "],
)
def test_senders_under_any_label(label):
    assert read(f"{label}{ADDRESS}\nbody").reported == {"sender_address": ADDRESS}


@pytest.mark.parametrize(
    "text",
    [
        "2月9日 新春セール開催！ お申し込みは今すぐ\nsale@spam.example\n",
        f"ご連絡は {ADDRESS} までお願いいたします\n受信日：2/9の予定で進めています、よろしく\n",
        "2月9日\n本文です\n",
        f"{ADDRESS}\n本文です\n",
        "日時：3月5日 10:00\n場所：例題町\n",
        "佐藤\nsato@home.example\n2/9\n",
        f"2015年3月9日(月) 20:15 田中 <{ADDRESS}>:\n> x\n",
        "こんにちは、taro@family.example\n2015/2/9 8:43\nテストです\n",
        "お知らせ\nユーザーID：taro@family.example\n予定された取消日：2015年2月9日\n",
        "一\n二\n三\n四\n五\n六\n受信日：2/9\n送信者：x@spam.example\n",
    ],
)
def test_what_is_not_typed_for_us(text):
    assert read(text).reported == {}


def test_only_where_reporters_write(letter):
    text = f"受信日：2/9\n送信者アドレス：{ADDRESS}\n\n今だけ無料"
    doors = {door for door in Door if typed_preamble(*letter(text), door)}
    assert doors == {Door.FORWARD, Door.PLUGIN, Door.MAILBOX, Door.ASSOCIATION, Door.WEB_FORM}
    assert typed_preamble(*letter(text, header="Resent-From: sato@home.example\r\n"), Door.FORWARD) == ()


def test_a_programs_own_block_is_no_preamble(letter):
    for block in (
        f"差出人: {ADDRESS}\n送信日時: 2015/2/9\n件名: x\n\n今だけ無料",
        f"Subject: x\nDate: 2015/2/9\nFrom: {ADDRESS}\nTo: a@home.example\n\n今だけ無料",
        f"受信日時: 2015/2/9\n差出人: {ADDRESS}\n宛先: a@home.example\n件名: x\n\n今だけ無料",
    ):
        assert typed_preamble(*letter(block), Door.FORWARD) == ()


def test_the_body_below_is_left_untouched(letter):
    body = "> 引用のような行\n--------\n今だけ無料\n\n\n送信者：ミホン株式会社\n"
    (original,) = typed_preamble(*letter(f"2/9\n{ADDRESS}\n\n{body}"), Door.FORWARD)
    assert original.form is Form.TYPED_PREAMBLE
    assert original.text.chars.strip() == body.strip()
