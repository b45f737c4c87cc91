"""V44: the sender's postal address must be displayed (住所の表示).

特定電子メール法 第4条第3号, 施行規則 第9条第2号; 第3条 before 2008-12-01. A foreign address will do, a post-office box is for a person. It may
stand behind a link if the mail says what stands there: then nobody can tell from the mail. An address that the mail gives for
something else (a venue, a delivery) may or may not be the sender's.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, cannot_tell, kept, since, suspected
from tsuho.jurisdictions.jp.displayed.addresses import (
    addresses_of_something_else,
    addresses_perhaps,
    postal_addresses,
)
from tsuho.jurisdictions.jp.displayed.elsewhere import named_beside_a_link
from tsuho.jurisdictions.jp.displayed.gates import absent, advertisement, only_in_other_alternative, unreadable


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Kept by an address that is not said to be of something else."""
    if reason := unreadable(mail):
        return reason
    if found := postal_addresses(mail.text):
        return kept("address_displayed", found[:1])
    if elsewhere := only_in_other_alternative(mail, postal_addresses):
        return elsewhere
    if named := named_beside_a_link(mail, "ADDRESS_NAMED"):
        return cannot_tell("address_may_stand_behind_link", named[:1])
    if others := addresses_of_something_else(mail.text):
        return cannot_tell("address_of_something_else", others[:1])
    if perhaps := addresses_perhaps(mail.text):
        return suspected("address_unclear", perhaps)
    return absent(mail, "address_missing")


RULE = Rule(
    "V44",
    provision="第4条第3号・規則第9条第2号",
    in_force=since(2002, 7, 1),
    needs=advertisement,
    judge=judge,
    version="3",
    display_item=True,
)
