"""Note a call at the phone desk (電話相談): what it was about and what was advised, never who called.

A note with an address, a telephone number or a name before 様・さん in it is refused: it would be the caller's, or can be read
in the report that the call was about. The desk's window covers them first (see ``cover_caller``) and shows what it covered.
"""

import re
from datetime import datetime

from tsuho.casework.cover_caller import Named, cover_caller
from tsuho.casework.desk_ports import Call, Calls
from tsuho.casework.errors import CannotDo
from tsuho.casework.office import Office, named
from tsuho.statistics.booking_office import row_for_call

_PREFECTURE = re.compile(r"\w{2,3}[都道府県]")
_ABOUT = re.compile(r"\d+(/\d+)?")
MAX_SUMMARY = 2_000


def note_call(office: Office, calls: Calls, call: Call, *, at: datetime) -> int:
    """Note one call and count it on the day it began; its number. Raises CannotDo for a note that may not be kept."""
    named(call.consultant)
    _check_times(call, at)
    for text in (call.summary, call.advice, call.consultant):
        _check_nobody_is_in(text)
    if len(call.summary) > MAX_SUMMARY:
        raise CannotDo("cannot_note_long_call", count=len(call.summary), most=MAX_SUMMARY)
    if call.prefecture and not _PREFECTURE.fullmatch(call.prefecture):
        raise CannotDo("cannot_prefecture", prefecture=repr(call.prefecture))
    if not call.summary.strip():
        raise CannotDo("cannot_note_empty_call")
    if call.about and not _ABOUT.fullmatch(call.about):
        raise CannotDo("cannot_note_about", about=repr(call.about))
    with office.together():
        number = calls.enter(call)
        day = office.day(call.started_at)
        office.ledger.book([row_for_call(number, call.category, call.medium, call.prefecture, day, office.source)])
        office.audit.write(at, call.consultant, "note_call", f"call {number}", {"category": call.category.value})
    return number


def follow_up(office: Office, calls: Calls, number: int, *, by: str, at: datetime) -> None:
    """Enter that somebody looked into a call again, as the desk had promised. Raises CannotDo where nothing was promised."""
    named(by)
    with office.together():
        if not calls.followed_up(number, by):
            raise CannotDo("cannot_follow_up", number=number)
        office.audit.write(at, by, "follow_up_call", f"call {number}", {})


def _check_times(call: Call, at: datetime) -> None:
    if call.started_at.tzinfo is None or call.ended_at.tzinfo is None:
        raise CannotDo("cannot_note_unzoned_call")
    if call.ended_at < call.started_at:
        raise CannotDo("cannot_note_backward_call")
    if call.ended_at > at:
        raise CannotDo("cannot_note_future_call")


def _check_nobody_is_in(text: str) -> None:
    found = cover_caller(text).found
    if Named.ADDRESS in found or Named.NUMBER in found:
        raise CannotDo("cannot_note_contact")
    if found:
        raise CannotDo("cannot_note_name")
