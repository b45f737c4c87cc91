"""The half-yearly survey table (技術導入状況一覧表) of a round: as paper, workbook and CSV, in ja and en.

All three show the same tables, with who was asked when, the method, and for every unknown its reason.
"""

from collections.abc import Callable, Mapping

from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.workbook import tables_as_workbook
from tsuho.referral.survey_tables import (
    ANSWERED,
    Edition,
    about,
    answer_marks,
    answers_table,
    as_csv,
    auth_table,
    blocking_cells,
    blocking_head,
    blocking_table,
    counts_table,
    fetched,
    findings_table,
    made_at,
    method_table,
    notes_of,
    remark_table,
    remarks_of,
    resolvers_of,
    round_name,
    survey_paper,
    times_of,
    unknown_table,
)
from tsuho.words.paper import Block, Heading, Items, Paragraph
from tsuho.words.survey_panel import AuthRow, BlockingRow, Panel
from tsuho.words.surveys import Mark, Technology


def panel_as_pdf(panel: Panel, edition: Edition) -> bytes:
    """The table as a paper: what it is, the tables, every remark and every unknown, the method."""
    return paper_as_pdf(
        survey_paper(
            edition.say("survey_title", round=round_name(panel, edition)), panel, edition, _blocks(panel, edition)
        )
    )


def panel_as_workbook(panel: Panel, edition: Edition) -> bytes:
    """The table as a workbook; its sheet of findings keeps each record with who said so and when."""
    say_ = edition.say
    sheets = [
        (say_("survey_sheet_method"), method_table(panel, edition)),
        (say_("survey_sheet_blocking"), blocking_table(panel, edition)),
        (say_("survey_sheet_answers"), answers_table(panel, edition)),
        (say_("survey_sheet_auth"), auth_table(panel, edition)),
        (say_("survey_sheet_counts"), counts_table(panel, edition)),
        (say_("survey_sheet_remarks"), remark_table(panel, edition)),
        (say_("survey_sheet_findings"), findings_table(panel, edition)),
    ]
    title = say_("survey_title", round=round_name(panel, edition))
    return tables_as_workbook(sheets, title, made_at(panel, edition))


def panel_as_csv(panel: Panel, edition: Edition) -> bytes:
    """The table as CSV: one line a domain of a service, every mark, and the round, days and resolvers on each line."""
    say_ = edition.say
    blocking = {row.service.code: row for row in panel.blocking}
    head = [
        *(say_(f"survey_{each}") for each in ("round", "code", "provider", "service", "domain")),
        *blocking_head(edition),
        *(say_(f"survey_{each}") for each in ANSWERED),
        *(say_(f"technology_{each}") for each in Technology),
        *(say_(f"survey_{each}") for each in ("surveyed", "resolvers", "source", "remark", "simulated")),
    ]
    rows = [
        [
            panel.round, row.service.code, row.service.provider, row.service.name, row.domain,
            *blocking_cells(blocking[row.service.code], edition), *answer_marks(blocking[row.service.code]),
            *(row.mark(each).value for each in Technology),
            edition.days(times_of(row)), " / ".join(resolvers_of(panel)), row.service.source,
            " / ".join(_remarks(row, blocking[row.service.code], edition)),
            say_("survey_is_simulated") if panel.simulated else "",
        ]
        for row in panel.auth
    ]  # fmt: skip
    return as_csv(head, rows)


def _blocks(panel: Panel, edition: Edition) -> tuple[Block, ...]:
    say_ = edition.say
    return (
        Heading(say_("survey_about")),
        Paragraph(about(panel, edition)),
        Items(tuple(say_(f"survey_legend_{number}") for number in range(1, 6))),
        Heading(say_("survey_sheet_counts")),
        counts_table(panel, edition),
        Heading(say_("survey_sheet_blocking")),
        Paragraph(say_("survey_blocking_note")),
        blocking_table(panel, edition),
        Heading(say_("survey_sheet_answers")),
        answers_table(panel, edition),
        Heading(say_("survey_sheet_auth")),
        auth_table(panel, edition),
        Heading(say_("survey_sheet_unknown")),
        unknown_table(panel, edition),
        Heading(say_("survey_sheet_remarks")),
        remark_table(panel, edition),
        Heading(say_("survey_sheet_method")),
        Items(tuple(say_(f"survey_method_{number}") for number in range(1, 7))),
        Paragraph(say_("survey_policies_asked" if fetched(panel) else "survey_policies_not_asked")),
    )


def _remarks(row: AuthRow, blocking: BlockingRow, edition: Edition) -> list[str]:
    said = [
        f"{edition.say(f'technology_{found.technology}')}: {text}"
        for found in row.findings.values()
        for text in notes_of(found, edition)
        if found.published.mark is Mark.UNKNOWN or found.published.notes
    ]
    return [*said, *([edition.say("survey_differs")] if blocking.differ else []), *remarks_of(blocking)]


PANEL_FORMATS: Mapping[str, Callable[[Panel, Edition], bytes]] = {
    ".csv": panel_as_csv,
    ".xlsx": panel_as_workbook,
    ".pdf": panel_as_pdf,
}
