"""The publications of an open centre as bytes: a year's activity report, the ministry's monthly report, a year's open data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_ministry_reports import monthly_report
from tsuho.referral.formats.pdf import paper_as_pdf, publication_as_pdf
from tsuho.statistics import periods
from tsuho.statistics.charts.draw import draw
from tsuho.statistics.documents.activity_report.report import activity_report
from tsuho.statistics.documents.asked import Ask
from tsuho.statistics.open_data.files import open_data
from tsuho.wiring.open import Centre
from tsuho.wiring.publishing import ask_of, open_series
from tsuho.wiring.referring import period_of, referring_of
from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for: in which language, of which sources (first come first), dated which day; empty: as it is here."""

    language: str
    source: str = ""
    dated: str = ""


def activity_report_pdf(centre: Centre, year: int, wanted: Wanted) -> bytes:
    """The report of a fiscal year as PDF."""
    report = activity_report(
        _year(centre, year, wanted),
        draw,
        sender=_senders(centre)[wanted.language],
        language=wanted.language,
        day=_day(centre, wanted),
    )
    return publication_as_pdf(report)


def ministry_report_pdf(centre: Centre, month: str, wanted: Wanted) -> bytes:
    """The monthly report as it would go to the ministry, marked as a draft, as PDF."""
    period = period_of(month, centre)
    ask = ask_of(centre, periods.year_to(period.last), period.last, _sources(wanted))
    paper = monthly_report(referring_of(centre), ask, period, centre.now(), number=DRY_RUN, language=wanted.language)
    return paper_as_pdf(paper)


def open_data_files(centre: Centre, year: int, wanted: Wanted) -> Mapping[str, bytes]:
    """The files of a fiscal year, by name."""
    return open_data(_year(centre, year, wanted), open_series(), senders=_senders(centre), day=_day(centre, wanted))


def _year(centre: Centre, year: int, wanted: Wanted) -> Ask:
    try:
        period = periods.year(str(year))
    except ValueError:
        raise CannotDo("cannot_read_year", year=repr(str(year))) from None
    return ask_of(centre, period.since, period.until - timedelta(days=1), _sources(wanted))


def _sources(wanted: Wanted) -> list[Source]:
    names = [name.strip() for name in wanted.source.split(",") if name.strip()]
    if unknown := [name for name in names if name not in set(Source)]:
        raise CannotDo("cannot_find_source", source=repr(unknown[0]), known=", ".join(Source))
    return [Source(name) for name in names]


def _day(centre: Centre, wanted: Wanted) -> date:
    if not wanted.dated:
        return centre.now().astimezone(centre.reading.jurisdiction.timezone).date()
    try:
        return date.fromisoformat(wanted.dated)
    except ValueError:
        raise CannotDo("cannot_read_day", day=repr(wanted.dated)) from None


def _senders(centre: Centre) -> dict[str, str]:
    return {"ja": centre.settings.centre.name, "en": centre.settings.centre.name_en}
