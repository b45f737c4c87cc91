"""Enter the invented year of the desk and the secretariat through their own verbs, into a simulated centre alone."""

from dataclasses import dataclass
from datetime import date, datetime, time

from tsuho.casework.awareness_ports import StockMove
from tsuho.casework.close_questionnaire import close_questionnaire
from tsuho.casework.desk_ports import Call
from tsuho.casework.dispatch_material import dispatch_material, stock_material
from tsuho.casework.errors import CannotDo
from tsuho.casework.hold_meeting import hold_meeting
from tsuho.casework.meeting_ports import Meeting, QuestionnaireRound
from tsuho.casework.note_call import follow_up, note_call
from tsuho.casework.publish_page import PageText, publish_page
from tsuho.simulation.office_year import (
    SECRETARIAT,
    InventedCall,
    invented_calls,
    invented_meetings,
    invented_moves,
    invented_pages,
    invented_round,
)
from tsuho.simulation.survey_sample import ROUNDS, SOURCE, sample_round, sample_services
from tsuho.simulation.year_shape import months_of
from tsuho.wiring.office import OfficeOfCentre, office_of
from tsuho.wiring.open import Centre
from tsuho.wiring.surveying import surveys_of


@dataclass(frozen=True, slots=True)
class Noted:
    """How many of each were noted."""

    calls: int
    moves: int
    meetings: int
    pages: int


def simulate_office(centre: Centre, year: int, seed: int) -> Noted:
    """Enter the year, all of it or nothing. Raises CannotDo in a real centre, and where the year was entered before."""
    if not centre.settings.centre.simulated:
        raise CannotDo("invented calls and meetings go only into a centre made with `tsuho init DIR --simulated`")
    try:
        months = months_of(year)
    except ValueError as error:
        raise CannotDo(str(error)) from None
    kept, at = office_of(centre), centre.now()
    since, until = (datetime.combine(day, time(), kept.office.timezone) for day in (months[0].since, months[-1].until))
    if kept.calls.between(since, until):
        raise CannotDo(f"there are calls of the fiscal year {year} already; entered again they would count twice")
    with kept.office.together():
        return Noted(
            sum(_note_call(kept, call, at) for call in invented_calls(year, seed)),
            _note_moves(kept, year, seed, at),
            _note_meetings(kept, year, at),
            _note_pages(kept, year, at),
        )


def simulate_secretariat(centre: Centre, year: int, month: int, seed: int) -> None:
    """Enter what the secretariat did in one month of the year, its whole stock, and two rounds of the survey; no calls.

    One month alone, because a month is closed only after those before it that have rows. Raises CannotDo in a real centre.
    """
    if not centre.settings.centre.simulated:
        raise CannotDo("invented calls and meetings go only into a centre made with `tsuho init DIR --simulated`")
    kept, at, surveys = office_of(centre), centre.now(), surveys_of(centre)
    with kept.office.together():
        _note_moves(kept, year, seed, at, month)
        _note_meetings(kept, year, at, month)
        _note_pages(kept, year, at, month)
        surveys.enter_services(SOURCE, sample_services(), at)
        for label, day in ROUNDS:
            surveys.append(sample_round(label, day, datetime.combine(day, time(10), kept.office.timezone)))


def _note_call(kept: OfficeOfCentre, call: InventedCall, at: datetime) -> int:
    noted = Call(
        call.category, call.started_at, call.ended_at, call.consultant, call.summary, call.medium, call.age_band,
        call.prefecture, f"script-{call.category}", call.handed_to, "", call.follow_up_on,
    )  # fmt: skip
    number = note_call(kept.office, kept.calls, noted, at=at)
    if call.looked_into:
        follow_up(kept.office, kept.calls, number, by=call.consultant, at=at)
    return 1


def _note_moves(kept: OfficeOfCentre, year: int, seed: int, at: datetime, month: int = 0) -> int:
    moves = [each for each in invented_moves(year, seed) if each.to is None or _in(each.day, month)]
    for move in moves:
        if move.to is None:
            stock_material(
                kept.office, kept.materials, move.material, move.pieces, day=move.day, by=SECRETARIAT, at=at
            )  # fmt: skip
        else:
            sent = StockMove(move.material, move.day, move.pieces, SECRETARIAT, move.to, move.prefecture)
            dispatch_material(kept.office, kept.materials, sent, at=at)
    return len(moves)


def _note_meetings(kept: OfficeOfCentre, year: int, at: datetime, month: int = 0) -> int:
    meetings = [each for each in invented_meetings(year) if _in(each.day, month)]
    for each in meetings:
        held = Meeting(each.kind, each.title, each.day, each.members, each.agenda, each.minutes, SECRETARIAT)
        hold_meeting(kept.office, kept.meetings, held, at=at)
    asked = invented_round(year)
    if not _in(asked.until, month):
        return len(meetings)
    closed = QuestionnaireRound(asked.title, asked.since, asked.until, asked.asked, asked.answered, SECRETARIAT)
    close_questionnaire(kept.office, kept.questionnaires, closed, at=at)
    return len(meetings)


def _note_pages(kept: OfficeOfCentre, year: int, at: datetime, month: int = 0) -> int:
    pages = [each for each in invented_pages(year) if _in(each.day, month)]
    for each in pages:
        text = PageText(each.path, each.kind, each.title, each.text.encode())
        publish_page(kept.office, kept.pages, text, day=each.day, by=SECRETARIAT, approved_by=SECRETARIAT, at=at)
    return len(pages)


def _in(day: date, month: int) -> bool:
    """Whether a day lies in a month; month 0 is the whole year."""
    return month in {0, day.month}
