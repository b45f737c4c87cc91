"""V32: who sends on consent must keep a record that proves it (同意を証する記録の保存).

特定電子メール法 第3条第2項, 施行規則 第4条, for mail sent from 2008-12-01. No record shows in any mail; only the ministers may ask for it
(第28条第1項, 報告徴収). So this never judges: where the mail itself claims consent it suggests that they ask, and says when the
record may be gone (one month after the last mail).
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, cannot_tell, not_applicable, since
from tsuho.jurisdictions.jp.displayed.claims import claimed_bases
from tsuho.jurisdictions.jp.displayed.gates import advertisement


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """A suggestion where consent is claimed, nothing otherwise."""
    claimed = claimed_bases(mail).get("i_consent")
    if claimed is None:
        return not_applicable("no_consent_claimed")
    return cannot_tell("consent_record_may_be_asked_for", [claimed])


RULE = Rule(
    "V32", provision="第3条第2項", in_force=since(2008, 12, 1), needs=advertisement, judge=judge, supports_only=True
)
