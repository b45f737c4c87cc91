"""One round of the survey: the table in ◎ ○ −, what the monitors saw against it, the same half of the year before, and its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.errors import CannotDo
from tsuho.referral.documents.survey_comparison import (
    COMPARISON_FORMATS,
    changes_table,
    comparison_note,
    short_compare_table,
)
from tsuho.referral.documents.survey_panel import PANEL_FORMATS
from tsuho.referral.survey_tables import (
    Edition,
    answers_table,
    auth_table,
    blocking_table,
    counts_table,
    remark_table,
    unknown_table,
)
from tsuho.statistics.adoption.panel import compare
from tsuho.web.centre import whole
from tsuho.web.look.preferences import language_of
from tsuho.wiring.surveying import edition_of, panel_of, surveys_of
from tsuho.words.survey_panel import Panel

_KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
}
_TABLES = (counts_table, blocking_table, answers_table, auth_table, unknown_table, remark_table)


@require_safe
def survey_round(request: HttpRequest, label: str) -> HttpResponse:
    """The page. A round is a few thousand entries, read by the index of rounds."""
    panel, edition = _panel(label), edition_of(whole(), language_of(request))
    before = _year_before(label)
    found = compare(_panel(before), panel) if before else None
    context = {
        "panel": panel,
        "tables": [table for make in _TABLES if (table := make(panel, edition)).rows],
        "legend": [edition.say(f"survey_legend_{number}") for number in range(1, 6)],
        "runs": list(reversed(panel.runs)),
        "before": before,
        "compared": [short_compare_table(found, edition), changes_table(found, edition)] if found else [],
        "note": comparison_note(found, edition) if found else "",
        "formats": [each.removeprefix(".") for each in PANEL_FORMATS],
    }
    return render(request, "console/survey_round.html", context)


@require_safe
def survey_file(request: HttpRequest, label: str, what: str, ending: str) -> HttpResponse:
    """The round, or its comparison with the year before, as CSV, workbook or paper."""
    made = _file(label, what, f".{ending}", edition_of(whole(), language_of(request)))
    if made is None:
        raise Http404
    centre = whole()
    file = f"survey-{label}{'-compared' if what == 'compared' else ''}-{language_of(request)}.{ending}"
    centre.audit.write(centre.now(), request.user.get_username(), "publish", file, {"bytes": str(len(made))})
    return HttpResponse(
        made, content_type=_KINDS[f".{ending}"], headers={"Content-Disposition": f'attachment; filename="{file}"'}
    )


def _file(label: str, what: str, ending: str, edition: Edition) -> bytes | None:
    if what == "panel" and ending in PANEL_FORMATS:
        return PANEL_FORMATS[ending](_panel(label), edition)
    if what == "compared" and ending in COMPARISON_FORMATS and (before := _year_before(label)):
        return COMPARISON_FORMATS[ending](compare(_panel(before), _panel(label)), edition)
    return None


def _panel(label: str) -> Panel:
    try:
        return panel_of(whole(), label)
    except CannotDo:
        raise Http404 from None


def _year_before(label: str) -> str:
    """The same half of the year before; empty where nothing was surveyed then."""
    before = f"{int(label[:4]) - 1}{label[4:]}"
    return before if before in surveys_of(whole()).rounds() else ""
