"""What `tsuho read` concludes for a person: what was found, what it can carry, where it leads, and what to be careful of."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text as Line

from tsuho.terminal.harmless import harmless, one_line
from tsuho.words.catalogue import say
from tsuho.words.displayed import Mode
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Confidence, Kind, Outcome, Standing, Verdict

_AS_IT_SHOULD_BE = frozenset({Mode.SHOWN, Mode.NOT_DUE})


def explain_conclusion(console: Console, report: JudgedReport, language: str) -> None:
    """Print the display as a table in one line, who is named, and the conclusion."""
    if report.display:
        items = " · ".join(
            f"{say(f'item_{item}', language)} {say(f'mode_{shown.mode}', language)}"
            for item, shown in report.display.items.items()
        )
        _print(console, say("display", language), items, "dim")
    if report.parties:
        named = " · ".join(
            f"{say(f'party_{party.involvement}', language)} {one_line(party.name, 40)}" for party in report.parties[:5]
        )
        _print(console, say("parties", language), named, "dim")
    _print(console, say("memo", language), " ".join(conclusion(report, language)), "bold")


def conclusion(report: JudgedReport, language: str) -> Iterator[str]:
    """The sentences of a good analyst's memo, in their order."""
    yield _outcome(report, language)
    if report.outcome is Outcome.VIOLATION:
        strongest = {each.standing for each in report.breaches}
        yield say("memo_stands_at_face" if strongest == {Standing.FACE} else "memo_stands_at_monitor", language)
    if report.outcome in {Outcome.VIOLATION, Outcome.HOLD}:
        yield _origin(report, language)
    yield from _cautions(report, language)


def _outcome(report: JudgedReport, language: str) -> str:
    if report.outcome is Outcome.VIOLATION:
        return say("memo_violation", language, {"provisions": _provisions(report, Verdict.BREACHED)})
    if report.outcome is Outcome.HOLD:
        if suspected := _provisions(report, Verdict.SUSPECTED):
            return say("memo_hold_suspected", language, {"provisions": suspected})
        if missing := _provisions(report, Verdict.BREACHED):
            return say("memo_hold_single", language, {"provisions": missing})
        return say("memo_hold_doubtful", language)
    if report.outcome is Outcome.INCOMPLETE:
        reasons = ", ".join(say(f"reason_{reason}", language) for reason in report.reasons)
        return say("memo_incomplete", language, {"reasons": reasons or say("memo_display_unseen", language)})
    if report.outcome is Outcome.OUT_OF_SCOPE:
        return say("memo_out_of_scope", language, {"why": say(report.classification.why_key, language)})
    return say("memo_no_violation_at_report" if report.kind is Kind.REPORT else "memo_no_violation", language)


def _provisions(report: JudgedReport, verdict: Verdict) -> str:
    found = [each for each in report.findings if each.verdict is verdict and not each.supports_only]
    return ", ".join(dict.fromkeys(f"{each.rule} {each.provision}" for each in found))


def _origin(report: JudgedReport, language: str) -> str:
    origin = report.origin
    if origin is None:
        return say("memo_origin_unknown", language)
    holder = origin.network.holder if origin.network else say("memo_holder_unknown", language)
    key = "memo_origin_observed" if origin.confidence is Confidence.OBSERVED else "memo_origin_carried"
    return say(key, language, {"ip": origin.ip, "holder": harmless(holder)})


def _cautions(report: JudgedReport, language: str) -> Iterator[str]:
    message = report.message
    if message is None:
        return
    if message.repaired:
        yield say("memo_repaired", language, {"how": message.repaired})
    if message.hidden_text.strip():
        yield say("memo_hidden", language)
    if report.display and report.outcome is Outcome.NO_VIOLATION:
        unseen = [
            say(f"item_{item}", language)
            for item, shown in report.display.items.items()
            if shown.mode not in _AS_IT_SHOULD_BE
        ]
        if unseen:
            yield say("memo_not_seen", language, {"items": ", ".join(unseen)})


def _print(console: Console, label: str, said: str, style: str) -> None:
    line = Line(f"    {label}  ", style="dim")
    line.append(harmless(said), style)
    console.print(line)
