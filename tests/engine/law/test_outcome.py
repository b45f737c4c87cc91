"""What a report ends in, case by case in the order of the promise."""

from datetime import date

import pytest

from tsuho.engine.law.outcome import outcome_of
from tsuho.engine.law.rule import Rule, kept, since
from tsuho.words.judged import Classification, Finding
from tsuho.words.vocabulary import Advertising, Outcome, Reason, Standing, Verdict


def rule(name, *, display=False, supports=False):
    return Rule(
        name, "Article 1", since(2000, 1, 1), lambda _mail, _law: None, lambda _mail, _law: kept("example_label_shown"),
        display_item=display, supports_only=supports,
    )  # fmt: skip


RULES = (rule("OPT"), rule("NAME", display=True), rule("ADDRESS", display=True), rule("LABEL", supports=True))
B, S, K, C, N = (
    Verdict.BREACHED, Verdict.SUSPECTED, Verdict.KEPT, Verdict.CANNOT_TELL, Verdict.NOT_APPLICABLE,
)  # fmt: skip
YES, DOUBT, NO = Advertising.YES, Advertising.DOUBTFUL, Advertising.NO


@pytest.mark.parametrize(
    ("advertising", "verdicts", "reasons", "expected"),
    [
        # nothing to judge comes before everything
        (YES, (B, B, B, K), [Reason.VIRUS], Outcome.INCOMPLETE),
        (YES, (B, B, B, K), [Reason.ORIGINAL_NOT_RECOVERED], Outcome.INCOMPLETE),
        (YES, (B, B, B, K), [Reason.NO_BODY], Outcome.INCOMPLETE),
        (NO, (N, N, N, N), [Reason.EMPTY], Outcome.INCOMPLETE),
        # not an advertisement
        (NO, (N, N, N, N), [], Outcome.OUT_OF_SCOPE),
        (NO, (N, N, N, N), [Reason.FOREIGN_LANGUAGE], Outcome.OUT_OF_SCOPE),
        # breaches, and the guard
        (YES, (B, K, K, N), [], Outcome.VIOLATION),
        (YES, (C, B, B, N), [], Outcome.VIOLATION),
        (YES, (C, B, K, N), [], Outcome.HOLD),
        (YES, (S, B, S, N), [], Outcome.HOLD),
        (YES, (B, B, K, N), [], Outcome.VIOLATION),
        (YES, (C, B, K, B), [], Outcome.HOLD),
        (YES, (B, B, B, N), [Reason.FOREIGN_LANGUAGE], Outcome.VIOLATION),
        (YES, (C, B, B, N), [Reason.NO_SENDER], Outcome.VIOLATION),
        # suspicion is for a person; what only supports makes none
        (YES, (S, K, K, N), [], Outcome.HOLD),
        (YES, (C, S, K, N), [Reason.MOJIBAKE], Outcome.HOLD),
        (YES, (K, K, K, S), [], Outcome.NO_VIOLATION),
        (YES, (K, K, K, B), [], Outcome.NO_VIOLATION),
        # nobody can tell
        (YES, (C, K, K, N), [Reason.MOJIBAKE], Outcome.INCOMPLETE),
        (YES, (C, K, K, N), [Reason.FOREIGN_LANGUAGE], Outcome.INCOMPLETE),
        (YES, (C, C, C, C), [Reason.TRUNCATED], Outcome.INCOMPLETE),
        (YES, (C, C, N, C), [], Outcome.INCOMPLETE),
        (YES, (C, K, C, N), [], Outcome.NO_VIOLATION),
        (DOUBT, (C, C, C, C), [], Outcome.HOLD),
        (DOUBT, (C, C, C, C), [Reason.TRUNCATED], Outcome.INCOMPLETE),
        (DOUBT, (C, C, C, C), [Reason.FOREIGN_LANGUAGE], Outcome.INCOMPLETE),
        # all is well, or no rule was in force
        (YES, (C, K, K, N), [], Outcome.NO_VIOLATION),
        (YES, (), [], Outcome.NO_VIOLATION),
    ],
)
def test_outcome(advertising, verdicts, reasons, expected):
    findings = [
        Finding(each.id, "Article 1", verdict, Standing.FACE, "x", {}, "1", date(2015, 2, 10), "p")
        for each, verdict in zip(RULES, verdicts, strict=False)
    ]
    classification = Classification("other", advertising, "classified_nothing_tells")
    assert outcome_of(classification, findings, reasons, RULES) is expected
