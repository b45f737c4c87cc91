"""V45: a telephone, mail address or URL for complaints and enquiries must be displayed (苦情・問合せ先の表示).

特定電子メール法 第4条第3号, 施行規則 第9条第3号; 第3条 before 2008-12-01. It may stand behind a link if the mail says so. A mailbox or number whose
purpose is not said might take complaints: suspected.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, cannot_tell, kept, since, suspected
from tsuho.jurisdictions.jp.displayed.contacts import contacts, contacts_elsewhere, contacts_perhaps
from tsuho.jurisdictions.jp.displayed.gates import absent, advertisement, only_in_other_alternative, unreadable


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Kept by a labelled contact."""
    if reason := unreadable(mail):
        return reason
    if found := contacts(mail.text):
        return kept("contact_displayed", found[:1])
    if elsewhere := only_in_other_alternative(mail, contacts):
        return elsewhere
    if named := contacts_elsewhere(mail.text):
        return cannot_tell("contact_may_stand_behind_link", named[:1])
    if perhaps := contacts_perhaps(mail.text):
        return suspected("contact_unclear", perhaps)
    return absent(mail, "contact_missing")


RULE = Rule(
    "V45",
    provision="第4条第3号・規則第9条第3号",
    in_force=since(2002, 7, 1),
    needs=advertisement,
    judge=judge,
    version="2",
    display_item=True,
)
