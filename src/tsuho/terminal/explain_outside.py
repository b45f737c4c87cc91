"""What `tsuho read` tells a person of outside facts: our own check of the sender, what headers claim, the virus scan."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text as Line

from tsuho.terminal.harmless import one_line
from tsuho.words.authentication import Authentication, CarriedResult
from tsuho.words.catalogue import say
from tsuho.words.judged import JudgedReport, Network
from tsuho.words.virus import ScanState, VirusScan

_MAX_CARRIED = 8
_STYLES = {"pass": "green", "fail": "bold red", "temperror": "cyan", "permerror": "yellow", "softfail": "yellow"}


def explain_outside(console: Console, report: JudgedReport, language: str) -> None:
    """Print each on a line of its own; nothing where there is nothing."""
    if report.authentication:
        _print(console, say("authentication_own", language), _own(report.authentication, language))
        if report.authentication.unanswered:
            names = ", ".join(one_line(each, 60) for each in report.authentication.unanswered[:3])
            _print(console, say("authentication_unanswered", language), [(names, "cyan")])
    carried = report.message.carried_authentication if report.message else ()
    if carried:
        _print(console, say("authentication_carried", language), _carried(carried))
    if report.virus:
        _print(console, say("virus", language), [_virus(report.virus, language)])


def network_age(network: Network, language: str) -> str:
    """How old the table was that named a network, in words; empty where no time was asked for."""
    days = network.snapshot_age_days
    if days is None:
        return ""
    key = "network_table_age" if days >= 0 else "network_table_younger"
    return say(key, language, {"snapshot": network.snapshot.removeprefix("later:"), "days": f"{abs(days):,}"})


def _own(checked: Authentication, language: str) -> Iterator[tuple[str, str]]:
    yield _said("SPF", checked.spf, checked.spf_domain, language)
    for each in checked.dkim:
        yield _said("DKIM", each.result, each.domain, language)
    if not checked.dkim:
        yield say("authentication_unsigned", language), "dim"
    if checked.arc not in {"", "none"}:
        yield _said("ARC", checked.arc, "", language)
    policy = f"p={checked.dmarc_policy}" if checked.dmarc_policy else ""
    yield _said("DMARC", checked.dmarc, policy, language)
    if checked.from_domain == "no_such_domain":
        yield say("from_domain_absent", language), "bold red"


def _said(method: str, result: str, of: str, language: str) -> tuple[str, str]:
    word = result or say("not_checked", language)
    return f"{method} {word}" + (f" ({one_line(of, 60)})" if of else ""), _STYLES.get(result, "default")


def _carried(results: tuple[CarriedResult, ...]) -> Iterator[tuple[str, str]]:
    """Dim, whatever they claim: anybody may have written them."""
    for each in results[:_MAX_CARRIED]:
        yield f"{each.method}={each.result}" + (f" by {one_line(each.by, 40)}" if each.by else ""), "dim"
    if len(results) > _MAX_CARRIED:
        yield f"… +{len(results) - _MAX_CARRIED}", "dim"


def _virus(scan: VirusScan, language: str) -> tuple[str, str]:
    by = f" ({one_line(scan.by, 60)})" if scan.by else ""
    if scan.state is ScanState.FOUND:
        return f"{one_line(scan.found, 60)}{by}", "bold red"
    if scan.state is ScanState.CLEAN:
        return f"{say('virus_clean', language)}{by}", "green"
    return f"{say('virus_not_scanned', language)}: {say(f'virus_{scan.why}', language)}", "yellow"


def _print(console: Console, label: str, parts: "Iterator[tuple[str, str]] | list[tuple[str, str]]") -> None:
    line = Line(f"    {label}  ", style="dim")
    for number, (text, style) in enumerate(parts):
        line.append(" · " if number else "", "dim")
        line.append(text, style)
    console.print(line)
