"""What the phone desk needs of an open centre: its notes, search while talking, and the scripts and directory of its country."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tsuho.casework.queue_ports import WorkQueue
from tsuho.casework.search import Indexes
from tsuho.jurisdictions.jp.desk.read import hand_overs_on, is_open_at, scripts_on
from tsuho.jurisdictions.jp.holidays import is_business_day, years
from tsuho.wiring.office import HasOffice, OfficeOfCentre, office_of
from tsuho.words.consultations import CallCategory, HandedTo
from tsuho.words.desk import HandOver, Script


@dataclass(frozen=True, slots=True)
class PhoneDesk:
    """The desk's notes, what it searches in, and what stands beside the consultant on a day."""

    kept: OfficeOfCentre
    queue: WorkQueue
    indexes: Indexes
    scripts: Callable[[date], Mapping[CallCategory, Script]]
    hand_overs: Callable[[date], Mapping[HandedTo, HandOver]]
    is_open: Callable[[HandOver, datetime], bool]


def phone_desk_of(centre: HasOffice) -> PhoneDesk:
    """Open it."""
    # models exist only after Django is set up, which an open centre is
    from tsuho.store.records.campaign_facts import FactsInDatabase
    from tsuho.store.records.queue_rows import QueueInDatabase
    from tsuho.store.records.report_index import ReportsInDatabase
    from tsuho.store.records.search_texts import TextsInDatabase

    indexes = Indexes(FactsInDatabase(), TextsInDatabase(), ReportsInDatabase())
    return PhoneDesk(office_of(centre), QueueInDatabase(), indexes, scripts_on, hand_overs_on, is_open_at)


def desk_is_open_on(day: date) -> bool:
    """Whether the desk answers on a day; in a year whose holidays are not entered yet it does from Monday to Friday."""
    return is_business_day(day) if day.year in years() else day.weekday() < _SATURDAY


_SATURDAY = 5
