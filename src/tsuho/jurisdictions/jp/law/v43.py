"""V43: directly before or after the destination it must be said that one may refuse (受信拒否ができる旨の表示).

特定電子メール法 第4条第3号, 施行規則 第9条第1号; 第3条 before 2008-12-01. Not due where the advertisement is incidental (施行規則 第6条). "Directly" is the
same or the next block: at most three lines or 120 characters; farther is for a person. Without a destination V42 says what
is wrong, and this rule counts it no second time.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, cannot_tell, kept, since, suspected
from tsuho.jurisdictions.jp.displayed.gates import absent, advertisement_as_such, only_in_other_alternative, unreadable
from tsuho.jurisdictions.jp.displayed.refusals import (
    Refusal,
    links_of_unknown_purpose,
    refusal_in,
    refusals_perhaps,
    statements,
)
from tsuho.jurisdictions.jp.wordings.all import WORDINGS


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Kept by a statement beside its destination, in a language that the mail's reader reads."""
    if reason := unreadable(mail):
        return reason
    refusal = refusal_in(mail.text, mail.links)
    if refusal.statements:
        return _stated(mail, refusal)
    if refusal.only_help:
        return cannot_tell("refusal_spoken_of_otherwise")
    if elsewhere := only_in_other_alternative(mail, statements):
        return elsewhere
    return _absent(mail)


def _stated(mail: OneMessage, refusal: Refusal) -> Judgement:
    first = refusal.beside or refusal.statements[0]
    proof = [mail.text.folded_evidence(*first)]
    if refusal.by_reply is None and refusal.destination is None:
        return cannot_tell("statement_without_destination", proof)
    if mail.language != "en" and all(_is_english(mail, span) for span in refusal.statements):
        return suspected("statement_in_another_language", proof)
    if refusal.by_reply is None and refusal.beside is None:
        return suspected("statement_far_from_destination", proof)
    return kept("refusal_stated", proof)


def _absent(mail: OneMessage) -> Judgement:
    if perhaps := refusals_perhaps(mail.text):
        return suspected("statement_unclear", perhaps)
    if notice := WORDINGS.on(mail.text.folded.text).first("TRANSACTION"):
        return suspected("perhaps_incidental", [mail.text.folded_evidence(*notice.span())])
    if links_of_unknown_purpose(mail) > 1:
        return suspected("statement_may_stand_behind_link")
    return absent(mail, "statement_missing")


def _is_english(mail: OneMessage, span: tuple[int, int]) -> bool:
    return mail.text.folded.text[slice(*span)].isascii()


RULE = Rule(
    "V43",
    provision="第4条第3号・規則第9条第1号",
    in_force=since(2002, 7, 1),
    needs=advertisement_as_such,
    judge=judge,
    version="2",
    display_item=True,
)
