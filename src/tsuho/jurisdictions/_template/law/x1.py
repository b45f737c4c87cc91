"""X1: the subject of advertising mail must begin with the word the law asks for.

An example: write here the article, the days it is in force, and what it cannot see. A rule answers with one judgement and the
words that prove it; what it cannot see it calls cannot_tell.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, breached, cannot_tell, kept, not_applicable, since
from tsuho.words.vocabulary import Advertising


def needs(mail: OneMessage, _law: LawInForce) -> Judgement | None:
    """The judgement that ends the matter before the rule is asked; None to go on."""
    found = mail.classification
    if found is None or found.advertising in {Advertising.DOUBTFUL, Advertising.UNREAD}:
        return cannot_tell("advertising_doubtful")
    return not_applicable("not_an_advertisement") if found.advertising is Advertising.NO else None


def judge(mail: OneMessage, law: LawInForce) -> Judgement:
    """Kept where the subject begins with the period's word."""
    if not mail.subject:
        return cannot_tell("example_no_subject")
    if mail.subject.startswith(law.value("label")):
        return kept("example_label_shown")
    subject = mail.header_evidence.get("subject")
    return breached("example_label_missing", [subject] if subject else [], label=law.value("label"))


RULE = Rule("X1", provision="Article 1", in_force=since(2000, 1, 1), needs=needs, judge=judge, display_item=True)
