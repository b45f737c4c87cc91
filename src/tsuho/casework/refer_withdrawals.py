"""Refer withdrawals (撤回): what was wrong is found in everything that was sent, and taken back from each who got it."""

import hmac
from collections.abc import Collection, Sequence
from datetime import date, datetime
from hashlib import sha256

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import open_referral
from tsuho.casework.paper_letter import paper_letter
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.referral_ports import Referral, Referrals
from tsuho.casework.referring import Referring, mask_for
from tsuho.referral.documents.withdrawal import REASONS, Withdrawn, withdrawal
from tsuho.words.catalogue import Words
from tsuho.words.referrals import ReferralState, Standings
from tsuho.words.vocabulary import ReferralKind

TOLD = (
    ReferralState.QUEUED, ReferralState.SENT, ReferralState.ANSWERED, ReferralState.ACKNOWLEDGED, ReferralState.IN_RE_CHECK,
    ReferralState.COMPLIED, ReferralState.RELAPSED,
)  # fmt: skip
CAN_BE_WRONG = (ReferralKind.PROVIDER_NOTICE, ReferralKind.AGENCY_BUNDLE)


def take_back(referring: Referring, reports: Sequence[int], reason: str, *, at: datetime) -> list[Referral]:
    """Open a withdrawal for every referral that told of one of these rows; ``reason`` is one of REASONS."""
    if reason not in REASONS:
        raise CannotDo("cannot_withdraw_unreasoned", known=", ".join(REASONS))
    return [
        _open(referring, told, rows, reason, at)
        for kind in CAN_BE_WRONG
        for told, rows in standing_on(referring.moving.referrals, reports, kind, TOLD)
    ]


def standing_on(
    referrals: Referrals, reports: Collection[int], kind: ReferralKind | None, states: Sequence[ReferralState]
) -> list[tuple[Referral, list[int]]]:
    """The referrals of a kind (None: any) in these states that speak of one of these rows, each with the rows."""
    wrong = set(reports)
    found = [
        (each, sorted(wrong.intersection(each.reports))) for each in referrals.standing(kind, states, limit=100_000)
    ]
    return [(each, rows) for each, rows in found if rows]


def _open(referring: Referring, told: Referral, rows: Sequence[int], reason: str, at: datetime) -> Referral:
    digest = sha256(" ".join(map(str, rows)).encode()).hexdigest()[:16]
    number = referring.outbox.next_ticket(referring.day(at))
    draft = Referral(
        key=f"{ReferralKind.WITHDRAWAL}/{told.id}/{reason}/{digest}",
        kind=ReferralKind.WITHDRAWAL,
        party=told.party,
        number=number,
        reports=tuple(rows),
        about={"of": told.id, "ticket": told.number, "kind": told.kind.value, "reason": reason},
    )
    return open_referral(referring.moving, draft, at)


def _due(referring: Referring, _period: Period, _now: datetime) -> tuple[list[Referral], list[Words]]:
    """Someone must have found an error first (`take_back`), so nothing is due by itself; what stands is shown."""
    return [each for each in referring.moving.referrals.standing(ReferralKind.WITHDRAWAL) if each.number != DRY_RUN], []


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    name, contact, language = _who(referring, referral)
    told = referring.moving.referrals.referral(int(str(referral.about["of"])))
    sent_on = next(
        (referring.day(each.at) for each in referring.moving.referrals.history(told.id) if each.verb == "deliver"), None
    ) if told else None  # fmt: skip
    if told is None:
        raise CannotDo("cannot_withdraw_gone", ticket=referral.number)
    lines = [Withdrawn(reference, str(referral.about["reason"])) for reference in _references(referring, referral)]
    paper = withdrawal(
        referral.number, name, told.number, sent_on or _opened(told, referring), lines, referring.reporter,
        referring.texts("withdrawal", language), language=language, day=referring.day(now),
    )  # fmt: skip
    made = paper_letter(referral, contact, paper, referring.reporter, now)
    mask = mask_for(referring, referral.key, [])
    return Built(contact, made, mask.secrets, Standings(day=referring.day(now), found_wrong=True))


def _opened(told: Referral, referring: Referring) -> date:
    if told.opened_at is None:
        raise CannotDo("cannot_withdraw_unopened", ticket=told.number)
    return referring.day(told.opened_at)


def _references(referring: Referring, referral: Referral) -> list[str]:
    """The references under which the first document named these hits; made from the arrival, as they were then."""
    return [
        hmac.new(referring.token_key, f"hit|{row.arrival}|{row.number_in_arrival}".encode(), sha256).hexdigest()[:16]
        for row in referring.records.seen(referral.reports)
    ]


def _who(referring: Referring, referral: Referral) -> tuple[str, str, str]:
    """(name, contact, language) of whoever got the first document."""
    if referral.about["kind"] == ReferralKind.PROVIDER_NOTICE:
        for provider in referring.partners.providers():
            if provider.code == referral.party:
                return provider.name, provider.contact, "ja" if provider.language == "ja" else "en"
    for agency in referring.register.agencies():
        if agency.code == referral.party:
            return agency.body, agency.contact, "ja" if agency.language == "ja" else "en"
    raise CannotDo("cannot_withdraw_from_nobody", party=referral.party)


WITHDRAWALS = Way(ReferralKind.WITHDRAWAL, _due, _build)
