"""`tsuho read` for a person: one mail explained, with the words that prove each finding and why the origin is known."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from tsuho.engine.parse.links import defang
from tsuho.terminal.explain_conclusion import explain_conclusion
from tsuho.terminal.explain_outside import explain_outside, network_age
from tsuho.terminal.harmless import harmless, one_line
from tsuho.words.catalogue import say
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Finding, JudgedArrival, JudgedReport, MessageFacts
from tsuho.words.vocabulary import Outcome, Verdict

# Colour never speaks alone: every verdict has its sign and its word.
_SIGNS = {
    Verdict.BREACHED: ("✗", "bold red"),
    Verdict.SUSPECTED: ("?", "bold yellow"),
    Verdict.KEPT: ("✓", "green"),
    Verdict.CANNOT_TELL: ("…", "cyan"),
    Verdict.NOT_APPLICABLE: ("–", "dim"),
}
_OUTCOMES = {
    Outcome.VIOLATION: "bold red",
    Outcome.HOLD: "bold yellow",
    Outcome.NO_VIOLATION: "green",
    Outcome.OUT_OF_SCOPE: "cyan",
    Outcome.INCOMPLETE: "magenta",
}
_TEXT_LINES = 12
_TIMEZONE = ZoneInfo("Asia/Tokyo")


def explain(console: Console, file: str, judged: JudgedArrival, language: str) -> None:
    """Print one arrival: a heading, then each report it holds."""
    heading = Line(f"■ {one_line(file)}", style="bold")
    heading.append(
        f"   {judged.size:,} bytes · {say(f'door_{judged.door.value}', language)} · sha256 {judged.sha256[:16]}…", "dim"
    )
    console.print(heading)
    for number, report in enumerate(judged.reports, start=1):
        if len(judged.reports) > 1:
            console.print(Line(f"── {number}/{len(judged.reports)}", style="bold"))
        _explain_report(console, report, language)
    console.print()


def _explain_report(console: Console, report: JudgedReport, language: str) -> None:
    outcome = Line("  ")
    outcome.append(f" {say(f'outcome_{report.outcome.value}', language)} ", f"reverse {_OUTCOMES[report.outcome]}")
    outcome.append(f"  {say(f'form_{report.form.value}', language)}")
    if report.depth:
        outcome.append(f" ({say('depth', language, {'depth': str(report.depth)})})", "dim")
    if report.classification.category:
        outcome.append(f" · {say(f'category_{report.classification.category}', language)}")
    for reason in report.reasons:
        outcome.append(f" · {say(f'reason_{reason}', language)}", "magenta")
    console.print(outcome)
    if report.message:
        _explain_message(console, report.message, report.reported.get("date", ""), language)
    if report.why_unrecovered:
        console.print(Line(f"    {say(report.why_unrecovered, language)}", style="yellow"))
    _explain_findings(console, report.findings, language)
    _explain_origin(console, report, language)
    explain_outside(console, report, language)
    explain_conclusion(console, report, language)


def _explain_message(console: Console, message: MessageFacts, written_date: str, language: str) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    sender = one_line(
        f"{message.from_name} <{message.from_address}>" if message.from_name else message.from_address, 120
    )
    table.add_row(say("field_from", language), _plain(sender or "—"))
    table.add_row(say("field_subject", language), _plain(one_line(message.subject, 160) or "—"))
    table.add_row(
        say("field_date", language), _plain(_time(message.date) if message.date else one_line(written_date, 60) or "—")
    )
    charset = message.charset_used
    if message.charset_label and message.charset_label.lower() != charset:
        charset += f" ({say('charset_labelled', language, {'label': one_line(message.charset_label, 40)})})"
    table.add_row(say("field_charset", language), _plain(f"{charset} · {message.language or '?'}"))
    text = say("text_whole", language) if message.text_whole else say(f"not_whole_{message.why_not_whole}", language)
    table.add_row(say("field_text", language), _plain(text))
    for link in message.links[:5]:
        notes = [say(f"link_{link.shared}", language)] if link.shared else []
        notes += [say("link_shows_other", language)] if link.shows_other else []
        shown = one_line(defang(link.url), 100) + (f"  ({', '.join(notes)})" if notes else "")
        table.add_row(say("field_link", language), _plain(shown))
    if len(message.links) > 5:
        table.add_row("", _plain(f"… +{len(message.links) - 5}"))
    if message.pictures:
        pixels = sum(each.pixel for each in message.pictures)
        counted = {"count": str(len(message.pictures)), "pixels": str(pixels)}
        table.add_row(say("field_pictures", language), _plain(say("pictures_fetched", language, counted)))
    if message.phones:
        table.add_row(say("field_phone", language), _plain(", ".join(message.phones[:5])))
    if message.amounts:
        sums = ", ".join(f"{each.value:,} {each.currency}" for each in message.amounts[:5])
        table.add_row(say("field_amount", language), _plain(sums))
    for attachment in message.attachments[:5]:
        table.add_row(
            say("field_attachment", language),
            _plain(f"{one_line(attachment.name, 60)} {attachment.content_type} {attachment.size:,}"),
        )
    console.print(Padding(table, (0, 0, 0, 4)))
    lines = [line for line in (one_line(each, 100) for each in message.text.splitlines()) if line]
    for line in lines[:_TEXT_LINES]:
        console.print(Line(f"    │ {line}", style="italic"))
    if len(lines) > _TEXT_LINES:
        console.print(Line(f"    │ … +{len(lines) - _TEXT_LINES}", style="dim"))


def _explain_findings(console: Console, findings: Sequence[Finding], language: str) -> None:
    """Each finding with the words that prove it; what is said for the same reason, or of the same words, is said once."""
    quoted: tuple[Evidence, ...] = ()
    for (_, _, evidence), same in groupby(findings, lambda each: (each.verdict, each.why_key, each.evidence)):
        group = list(same)
        first = group[0]
        sign, style = _SIGNS[first.verdict]
        line = Line(f"  {sign} ", style=style)
        line.append(" ".join(f"{each.rule:<4}" for each in group) + " ", "bold")
        line.append(f"{say(f'verdict_{first.verdict.value}', language)}  ", style)
        line.append(harmless(say(first.why_key, language, first.details)), "default")
        if len(group) == 1:
            line.append(f"  {first.provision}", "dim")
        console.print(line)
        if evidence != quoted:
            for each in evidence[:3]:
                quote = Line("       「", style="dim")
                quote.append(one_line(each.text, 90), "bold")
                quote.append(f"」 {each.where} {each.span[0]}–{each.span[1]}", "dim")
                console.print(quote)
        quoted = evidence


def _explain_origin(console: Console, report: JudgedReport, language: str) -> None:
    line = Line("  → ", style="bold")
    origin = report.origin
    if origin:
        line.append(origin.ip, "bold")
        if origin.port:
            line.append(f":{origin.port}")
        if origin.network:
            line.append(
                f"  {origin.network.holder} (AS{origin.network.asn}, {origin.network.country}, {origin.network.prefix})"
            )
        line.append(f"  {say(f'confidence_{origin.confidence.value}', language)}  ", "cyan")
    else:
        line.append(f"{say('origin_unknown', language)}  ", "yellow")
    line.append(harmless(say(report.origin_why_key, language, report.origin_why_details)), "dim")
    console.print(line)
    if origin and origin.network and (age := network_age(origin.network, language)):
        console.print(Line(f"    {age}", style="dim"))


def _plain(text: str) -> Line:
    """A cell that is never read as markup: what stands in a mail is text."""
    return Line(text)


def _time(time: datetime) -> str:
    return time.astimezone(_TIMEZONE).strftime("%Y-%m-%d %H:%M:%S JST")
