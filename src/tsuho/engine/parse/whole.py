"""Is the text whole? Marks that clients, carriers and web forms leave where they cut a mail off (I4e).

Text is whole unless something says otherwise: a cut footer must never become a breach of the display duty.
"""

import re

from tsuho.engine.parse.text import Text

_TAIL = 400  # characters at the end in which a cut mark stands
_CUT_MARKS = re.compile(
    r"(?:本文|以下|メール|続き|文章).{0,20}(?:省略|切り詰め|削除され|受信できません|表示できません|取得できません)"
    r"|(?:以下|後略|以降)[、,]?(?:省略|略)|\(?(?:以下略|後略|中略|つづく|続く)\)?\s*$"
    r"|容量(?:制限|オーバー|超過).{0,20}(?:削除|省略|受信)|残り\s?\d+\s?(?:バイト|KB|文字)"
    r"|message (?:clipped|truncated)|\[(?:message|text) (?:clipped|truncated|cut)\]|view entire message|remainder of (?:the )?message",
    re.IGNORECASE,
)


def cut_mark(text: Text) -> str:
    """``cut_mark`` if the end of the text says that something is missing, else empty."""
    return "cut_mark" if _CUT_MARKS.search(text.folded.text[-_TAIL:]) else ""
