"""What the vendor feed needs, put together from an open centre, or from what the windows know of one."""

from importlib.metadata import version
from typing import Protocol

from tsuho.casework.feed_item import Feeding
from tsuho.casework.ports import Audit, Lake, Ledger, Records, ReporterPseudonyms
from tsuho.casework.referral_ports import Feed, PartnerRegister
from tsuho.engine.read_one import Reading
from tsuho.jurisdictions.jp.shared_lures import ABOUT_A_PERSON, LURES
from tsuho.referral.reported_hit import Reporter
from tsuho.wiring.settings import Settings
from tsuho.words.vocabulary import Source


class HasFeed(Protocol):
    """The part of a centre that its feed needs."""

    @property
    def settings(self) -> Settings: ...
    @property
    def feed(self) -> Feed: ...
    @property
    def register(self) -> PartnerRegister: ...
    @property
    def lake(self) -> Lake: ...
    @property
    def records(self) -> Records: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def pseudonyms(self) -> ReporterPseudonyms: ...
    @property
    def reading(self) -> Reading: ...


def feeding_of(centre: HasFeed) -> Feeding:
    """What the feed of this centre needs."""
    # the database is set up only when a centre is open
    from tsuho.store.records.together import together

    who = centre.settings.centre
    return Feeding(
        feed=centre.feed,
        register=centre.register,
        lake=centre.lake,
        records=centre.records,
        ledger=centre.ledger,
        audit=centre.audit,
        pseudonyms=centre.pseudonyms,
        reading=centre.reading,
        reporter=Reporter(who.name, who.name_en, who.domain, who.contact, who.simulated, version("tsuho")),
        lures=LURES,
        about_a_person=ABOUT_A_PERSON,
        token_key=centre.settings.secret("redaction.key"),
        timezone=centre.reading.jurisdiction.timezone,
        source=Source.SIMULATED if who.simulated else Source.COUNTED,
        together=together,
    )
