"""V46: what is displayed must be true (正しく表示).

特定電子メール法 第4条 (正しく表示されるように). This is the way in which an item is missing, so it makes no violation beside the
item's own rule. One mail shows only the crudest falsehoods: a placeholder that was never filled in, a link to nowhere, a reply
that nobody reads, the offer's own link as the place to refuse. Whether a page is there and what it does, whether a name is
registered, no mail can tell; no link is ever opened from here.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, breached, cannot_tell, not_applicable, since, suspected
from tsuho.jurisdictions.jp.displayed.addresses import addresses_perhaps, postal_addresses
from tsuho.jurisdictions.jp.displayed.contacts import contacts, contacts_perhaps
from tsuho.jurisdictions.jp.displayed.elsewhere import named_beside_a_link
from tsuho.jurisdictions.jp.displayed.falsehoods import (
    destination_is_the_offer,
    false_destination,
    placeholders,
    reply_that_nobody_reads,
)
from tsuho.jurisdictions.jp.displayed.gates import advertisement, unreadable
from tsuho.jurisdictions.jp.displayed.names import formal_names, names_perhaps
from tsuho.jurisdictions.jp.displayed.refusals import refusal_in


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Breached by what is false on its face; beyond that nobody can tell from a mail."""
    if reason := unreadable(mail):
        return reason
    refusal = refusal_in(mail.text, mail.links)
    if unfilled := placeholders(mail):
        return breached("display_is_a_placeholder", unfilled)
    if nowhere := false_destination(mail, refusal):
        return breached("refusal_leads_nowhere", nowhere)
    if unread := reply_that_nobody_reads(mail, refusal):
        return suspected("reply_goes_nowhere", unread)
    if offer := destination_is_the_offer(mail, refusal):
        return suspected("refusal_leads_to_the_offer", offer)
    if refusal.statements or refusal.destination or _anything_displayed(mail):
        return cannot_tell("truth_not_visible")
    return not_applicable("nothing_displayed")


def _anything_displayed(mail: OneMessage) -> bool:
    finders = (formal_names, postal_addresses, contacts, names_perhaps, addresses_perhaps, contacts_perhaps)
    texts = [text for text in (mail.text, mail.other_text) if text is not None]
    elsewhere = named_beside_a_link(mail, "ADDRESS_NAMED")
    return bool(elsewhere) or any(finder(text) for text in texts for finder in finders)


RULE = Rule("V46", provision="第4条", in_force=since(2002, 7, 1), needs=advertisement, judge=judge, supports_only=True)
