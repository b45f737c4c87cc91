"""`tsuho refer`: build what is due, show it, and let it leave — by the relay, or into a folder."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from tsuho.casework.deliver import deliver
from tsuho.casework.end_grace import end_grace
from tsuho.casework.errors import CannotDo
from tsuho.casework.queue_letter import Referred
from tsuho.casework.refer_by_approval import refer_by_approval
from tsuho.casework.refer_provider_notices import refer_provider_notices
from tsuho.casework.settle import settle
from tsuho.casework.way_out_ports import WayOut
from tsuho.casework.ways_of_referring import WAYS
from tsuho.delivery.by_email import ByEmail
from tsuho.delivery.by_file import ByFile
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import Centre
from tsuho.wiring.referring import half_month_of, period_of, referring_of
from tsuho.wiring.ways_out import way_out_of
from tsuho.words.catalogue import say
from tsuho.words.vocabulary import ReferralKind

KINDS = (ReferralKind.PROVIDER_NOTICE, *WAYS)


def refer_kind(
    centre: Centre, kind: str, *, month: str, dry_run: bool, out: Path | None, language: str, half: int = 0
) -> None:
    """Refer one kind; a leak that blocked a letter makes this fail after everything else was done."""
    kind = kind.replace("-", "_")
    if kind not in KINDS:
        raise CannotDo(f"there is no referral {kind!r}; known: {', '.join(KINDS)}")
    if half and (kind != ReferralKind.CHAIN_REPORT or not month):
        raise CannotDo("--half names a half of the --month of a chain_report; other referrals go by the month")
    console = Console(highlight=False, soft_wrap=True)
    referring = referring_of(centre)
    if kind == ReferralKind.WARNING and not dry_run:
        end_grace(referring.moving, centre.reading.jurisdiction.periods, centre.now())
    if kind == ReferralKind.PROVIDER_NOTICE:
        referred = refer_provider_notices(referring, now=centre.now(), dry_run=dry_run)
    else:
        way = WAYS[ReferralKind(kind)]
        fortnightly = way.kind is ReferralKind.CHAIN_REPORT
        period = half_month_of(month, half, centre) if fortnightly else period_of(month, centre)
        referred = refer_by_approval(referring, way, period, now=centre.now(), dry_run=dry_run)
    _show(console, centre, kind, referred, language, dry_run=dry_run)
    if dry_run and out is not None:
        for number, letter in enumerate(referred.letters, 1):  # a dry run has no tickets to name its folders by
            ByFile(out / f"{number:03d}-{letter.party}").send(letter, "")
    elif not dry_run:
        _send(console, centre, out, language)
    if referred.blocked:
        raise CannotDo("; ".join(why.said_in(language) for why in referred.blocked))


def _show(console: Console, centre: Centre, kind: str, referred: Referred, language: str, *, dry_run: bool) -> None:
    heads = ("notice_ticket", "notice_party", "notice_messages", "notice_files")
    table = Table(*(say(head, language) for head in heads))
    for letter in referred.letters:
        table.add_row(letter.ticket, letter.party, str(len(letter.reports)), str(len(letter.files)))
    console.print(table if referred.letters else say("notice_none", language))
    for why in referred.passed_over:
        console.print(say("notice_passed_over", language, {"why": why.said_in(language)}))
    if dry_run:
        console.print(say("notice_dry_run", language))
        return
    waiting = [each for each in centre.referrals.standing(ReferralKind(kind)) if each.state in {"draft", "checked"}]
    if waiting:
        named = ", ".join(f"{each.id} ({each.party}, {say(f'state_{each.state}', language)})" for each in waiting[:20])
        console.print(say("notice_waits_for_approval", language, {"count": str(len(waiting)), "named": named}))


def _send(console: Console, centre: Centre, out: Path | None, language: str) -> None:
    relay = centre.settings.delivery.relay
    if out is None and not relay:
        console.print(say("notice_waits", language))
        return
    settle(moving_of(centre), centre.outbox, centre.now())  # what was queued again goes in this round
    seconds = centre.settings.delivery.timeout_seconds
    way_out: WayOut = ByFile(out) if out else way_out_of(centre, ByEmail.to(relay, seconds))
    done = deliver(centre.outbox, way_out, centre.audit, now=centre.now(), mail_from=centre.settings.delivery.mail_from)
    settle(moving_of(centre), centre.outbox, centre.now())
    where = str(out) if out else relay
    console.print(say("notice_sent", language, {"count": str(done.sent), "where": where, "put_off": str(done.put_off)}))
