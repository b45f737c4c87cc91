"""A period's figures for a person: the centre's own headings, the source beside every number."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from tsuho.words.catalogue import say

_ROWS = (
    ("figure_reports", "reports", "total", 0),
    ("outcome_violation", "reports", "violation", 1),
    ("outcome_hold", "reports", "hold", 1),
    ("outcome_no_violation", "reports", "no_violation", 1),
    ("outcome_out_of_scope", "reports", "out_of_scope", 1),
    ("figure_monitors", "monitors", "total", 0),
    ("figure_mobile", "monitors", "mobile", 1),
    ("figure_pc", "monitors", "pc", 1),
    ("figure_association", "association", "mails", 0),
    ("figure_chain_mail", "chain_mail", "total", 0),
    ("figure_consultations", "consultations", "total", 0),
    ("figure_notices", "providers", "notices", 0),
    ("figure_inbound", "inbound", "notices", 0),
    ("figure_materials", "office", "materials", 0),
    ("figure_pages", "office", "pages", 0),
    ("figure_meetings", "office", "meetings", 0),
    ("figure_questionnaire_answers", "office", "questionnaire_answers", 0),
)


def show_figures(console: Console, figures: Mapping[str, Any], language: str) -> None:
    """Print one period; a zero family is left out, since no phone rang in a day of mail."""
    source = say(f"source_{figures['source']}", language)
    table = Table(title=f"{figures['period']}  [{source}]", title_justify="left", title_style="bold")
    table.add_column("")
    table.add_column(say("figure_count", language), justify="right")
    for key, family, name, depth in _ROWS:
        value = figures[family][name]
        if value or family in {"reports", "monitors"}:
            table.add_row("  " * depth + say(key, language), f"{value:,}")
        if key == "outcome_out_of_scope":
            _add_incomplete(table, figures["reports"]["incomplete"], language)
    console.print(table)
    forms = {name: count for name, count in figures["reports"]["forms"].items() if count}
    if forms:
        by_size = sorted(forms.items(), key=lambda item: -item[1])
        console.print(
            f"  {say('figure_forms', language)}: "
            + ", ".join(f"{say(f'form_{name}', language)} {count:,}" for name, count in by_size)
        )


def _add_incomplete(table: Table, incomplete: Mapping[str, int], language: str) -> None:
    table.add_row("  " + say("outcome_incomplete", language), f"{incomplete['total']:,}")
    for reason, count in incomplete.items():
        if reason != "total" and count:
            table.add_row("    " + say(f"reason_{reason}", language), f"{count:,}")
