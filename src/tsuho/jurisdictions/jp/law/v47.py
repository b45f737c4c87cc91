"""V47: an item that stands only in hidden text is not displayed (見えない表示).

特定電子メール法 第4条 (表示されるように); 第3条 before 2008-12-01. This is the way in which items are missing, so it makes no violation beside
theirs. A hidden preheader is the trade's habit and hides no item; small or grey print is visible. An item below more than sixty
empty lines is for a person: long footers are usual in plain text.
"""

import re

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, breached, kept, not_applicable, since, suspected
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.displayed.addresses import postal_addresses
from tsuho.jurisdictions.jp.displayed.contacts import contacts
from tsuho.jurisdictions.jp.displayed.gates import Finder, advertisement, unreadable
from tsuho.jurisdictions.jp.displayed.names import formal_names
from tsuho.jurisdictions.jp.displayed.refusals import statements
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Channel

_FAR = 60  # empty lines that push a text out of sight
_GAP = re.compile(rf"(?:[ \t\r\u3000]{{0,80}}\n){{{_FAR + 1},}}")
_ITEMS: tuple[Finder, ...] = (formal_names, statements, postal_addresses, contacts)


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Breached where a required item stands in hidden text and nowhere visible."""
    if mail.channel is Channel.SMS:
        return not_applicable("short_messages_hide_nothing")
    if reason := unreadable(mail):
        return reason
    if below := _only_far_below(mail.text):
        return suspected("item_far_below", below)
    hidden = mail.text.hidden
    if hidden is None:
        return kept("nothing_hidden")
    visible = [text for text in (mail.text, mail.other_text) if text is not None]
    for finder in _ITEMS:
        found = finder(hidden)
        if found and not any(finder(text) for text in visible):
            return breached("item_only_in_hidden_text", found[:1])
    return kept("no_item_hidden")


def _only_far_below(text: Text) -> tuple[Evidence, ...]:
    """The first item that stands below the empty lines and not above them."""
    gap = _GAP.search(text.chars) if text.chars.count("\n") > _FAR else None
    if gap is None:
        return ()
    above, below = text.cut([(0, gap.start())]), text.cut([(gap.end(), len(text.chars))])
    return next((found[:1] for finder in _ITEMS if (found := finder(below)) and not finder(above)), ())


RULE = Rule(
    "V47",
    provision="第4条",
    in_force=since(2002, 7, 1),
    needs=advertisement,
    judge=judge,
    version="2",
    supports_only=True,
)
