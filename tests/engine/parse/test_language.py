"""The language of a text."""

import pytest

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
        ("무료 회원 가입 이벤트", "ko"),
        ("This is an English sentence about nothing.", "en"),
        ("03-0000-1234 http://a.example/", ""),
    ],
)
def test_language(text, language):
    assert language_of(text) == language
