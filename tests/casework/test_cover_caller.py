"""Covering who is named in a desk's note: everybody who is addressed goes, ordinary words stay, and once is enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.cover_caller import Named, cover_caller


@pytest.mark.parametrize(
    ("text", "kept", "found"),
    [
        ("山田様から。番号は03-0000-1234", "〔氏名〕様から。番号は〔電話番号〕", (Named.NUMBER, Named.NAME)),
        ("見本 太郎さんが taro@home.example に", "〔氏名〕さんが 〔メールアドレス〕 に", (Named.ADDRESS, Named.NAME)),
        ("ヤマダさんより", "〔氏名〕さんより", (Named.NAME,)),
        ("ＴＡＲＯ＠ｈｏｍｅ．ｅｘａｍｐｌｅ", "〔メールアドレス〕", (Named.ADDRESS,)),
        ("０９０－００００－１２３４に折り返す", "〔電話番号〕に折り返す", (Named.NUMBER,)),
        ("鈴木氏の話", "〔氏名〕氏の話", (Named.NAME,)),
    ],
)
def test_who_is_named_is_covered_and_the_rest_stays(text, kept, found):
    covered = cover_caller(text)
    assert (covered.text, covered.found) == (kept, found)


@pytest.mark.parametrize(
    "text",
    [
        "お客様という件名", "皆様へのお知らせと書かれている", "同様のメールが多い", "仕様が変わった", "迷惑メールの様な",
        "たくさん届く", "氏名を聞かれた", "お子さんの端末", "業者さんに頼んだ", "30,000円を請求された", "2015年3月10日 10:15に届いた",
        "有様を話した", "様々な手口", "㈱見本の名で届く",
    ],
)  # fmt: skip
def test_ordinary_words_stay_as_they_were_written(text):
    assert cover_caller(text).text == text
    assert not cover_caller(text).found


@given(st.text(alphabet="山田太郎様さん氏ヤマ0123456789-＠@a.example　 をに", max_size=60))
def test_what_is_covered_once_is_not_found_again(text):
    once = cover_caller(text)
    assert not cover_caller(once.text).found
