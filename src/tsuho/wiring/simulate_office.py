"""Enter the invented year of the desk and the secretariat through their own verbs, into a simulated centre alone."""

from dataclasses import dataclass
from datetime import datetime, time

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
from tsuho.simulation.year_shape import months_of
from tsuho.wiring.office import OfficeOfCentre, office_of
from tsuho.wiring.open import Centre


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


def _note_call(kept: OfficeOfCentre, call: InventedCall, at: datetime) -> int:
    noted = Call(
        call.category, call.started_at, call.ended_at, call.consultant, call.summary, call.medium, call.age_band,
        call.prefecture, f"script-{call.category}", call.handed_to, "", call.follow_up_on,
    )  # fmt: skip
    number = note_call(kept.office, kept.calls, noted, at=at)
    if call.looked_into:
        follow_up(kept.office, kept.calls, number, by=call.consultant, at=at)
    return 1


def _note_moves(kept: OfficeOfCentre, year: int, seed: int, at: datetime) -> int:
    moves = list(invented_moves(year, seed))
    for move in moves:
        if move.to is None:
            stock_material(
                kept.office, kept.materials, move.material, move.pieces, day=move.day, by=SECRETARIAT, at=at
            )  # fmt: skip
        else:
            sent = StockMove(move.material, move.day, move.pieces, SECRETARIAT, move.to, move.prefecture)
            dispatch_material(kept.office, kept.materials, sent, at=at)
    return len(moves)


def _note_meetings(kept: OfficeOfCentre, year: int, at: datetime) -> int:
    meetings = list(invented_meetings(year))
    for each in meetings:
        held = Meeting(each.kind, each.title, each.day, each.members, each.agenda, each.minutes, SECRETARIAT)
        hold_meeting(kept.office, kept.meetings, held, at=at)
    asked = invented_round(year)
    closed = QuestionnaireRound(asked.title, asked.since, asked.until, asked.asked, asked.answered, SECRETARIAT)
    close_questionnaire(kept.office, kept.questionnaires, closed, at=at)
    return len(meetings)


def _note_pages(kept: OfficeOfCentre, year: int, at: datetime) -> int:
    pages = invented_pages(year)
    for each in pages:
        text = PageText(each.path, each.kind, each.title, each.text.encode())
        publish_page(kept.office, kept.pages, text, day=each.day, by=SECRETARIAT, approved_by=SECRETARIAT, at=at)
    return len(pages)
