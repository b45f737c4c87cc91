"""Close a round of a questionnaire (アンケート調査): its answers are counted once, when nobody can answer any more."""

from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.meeting_ports import QuestionnaireRound, Questionnaires
from tsuho.casework.office import Office, named
from tsuho.statistics.booking_office import row_for_questionnaire


def close_questionnaire(
    office: Office, questionnaires: Questionnaires, closed: QuestionnaireRound, *, at: datetime
) -> int:
    """Enter a round that is over and count its answers on its last day; its number."""
    named(closed.by)
    office.past(closed.until, at)
    if not closed.title.strip() or closed.until < closed.since or not 0 <= closed.answered <= closed.asked:
        raise CannotDo("cannot_close_questionnaire")
    with office.together():
        number = questionnaires.enter(closed)
        office.ledger.book([row_for_questionnaire(number, closed.answered, closed.until, office.source)])
        details = {"asked": str(closed.asked), "answered": str(closed.answered)}
        office.audit.write(at, closed.by, "close_questionnaire", f"questionnaire {number}", details)
    return number
