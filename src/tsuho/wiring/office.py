"""The desk's and the secretariat's notes of one centre, opened: where they are kept, and what each of their verbs needs."""

from dataclasses import dataclass
from typing import Protocol

from tsuho.casework.awareness_ports import Materials, Pages
from tsuho.casework.desk_ports import Calls
from tsuho.casework.meeting_ports import Meetings, Questionnaires
from tsuho.casework.office import Office
from tsuho.casework.ports import Audit, Ledger
from tsuho.engine.read_one import Reading
from tsuho.wiring.settings import Settings
from tsuho.words.vocabulary import Source


class HasOffice(Protocol):
    """The part of a centre that notes need."""

    @property
    def settings(self) -> Settings: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def reading(self) -> Reading: ...


@dataclass(frozen=True, slots=True)
class OfficeOfCentre:
    """The verbs' common ground, and the five kinds of notes."""

    office: Office
    calls: Calls
    materials: Materials
    pages: Pages
    meetings: Meetings
    questionnaires: Questionnaires


def office_of(centre: HasOffice) -> OfficeOfCentre:
    """Open them; what a simulated centre notes is counted as simulated."""
    # models exist only after Django is set up, which an open centre is
    from tsuho.store.records.calls import CallsInDatabase
    from tsuho.store.records.materials import MaterialsInDatabase
    from tsuho.store.records.meetings import MeetingsInDatabase, QuestionnairesInDatabase
    from tsuho.store.records.pages import PagesInDatabase
    from tsuho.store.records.together import together

    source = Source.SIMULATED if centre.settings.centre.simulated else Source.COUNTED
    office = Office(centre.ledger, centre.audit, together, centre.reading.jurisdiction.timezone, source)
    return OfficeOfCentre(
        office,
        CallsInDatabase(),
        MaterialsInDatabase(),
        PagesInDatabase(),
        MeetingsInDatabase(),
        QuestionnairesInDatabase(),
    )
