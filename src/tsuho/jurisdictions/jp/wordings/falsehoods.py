"""Wordings of a display that is false at one look (正しく表示されていない, V46): what a program was to fill in and did not."""

import re

PLACEHOLDER = re.compile(
    r"%%\w{1,40}%%|\{\{\s?[\w.]{1,40}\s?\}\}|\$\{\w{1,40}\}|\[(?:unsubscribe|address|会社名|住所|氏名|電話番号|配信停止URL)\](?=\s*(?:$|[\n、。]))"
    r"|(?:株式会社)?[○〇◯]{2,20}(?:株式会社|市|県|番地)|(?:株式会社)[○〇◯]{2,20}|住所(?:を)?(?:ここに)?入力",
    re.IGNORECASE,
)
# An opening tag that leads nowhere: an empty target, one inside this very page, a script.
DEAD_HREF = re.compile(
    r"<a\s[^>]{0,300}?href\s*=\s*(?:\"\s*(?:#[^\"]{0,40}|javascript:[^\"]{0,80})?\"|'\s*(?:#[^']{0,40}|javascript:[^']{0,80})?'"
    r"|(?:#|javascript:)[^\s>]{0,40}(?=[\s>]))",
    re.IGNORECASE,
)
WORDINGS = {"PLACEHOLDER": PLACEHOLDER}
CUES = {
    "PLACEHOLDER": r"%%|\{\{|\$\{|\[(?:unsub|addr|会社|住所|氏名|電話|配信停止)|[○〇◯]{2}|住所(?:を)?(?:ここに)?入力"
}
