"""X12: the mail may also come under the Act on Specified Commercial Transactions (特定商取引法の候補).

特定商取引法 第12条の3 (通信販売; 第36条の3, 第54条の3), before 2008-12-01 第12条の2: an opt-in of its own for advertisements to consumers,
without an exception for dealings or published addresses. It is a tag for the list handed to that Act's own office (特商法の窓口),
never a violation that this centre counts. Loans, prizes and sales between businesses are not reached (第26条).
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, cannot_tell, not_applicable, since, suspected
from tsuho.jurisdictions.jp.displayed.gates import advertisement
from tsuho.jurisdictions.jp.wordings.all import WORDINGS

# Nothing is sold to a consumer here, or another Act rules it.
_NOT_REACHED = frozenset({"business", "loan", "prize"})


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """The tag, with the words that sell."""
    found = mail.classification
    if found is None or not mail.text.whole:
        return cannot_tell("sale_not_seen_whole")
    notice = WORDINGS.on(mail.text.folded.text).first("TRADE_NOTICE")
    if notice is None and found.category in _NOT_REACHED:
        return not_applicable("no_sale_to_consumers")
    proof = [mail.text.folded_evidence(*notice.span())] if notice else list(found.evidence)
    return suspected("sale_to_consumers", proof)


RULE = Rule(
    "X12",
    provision="特定商取引法第12条の3",
    in_force=since(2002, 7, 1),
    needs=advertisement,
    judge=judge,
    supports_only=True,
)
