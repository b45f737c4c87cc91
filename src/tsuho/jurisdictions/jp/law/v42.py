"""V42: a mail address or URL for refusing must be displayed (受信拒否の通知先の表示).

特定電子メール法 第4条第2号; 第3条 before 2008-12-01. Not due where the advertisement is incidental (施行規則 第6条). A telephone is
neither. Refusing by reply is allowed if the mail says so, unless the sender's address takes no replies or is not his. What the page behind a
link asks for is judged only as far as the mail itself says it.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, breached, kept, since, suspected
from tsuho.jurisdictions.jp.displayed.contacts import written_contacts
from tsuho.jurisdictions.jp.displayed.falsehoods import false_destination
from tsuho.jurisdictions.jp.displayed.gates import absent, advertisement_as_such, only_in_other_alternative, unreadable
from tsuho.jurisdictions.jp.displayed.refusals import Refusal, destinations, goes_nowhere, refusal_in, refusals_perhaps
from tsuho.jurisdictions.jp.displayed.senders import sender_is_false
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.words.evidence import Evidence


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Kept by a destination that asks for no more than the wish, or by an answerable sender who says so."""
    if reason := unreadable(mail):
        return reason
    refusal = refusal_in(mail.text, mail.links)
    false_sender = bool(refusal.by_reply) and bool(sender_is_false(mail))
    if refusal.by_reply and not false_sender and not goes_nowhere(mail):
        return kept("refusal_by_reply", _proof(mail, refusal.by_reply))
    if refusal.destination:
        return _destination(mail, refusal)
    if false_sender:
        return breached("reply_to_a_false_sender", _proof(mail, refusal.by_reply))
    if refusal.by_reply:
        return suspected("reply_goes_nowhere", _proof(mail, refusal.by_reply))
    if refusal.other_ways_only:
        return breached("refusal_by_other_ways_only", _proof(mail, refusal.other_ways_only))
    if elsewhere := only_in_other_alternative(mail, destinations):
        return elsewhere
    if nowhere := false_destination(mail, refusal):
        return breached("refusal_leads_nowhere", nowhere)
    return _absent(mail)


def _destination(mail: OneMessage, refusal: Refusal) -> Judgement:
    proof = _proof(mail, refusal.destination)
    if refusal.condition:
        return suspected("refusal_asks_for_more", _proof(mail, refusal.condition) + proof)
    return kept("refusal_destination_displayed", proof)


def _absent(mail: OneMessage) -> Judgement:
    if perhaps := refusals_perhaps(mail.text):
        return suspected("refusal_destination_unclear", perhaps)
    if contacts := written_contacts(mail.text):
        return suspected("contact_may_take_refusals", contacts)
    if notice := WORDINGS.on(mail.text.folded.text).first("TRANSACTION"):
        return suspected("perhaps_incidental", _proof(mail, notice.span()))
    return absent(mail, "refusal_destination_missing")


def _proof(mail: OneMessage, span: tuple[int, int] | None) -> tuple[Evidence, ...]:
    return (mail.text.folded_evidence(*span),) if span else ()


RULE = Rule(
    "V42",
    provision="第4条第2号",
    in_force=since(2002, 7, 1),
    needs=advertisement_as_such,
    judge=judge,
    version="2",
    display_item=True,
)
