"""Open one centre: everything it remembers with and reads by, put together from its settings."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tsuho.casework.audit_ports import AuditHeads, AuditLog
from tsuho.casework.case_ports import CampaignCases
from tsuho.casework.decision_ports import Decisions
from tsuho.casework.discard_ports import Discards
from tsuho.casework.doubt_reply import doubt_reply
from tsuho.casework.errors import CannotDo
from tsuho.casework.examine import Examiner
from tsuho.casework.ledger_ports import CampaignDays, KeptLedger
from tsuho.casework.partner_ports import Partners
from tsuho.casework.ports import Lake, Networks, Outbox, Records, Spool
from tsuho.casework.pseudonym import Pseudonyms
from tsuho.casework.read_reply import read_unseen_reply
from tsuho.casework.referral_ports import Feed, PartnerRegister, Referrals
from tsuho.casework.today_ports import Today
from tsuho.casework.window_ports import InboundLists, MinistryRequests
from tsuho.engine.read_one import Reading
from tsuho.jurisdictions.jp.agencies import agencies
from tsuho.store.heads.in_file import HeadsInFile
from tsuho.store.lake.delta import DeltaLake
from tsuho.store.records.set_up import postgresql, set_up, sqlite
from tsuho.store.spool.sqlite import SqliteSpool
from tsuho.wiring.clock import now
from tsuho.wiring.moving import moving_of
from tsuho.wiring.outside import networks_of, scanner_of, sender_check_of
from tsuho.wiring.reading import reading_for
from tsuho.wiring.settings import Settings
from tsuho.wiring.windows import window_settings
from tsuho.words.arrival import Letter
from tsuho.workers.gather import Gatherer


@dataclass(frozen=True, slots=True)
class Centre:
    """One centre, open. ``now`` is its clock, ``gather`` answers what a reading asks of the world."""

    settings: Settings
    spool: Spool
    lake: Lake
    ledger: KeptLedger
    records: Records
    campaign_days: CampaignDays
    cases: CampaignCases
    partners: Partners
    register: PartnerRegister
    outbox: Outbox
    referrals: Referrals
    feed: Feed
    discards: Discards
    decisions: Decisions
    audit: AuditLog
    audit_heads: AuditHeads
    today: Today
    inbound: InboundLists
    ministry_requests: MinistryRequests
    networks: Networks
    pseudonyms: Pseudonyms
    reading: Reading
    gather: Gatherer
    now: Callable[[], datetime]


def open_centre(settings: Settings) -> Centre:
    """Open the stores of a centre. One process works for one centre at a time."""
    set_up_database(settings)
    # models exist only after Django is set up, so what stands on them is imported here
    from tsuho.store.records.audit import AuditInDatabase
    from tsuho.store.records.cases import CasesInDatabase
    from tsuho.store.records.decisions import DecisionsInDatabase
    from tsuho.store.records.discards import DiscardsInDatabase
    from tsuho.store.records.feed import FeedInDatabase
    from tsuho.store.records.ledger import LedgerInDatabase
    from tsuho.store.records.outbox import OutboxInDatabase
    from tsuho.store.records.partner_register import PartnerRegisterInDatabase
    from tsuho.store.records.partners import PartnersInDatabase
    from tsuho.store.records.records import RecordsInDatabase
    from tsuho.store.records.referrals import ReferralsInDatabase
    from tsuho.store.records.today import TodayInDatabase
    from tsuho.store.records.windows import InboundListsInDatabase, MinistryRequestsInDatabase

    reading = reading_for(settings.centre.jurisdiction, settings.trust.hosts)
    timezone = reading.jurisdiction.timezone
    networks = networks_of(settings)
    records = RecordsInDatabase()
    return Centre(
        settings=settings,
        spool=_spool(settings),
        lake=DeltaLake(settings.path(settings.store.lake)),
        ledger=LedgerInDatabase(lambda: now().astimezone(timezone).date()),
        records=records,
        campaign_days=records,
        cases=CasesInDatabase(),
        partners=PartnersInDatabase(timezone),
        register=PartnerRegisterInDatabase(agencies()),
        outbox=OutboxInDatabase(),
        referrals=ReferralsInDatabase(),
        feed=FeedInDatabase(timezone),
        audit=AuditInDatabase(),
        discards=DiscardsInDatabase(),
        decisions=DecisionsInDatabase(),
        audit_heads=HeadsInFile(settings.path(settings.store.audit_heads)),
        today=TodayInDatabase(),
        inbound=InboundListsInDatabase(),
        ministry_requests=MinistryRequestsInDatabase(),
        networks=networks,
        pseudonyms=Pseudonyms(_reporter_key(settings), timezone),
        reading=reading,
        gather=Gatherer(networks, scanner_of(settings), now, sender_check_of(settings)),
        now=now,
    )


def examiner_of(centre: Centre, beat: Callable[[], None] = lambda: None) -> Examiner:
    """What a worker of this centre examines with; ``beat`` tells its watcher that it is alive."""
    from tsuho.store.records.together import together

    return Examiner(
        spool=centre.spool,
        lake=centre.lake,
        ledger=centre.ledger,
        records=centre.records,
        pseudonyms=centre.pseudonyms,
        reading=centre.reading,
        gather=centre.gather,
        timezone=centre.reading.jurisdiction.timezone,
        discards=centre.discards,
        now=centre.now,
        together=together,
        beat=beat,
        take_reply=lambda letter: _take_reply(centre, letter),
    )


def _take_reply(centre: Centre, letter: Letter) -> str:
    return read_unseen_reply(
        moving_of(centre),
        centre.outbox,
        letter,
        domain=centre.settings.centre.domain,
        doubt=lambda each: _doubt(centre, each),
    )


def _doubt(centre: Centre, letter: Letter) -> str:
    """In a sample centre that asks nobody, invented providers are believed: no name server knows them."""
    if centre.settings.centre.simulated and not centre.settings.resolver.enabled:
        return ""
    return doubt_reply(letter, centre.reading.trust, centre.gather.check_sender)


def set_up_database(settings: Settings) -> None:
    """Point Django at this centre's database."""
    set_up(
        _database(settings),
        secret_key=settings.secret("django.key").hex(),
        language=settings.centre.language,
        allowed_hosts=settings.web.hosts,
        trusted_origins=[settings.web.public_url] if settings.web.public_url else [],
        windows=window_settings(settings),
    )


def _database(settings: Settings) -> dict[str, Any]:
    kind, _, rest = settings.store.database.partition(":")
    if kind == "sqlite":
        return sqlite(settings.path(rest))
    if kind == "postgresql":
        return postgresql(settings.store.database)
    raise CannotDo(f"[store] database is sqlite:FILE or postgresql://…, not {settings.store.database!r}")


def _spool(settings: Settings) -> Spool:
    store = settings.store
    return SqliteSpool(
        settings.path(store.spool),
        clock=now,
        lanes=store.lanes,
        batch_letters=store.batch_letters,
        batch_bytes=store.batch_bytes,
        free_bytes=lambda: free_disk(settings.folder),
        min_free_bytes=settings.smtp.min_free_disk_bytes,
    )


def free_disk(folder: Path) -> int:
    """Bytes that are free where a centre lies."""
    return shutil.disk_usage(folder).free


def _reporter_key(settings: Settings) -> Callable[[int], bytes]:
    """The key of a fiscal year: one secret file a year once it is rotated, the first one until then."""

    def key(year: int) -> bytes:
        own = settings.folder / "secrets" / f"reporters-{year}.key"
        return own.read_bytes() if own.exists() else settings.secret("reporters.key")

    return key
