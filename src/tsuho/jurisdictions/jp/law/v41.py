"""V41: the name of the person responsible for sending must be displayed (氏名又は名称の表示).

特定電子メール法 第4条第1号, in the text itself (施行規則 第7条); 第3条 before 2008-12-01. A site, shop, brand or handle is not the
formal name, but no list tells a registered name from a brand: such a name is suspected, and so is that of a mere advertiser or
of a delivery service where nobody else is named. The name may not stand behind a link.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, kept, since, suspected
from tsuho.jurisdictions.jp.displayed.gates import absent, advertisement, only_in_other_alternative, unreadable
from tsuho.jurisdictions.jp.displayed.names import formal_names, has_legal_form, names_perhaps
from tsuho.jurisdictions.jp.displayed.parties import named_without_sending


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Kept by a formal name in the sender's block, suspected by what may be one."""
    if reason := unreadable(mail):
        return reason
    if names := formal_names(mail.text):
        return kept("name_displayed", names[:1])
    if elsewhere := only_in_other_alternative(mail, formal_names):
        return elsewhere
    if other := named_without_sending(mail.text):
        return suspected(f"name_of_{other[0].value}", [mail.text.folded_evidence(*other[1])])
    if perhaps := names_perhaps(mail.text):
        return suspected("name_perhaps_a_brand", perhaps)
    if has_legal_form(mail.from_name):
        written = mail.header_evidence.get("from")
        return suspected("name_only_in_from", [written] if written else [])
    return absent(mail, "name_missing")


RULE = Rule(
    "V41",
    provision="第4条第1号",
    in_force=since(2002, 7, 1),
    needs=advertisement,
    judge=judge,
    version="2",
    display_item=True,
)
