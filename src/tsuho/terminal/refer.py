"""`tsuho refer`: build what is due, show it, and let it leave — by the relay, or into a folder."""

from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tsuho.casework.deliver import deliver
from tsuho.casework.errors import CannotDo
from tsuho.casework.refer import Referred, Referring, refer_provider_notices
from tsuho.delivery.by_email import ByEmail
from tsuho.delivery.by_file import ByFile
from tsuho.referral.reported_hit import Reporter
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say
from tsuho.words.vocabulary import ReferralKind


def refer_kind(centre: Centre, kind: str, *, dry_run: bool, out: Path | None, language: str) -> None:
    """Refer one kind; a leak that blocked a letter makes this fail after everything else was done."""
    if kind != ReferralKind.PROVIDER_NOTICE:
        raise CannotDo(f"there is no referral {kind!r} yet; known: {ReferralKind.PROVIDER_NOTICE}")
    console = Console(highlight=False, soft_wrap=True)
    referred = refer_provider_notices(_referring(centre), now=centre.now(), newest=_newest(centre), dry_run=dry_run)
    _show(console, referred, language, dry_run=dry_run)
    if not dry_run:
        _send(console, centre, out, language)
    if referred.blocked:
        raise CannotDo("; ".join(referred.blocked))


def _referring(centre: Centre) -> Referring:
    settings = centre.settings
    law = centre.reading.jurisdiction
    who = Reporter(
        name=settings.centre.name,
        name_en=settings.centre.name_en,
        domain=settings.centre.domain,
        contact=settings.centre.contact,
        simulated=settings.centre.simulated,
        version=version("tsuho"),
    )
    return Referring(
        records=centre.records,
        partners=centre.partners,
        lake=centre.lake,
        outbox=centre.outbox,
        audit=centre.audit,
        reporter=who,
        articles={rule.id: rule.provision for rule in law.rules},
        token_key=settings.secret("redaction.key"),
        timezone=law.timezone,
        max_age=timedelta(days=settings.delivery.notice_days),
    )


def _newest(centre: Centre) -> datetime:
    """The present of the mails: in a sample centre the last day that was simulated, else now."""
    if not centre.settings.centre.simulated:
        return centre.now()
    return max((campaign.last_at for campaign in centre.records.campaigns(limit=1_000)), default=centre.now())


def _show(console: Console, referred: Referred, language: str, *, dry_run: bool) -> None:
    table = Table(
        say("notice_ticket", language),
        say("notice_provider", language),
        say("notice_messages", language),
        say("notice_files", language),
    )
    for letter in referred.letters:
        table.add_row(letter.ticket, letter.party, str(len(letter.reports)), str(len(letter.files)))
    console.print(table if referred.letters else say("notice_none", language))
    if referred.without_provider:
        console.print(say("notice_without_provider", language, {"count": str(referred.without_provider)}))
    for why in referred.inhibited:
        console.print(say("notice_inhibited", language, {"why": why}))
    if dry_run:
        console.print(say("notice_dry_run", language))


def _send(console: Console, centre: Centre, out: Path | None, language: str) -> None:
    relay = centre.settings.delivery.relay
    if out is None and not relay:
        console.print(say("notice_waits", language))
        return
    way_out = ByFile(out) if out else ByEmail.to(relay, centre.settings.delivery.timeout_seconds)
    done = deliver(centre.outbox, way_out, centre.audit, now=centre.now(), mail_from=centre.settings.delivery.mail_from)
    where = str(out) if out else relay
    console.print(say("notice_sent", language, {"count": str(done.sent), "where": where, "put_off": str(done.put_off)}))
