"""The language of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.parse.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("会員登録ありがとうございます", "ja"),
        ("重要通知", "ja"),
        ("开发票 微信同号", "zh"),
        ("我们公司提供各种服务欢迎来电咨询", "zh"),
        ("東京都在住の方限定 一口五万円", "ja"),
        ("优质面膜の专卖店欢迎来电咨询我们公司", "zh"),
        ("親愛的顧客您好，本週限時特賣，全館商品五折起，滿千免運費，歡迎選購", "zh"),
        ("貸款 信用卡 免費諮詢 低利率 快速撥款", "zh"),
        ("代開發票", "zh"),
        ("你好", "zh"),
        ("東京都見本区例題町一丁目二番三号 株式会社見本商事 営業部 電話番号変更通知", "ja"),
        ("最終通告 未納料金請求訴訟開始通知", "ja"),
        ("請求書送付案内 買取個人優待開始", "ja"),
        ("ﾊﾝｶｸｶﾅﾉﾒｰﾙﾃﾞｽ", "ja"),
        ("Dear customer, please see 山田 for the English documentation that we sent to you yesterday", "en"),
        ("Bonjour, ceci est une phrase en français assez longue pour être reconnue", "fr"),
        ("Это предложение на русском языке", "ru"),
        ("OK", ""),
        ("무료 회원 가입 이벤트", "ko"),
        ("This is an English sentence about nothing.", "en"),
        ("03-0000-1234 http://a.example/", ""),
    ],
)
def test_language(text, language):
    assert language_of(text) == language


@settings(max_examples=300)
@given(st.text(max_size=120) | st.text("\x00\x1b\u2028\ud800\ufffe\u202e的円aあ한 ", max_size=60))
def test_no_text_raises(text):
    code = language_of(text)
    assert code == "" or ((code.isascii() and code.islower()) or "-" in code)
