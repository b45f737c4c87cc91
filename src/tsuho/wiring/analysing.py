"""What the analyst's and the phone desk's verbs need, put together from an open centre."""

from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from typing import Protocol

from tsuho.casework.campaign_ports import CampaignPages
from tsuho.casework.claim_item import Desk
from tsuho.casework.decision_ports import Decisions
from tsuho.casework.enter_decision import Deciding
from tsuho.casework.match_refusal import ReportsOfOne
from tsuho.casework.message_ports import Messages
from tsuho.casework.ports import Audit, Lake, Ledger, Records
from tsuho.casework.queue_ports import Claims, WorkQueue
from tsuho.casework.rebuild import rules_digest
from tsuho.casework.search import Indexes
from tsuho.casework.search_ports import FactIndex, IncompleteReports
from tsuho.casework.view_message import Looking
from tsuho.engine.read_one import Reading
from tsuho.wiring.settings import Settings


class HasEvidence(Protocol):
    """The part of a centre that these verbs need."""

    @property
    def settings(self) -> Settings: ...
    @property
    def lake(self) -> Lake: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def records(self) -> Records: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def reading(self) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Analysing:
    """Ports and what verbs take, of one centre (docs/how-to/read-for-a-screen.md)."""

    queue: WorkQueue
    claims: Claims
    desk: Desk
    indexes: Indexes
    facts: FactIndex
    incomplete: IncompleteReports
    pages: CampaignPages
    messages: Messages
    looking: Looking
    reports_of_one: ReportsOfOne


def analysing_of(centre: HasEvidence) -> Analysing:
    """All that only reads, and claims."""
    # models exist only after Django is set up
    from tsuho.store.lake.kept import MessagesInLake
    from tsuho.store.records.campaign_facts import FactsInDatabase
    from tsuho.store.records.campaign_pages import CampaignPagesInDatabase
    from tsuho.store.records.claims import ClaimsInDatabase
    from tsuho.store.records.queue_rows import QueueInDatabase
    from tsuho.store.records.report_index import IncompleteInDatabase, ReportsInDatabase
    from tsuho.store.records.reports_seen import ReportsOfOneInDatabase
    from tsuho.store.records.search_texts import TextsInDatabase

    settings = centre.settings
    queue, claims, facts = QueueInDatabase(), ClaimsInDatabase(), FactsInDatabase()
    messages = MessagesInLake(centre.lake, settings.path(settings.store.lake))
    return Analysing(
        queue=queue,
        claims=claims,
        desk=Desk(queue, claims, centre.audit, timedelta(minutes=settings.queue.claim_minutes)),
        indexes=Indexes(facts, TextsInDatabase(), ReportsInDatabase()),
        facts=facts,
        incomplete=IncompleteInDatabase(),
        pages=CampaignPagesInDatabase(),
        messages=messages,
        looking=Looking(centre.records, messages, centre.decisions, centre.reading),
        reports_of_one=ReportsOfOneInDatabase(),
    )


def deciding_of(centre: HasEvidence) -> Deciding:
    """What deciding of single reports needs."""
    from tsuho.store.lake.archive import DeltaArchive
    from tsuho.store.records.rebuilding import RebuiltInDatabase
    from tsuho.store.records.together import together

    settings = centre.settings
    return Deciding(
        records=centre.records,
        messages=analysing_of(centre).messages,
        archive=DeltaArchive(settings.path(settings.store.lake)),
        rebuilt=RebuiltInDatabase(),
        ledger=centre.ledger,
        decisions=centre.decisions,
        audit=centre.audit,
        reading=centre.reading,
        rules=rules_digest(centre.reading, version("tsuho")),
        timezone=centre.reading.jurisdiction.timezone,
        together=together,
    )
