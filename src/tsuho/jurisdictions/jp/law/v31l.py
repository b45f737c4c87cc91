"""V31L: the label 「未承諾広告※」 of the old law in the subject: the sender's own word that nobody agreed.

特定電子メール法 第3条第1項, for mail sent from 2008-12-01, when the duty to label ended. The label denies consent (i) only:
under (ii) to (iv) none is needed. It supports V31 and never makes a violation or a hold by itself.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, not_applicable, since, suspected
from tsuho.engine.parse.folded import fold
from tsuho.jurisdictions.jp.displayed.gates import advertisement
from tsuho.jurisdictions.jp.wordings.all import WORDINGS


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Suspected where the mail's own subject begins with the label; a lecture about it does not count."""
    if not WORDINGS.on(fold(mail.subject).text).has("LABEL"):
        return not_applicable("no_label")
    subject = mail.header_evidence.get("subject")
    return suspected("label_admits_no_consent", [subject] if subject else [])


RULE = Rule(
    "V31L",
    provision="第3条第1項",
    in_force=since(2008, 12, 1),
    needs=advertisement,
    judge=judge,
    supports_only=True,
)
