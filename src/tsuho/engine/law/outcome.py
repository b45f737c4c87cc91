"""What a report ends in (判定): one outcome from its classification, its findings and what it lacks.

The order is the promise. The guard: a mail that lacks a single display item, and nothing else, is for a person, since no list
of phrases finds every lawful footer.
"""

from collections.abc import Sequence

from tsuho.engine.law.rule import Rule
from tsuho.words.judged import Classification, Finding
from tsuho.words.vocabulary import Advertising, Outcome, Reason, Verdict

# With these there is nothing to judge: a virus, no mail, or no original.
_NOTHING_TO_JUDGE = frozenset(
    {
        Reason.VIRUS,
        Reason.EMPTY,
        Reason.TOO_LARGE,
        Reason.ENCRYPTED,
        Reason.DUPLICATE,
        Reason.NOT_MAIL,
        Reason.NO_BODY,
        Reason.ORIGINAL_NOT_RECOVERED,
        Reason.ONLY_SCREENSHOT,
    }
)
_UNREADABLE = frozenset({Reason.MOJIBAKE, Reason.FOREIGN_LANGUAGE})


def outcome_of(
    classification: Classification, findings: Sequence[Finding], reasons: Sequence[Reason], rules: Sequence[Rule]
) -> Outcome:
    """The outcome of one report; ``rules`` are those that the findings came from."""
    if _NOTHING_TO_JUDGE.intersection(reasons):
        return Outcome.INCOMPLETE
    if classification.advertising is Advertising.NO:
        return Outcome.OUT_OF_SCOPE
    display = {rule.id for rule in rules if rule.display_item}
    support = {rule.id for rule in rules if rule.supports_only}
    deciding = [finding for finding in findings if finding.rule not in support]
    breached = [finding.rule for finding in deciding if finding.verdict is Verdict.BREACHED]
    if breached:
        return Outcome.HOLD if len(breached) == 1 and breached[0] in display else Outcome.VIOLATION
    if any(finding.verdict is Verdict.SUSPECTED for finding in deciding):
        return Outcome.HOLD
    return _without_accusation(classification, [each for each in deciding if each.rule in display], reasons)


def _without_accusation(
    classification: Classification, display: Sequence[Finding], reasons: Sequence[Reason]
) -> Outcome:
    """No rule accuses: is that because all is well, or because nobody could tell?"""
    if _UNREADABLE.intersection(reasons):
        return Outcome.INCOMPLETE
    if classification.advertising is Advertising.UNREAD:
        return Outcome.INCOMPLETE
    if classification.advertising is Advertising.DOUBTFUL:
        return Outcome.INCOMPLETE if reasons else Outcome.HOLD
    asked = [finding.verdict for finding in display if finding.verdict is not Verdict.NOT_APPLICABLE]
    if asked and all(verdict is Verdict.CANNOT_TELL for verdict in asked):
        return Outcome.INCOMPLETE
    return Outcome.NO_VIOLATION
