"""Two rounds of a survey beside each other (前年同期との比較): as paper, workbook and CSV, in ja and en."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.workbook import tables_as_workbook
from tsuho.referral.survey_tables import MARKS, Edition, as_csv, made_at, survey_paper
from tsuho.words.paper import Items, Paragraph, Table
from tsuho.words.survey_panel import Comparison


def compare_table(found: Comparison, edition: Edition) -> Table:
    """How many have each mark in both rounds, and the difference."""
    before, after = found.before.round, found.after.round
    head = (edition.say("survey_item"), *(f"{mark} {each}" for mark in MARKS for each in (before, after, "±")))
    rows = tuple(
        (
            _item(line.item, edition),
            *(
                cell
                for mark in MARKS
                for cell in (
                    f"{line.before[mark]:,}",
                    f"{line.after[mark]:,}",
                    f"{line.after[mark] - line.before[mark]:,}".replace("-", "−"),
                )
            ),
        )
        for line in found.lines
    )
    caption = edition.say("survey_compare_caption", before=before, after=after)
    simulated = found.before.simulated or found.after.simulated
    shown = f"{caption}  {edition.say('survey_is_simulated')}" if simulated else caption
    return Table(shown, head, rows, numbers=tuple(range(1, len(head))))


def changes_table(found: Comparison, edition: Edition) -> Table:
    """Every mark that changed between the two."""
    names = {row.service.code: row.service.name for row in (*found.before.blocking, *found.after.blocking)}
    heads = tuple(edition.say(f"survey_{each}") for each in ("service", "domain", "item"))
    return Table(
        edition.say("survey_changes_caption", count=f"{len(found.changed):,}"),
        (*heads, found.before.round, found.after.round),
        tuple(
            (names[each.service], each.domain, _item(each.item, edition), each.before.value, each.after.value)
            for each in found.changed
        ),
    )


def _item(item: str, edition: Edition) -> str:
    return edition.say("survey_op25b") if item == "op25b" else edition.say(f"technology_{item}")


def comparison_note(found: Comparison, edition: Edition) -> str:
    """On which base the two are compared, and what could not be."""
    return edition.say(
        "survey_compare_note",
        unknown=f"{found.unknown:,}",
        before=f"{found.only_before:,}",
        after=f"{found.only_after:,}",
    )


def short_compare_table(found: Comparison, edition: Edition) -> Table:
    """The same in one cell a mark (before → after), so that it fits a page and a terminal."""
    whole = compare_table(found, edition)
    rows = tuple(
        (row[0], *(f"{row[at]} → {row[at + 1]} ({row[at + 2]})" for at in range(1, len(row), 3))) for row in whole.rows
    )
    return Table(whole.caption, (whole.head[0], *(mark.value for mark in MARKS)), rows, tuple(range(1, len(MARKS) + 1)))


def comparison_as_pdf(found: Comparison, edition: Edition) -> bytes:
    """The comparison as a paper."""
    title = edition.say("survey_compare_title", before=found.before.round, after=found.after.round)
    legend = Items(tuple(edition.say(f"survey_legend_{number}") for number in range(1, 6)))
    blocks = (
        Paragraph(comparison_note(found, edition)),
        legend,
        short_compare_table(found, edition),
        changes_table(found, edition),
    )
    marked = replace(found.after, simulated=found.before.simulated or found.after.simulated)
    return paper_as_pdf(survey_paper(title, marked, edition, blocks))


def comparison_as_workbook(found: Comparison, edition: Edition) -> bytes:
    """The comparison as a workbook."""
    title = edition.say("survey_compare_title", before=found.before.round, after=found.after.round)
    sheets = [
        (edition.say("survey_sheet_compare"), compare_table(found, edition)),
        (edition.say("survey_sheet_changes"), changes_table(found, edition)),
    ]
    return tables_as_workbook(sheets, title, made_at(found.after, edition))


def comparison_as_csv(found: Comparison, edition: Edition) -> bytes:
    """The comparison's numbers as CSV."""
    table = compare_table(found, edition)
    return as_csv(
        [*table.head, edition.say("survey_simulated")], [[*row, _simulated(found, edition)] for row in table.rows]
    )


def _simulated(found: Comparison, edition: Edition) -> str:
    simulated = found.before.simulated or found.after.simulated
    return edition.say("survey_is_simulated") if simulated else ""


COMPARISON_FORMATS: Mapping[str, Callable[[Comparison, Edition], bytes]] = {
    ".csv": comparison_as_csv,
    ".xlsx": comparison_as_workbook,
    ".pdf": comparison_as_pdf,
}
