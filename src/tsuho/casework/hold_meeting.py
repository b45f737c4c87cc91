"""Note a meeting that was held (推進協議会, アソシエーション): who took part, what was on the agenda, and its minutes."""

from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.meeting_ports import Meeting, Meetings
from tsuho.casework.office import Office, named
from tsuho.statistics.booking_office import row_for_meeting


def hold_meeting(office: Office, meetings: Meetings, meeting: Meeting, *, at: datetime) -> int:
    """Note one and count it; its number. Minutes may come later. Raises CannotDo for one without members or agenda."""
    named(meeting.by)
    office.past(meeting.day, at)
    if not meeting.title.strip() or not meeting.members or not meeting.agenda:
        raise CannotDo("cannot_hold_meeting")
    with office.together():
        number = meetings.enter(meeting)
        office.ledger.book([row_for_meeting(number, meeting.kind, meeting.day, office.source)])
        office.audit.write(at, meeting.by, "hold_meeting", f"meeting {number}", {"kind": meeting.kind.value})
    return number


def correct_minutes(office: Office, meetings: Meetings, number: int, minutes: str, *, by: str, at: datetime) -> None:
    """Lay down the minutes, or a corrected version of them; the former ones stay. Raises CannotDo for no such meeting."""
    named(by)
    if not minutes.strip():
        raise CannotDo("cannot_empty_minutes")
    with office.together():
        if not meetings.correct_minutes(number, minutes, by):
            raise CannotDo("cannot_find_meeting", number=number)
        office.audit.write(at, by, "correct_minutes", f"meeting {number}", {"characters": str(len(minutes))})
