"""V40: the label 「未承諾広告※」 at the very front of the subject, which the old law asked of mail that nobody had asked for.

特定電子メール法 旧第3条第1号, 旧施行規則, for mail sent from 2002-07-01 to 2008-11-30; since then opt-in stands in its place (V31). The
duty did not reach mail to those who had asked for it: that the label is missing is a breach at a monitor only. A label that is
spelt so that filters miss it, or stands behind other words, is suspected.
"""

from datetime import date

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import InForce, Judgement, Rule, breached, cannot_tell, kept, suspected
from tsuho.engine.parse.folded import fold
from tsuho.jurisdictions.jp.displayed.gates import advertisement
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.claims import LABEL_ANYWHERE, LABEL_AS_PRESCRIBED
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Kind


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Kept by the label as prescribed; its absence is a breach only where nobody can have asked for the mail."""
    subject = fold(mail.subject).text
    if LABEL_AS_PRESCRIBED.match(subject):
        return kept("label_displayed", _written(mail))
    if WORDINGS.on(subject).has("LABEL") or LABEL_ANYWHERE.search(subject):
        return suspected("label_not_as_prescribed", _written(mail))
    if mail.kind is Kind.MONITOR_HIT and mail.monitor is not None and mail.monitor.excludes_consent:
        return breached("label_missing", _written(mail) or (mail.text.whole_span,))
    return cannot_tell("label_due_only_if_unasked")


def _written(mail: OneMessage) -> tuple[Evidence, ...]:
    found = mail.header_evidence.get("subject")
    return (found,) if found else ()


RULE = Rule(
    "V40",
    provision="旧第3条第1号",
    in_force=InForce(date(2002, 7, 1), date(2008, 12, 1)),
    needs=advertisement,
    judge=judge,
    display_item=True,
)
