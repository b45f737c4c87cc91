"""Is the text whole, and does it hide in plain sight? Marks of a cut (I4e), emptiness that pushes text off, invisible letters.

Text is whole unless something says otherwise: a cut footer must never become a breach of the display duty.
"""

import re

from tsuho.engine.parse.text import Text

_TAIL = 400  # characters at the end in which a cut mark stands
# No alternative begins with something optional: a set of first characters makes the search ten times faster.
_CUT_MARKS = re.compile(
    r"(?:本文|以下|メール|メッセージ|続き|文章|内容|残り).{0,20}(?:省略|切り詰め|切り捨て|削除され|削除しました|受信できません|受信していません"
    r"|受信されていません|表示できません|取得できません|ダウンロードされていません|途切れて|途中まで)"
    r"|(?:一部|途中).{0,6}(?:しか|のみ|だけ|まで).{0,10}(?:受信|表示|ダウンロード|取得)"
    r"|(?:一部が|全文は|全体は).{0,10}(?:表示されて(?:い)?ません|表示できません|省略)"
    r"|(?:以下|後略|以降)[、,]?(?:省略|略)|(?:以下略|後略|中略|つづく|続く)[)>\]》】〕]?\s*\Z"
    r"|(?:サイズ|容量|文字数|データ量|バイト数)(?:の?制限|オーバー|超過|が(?:大き|多)).{0,20}(?:削除|省略|受信|表示|切)"
    r"|残り\s?\d+\s?(?:バイト|kb|文字|byte)|(?:残り|続き)を(?:受信|取得|ダウンロード|読む)(?:する|します)?\s*[>)\]】]*\s*\Z|メッセージ全体を(?:表示|見る)"
    r"|message (?:clipped|truncated|was truncated|has been truncated)|(?:message|text|body|content) (?:is )?(?:clipped|truncated|cut)\]?"
    r"|[\[(<](?:\.{3}|…)?\s?(?:truncated|clipped|snip|cut off)\s?[\])>]\s*\Z|view (?:the )?entire message|remainder of (?:the |this )?message"
    r"|partially (?:downloaded|received)|not (?:been )?(?:completely|fully) (?:downloaded|received)"
    r"|(?:download|get|load) (?:the )?(?:rest|remaining|remainder)|exceeds? (?:the )?(?:size|length) limit"
)
# Every mark holds one of these, and most mails end without any: then the marks, ten times slower to look for, are not.
_CUES_ASCII = (
    *("clipped", "truncated", " cut", "cut off", "snip", "entire message", "remain", "ly downloaded", "ly received", "exceed"),
    *("load rest", "load the rest", "get rest", "get the rest"),
)  # fmt: skip
_CUES = (
    *("略", "切り詰め", "切り捨て", "削除され", "削除しました", "できません", "ていません", "途切れて", "途中", "一部", "全文は", "全体"),
    *("つづく", "続", "残り", "サイズ", "容量", "文字数", "データ量", "バイト数", *_CUES_ASCII),
)  # fmt: skip
_ZERO_WIDTH = "\u200b\u2060\ufeff\u00ad\u200c"
_INSIDE_WORDS = re.compile(f"\\w[{_ZERO_WIDTH}]+(?=\\w)")
_FAR_BELOW = 60  # empty lines


def cut_mark(text: Text) -> str:
    """``cut_mark`` if the end of the text says that something is missing, else empty."""
    tail = text.folded.text[-_TAIL:].lower()
    may_be = any(map(tail.__contains__, _CUES_ASCII if tail.isascii() else _CUES))
    return "cut_mark" if may_be and _CUT_MARKS.search(tail) else ""


def concealments(chars: str) -> tuple[str, ...]:
    """How a text that can be seen is made hard to see or to match: ``far_below`` (behind 60 empty lines), ``zero_width``."""
    ways = []
    if chars.count("\n") > _FAR_BELOW and _is_pushed_off(chars):
        ways.append("far_below")
    if not chars.isascii() and has_zero_width(chars):
        ways.append("zero_width")
    return tuple(ways)


def has_zero_width(chars: str) -> bool:
    """Whether characters of no width stand inside words, three times at least."""
    return any(char in chars for char in _ZERO_WIDTH) and len(_INSIDE_WORDS.findall(chars[:50_000])) >= 3


def _is_pushed_off(chars: str) -> bool:
    empty = 0
    for line in chars.split("\n"):
        if not line or line.isspace():
            empty += 1
        elif empty > _FAR_BELOW:
            return True
        else:
            empty = 0
    return False
