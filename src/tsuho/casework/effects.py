"""What notices brought about: time to act, hits of the same lines before and after, relapses, and who is overdue."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.referral.effect import Effect, effect_of, line_of, overdue
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import NOTICES, ReferralKind

OVERDUE_DAYS = 14
_LOOKS_BACK = timedelta(days=400)
_ALL = 1_000_000
_SENT = (ReferralState.SENT, ReferralState.ANSWERED)


@dataclass(frozen=True, slots=True)
class NoticeEffect:
    """One notice that was sent, with what came of it."""

    referral: Referral
    effect: Effect
    overdue: bool


def effects(referring: Referring, *, now: datetime) -> list[NoticeEffect]:
    """One entry a notice that was sent, the one sent longest ago first."""
    standing = referring.moving.referrals.standing
    notices = [each for kind in NOTICES for each in standing(kind, _SENT, _ALL)]
    if not notices:
        return []
    hits = referring.records.hits_between(
        referring.newest - _LOOKS_BACK, max(now, referring.newest + timedelta(days=1))
    )
    by_line: dict[str, list[tuple[str, datetime]]] = {}
    for hit in hits:
        by_line.setdefault(line_of(hit.ip), []).append((hit.ip, hit.received_at))
    reported = _reported_again(referring) if any(_is_inbound(each) for each in notices) else {}
    found = []
    for referral in notices:
        sent_at = next(
            (each.at for each in referring.moving.referrals.history(referral.id) if each.verb == "deliver"), now
        )
        answers = referring.moving.referrals.answers(referral.id)
        lines = [line_of(str(ip)) for ip in _lines(referral)]
        seen = [hit for line in dict.fromkeys(lines) for hit in by_line.get(line, ())]
        if _is_inbound(referral):
            seen += [row for line in dict.fromkeys(lines) for row in reported.get(line, ())]
        sent_on, today = referring.day(sent_at), referring.day(now)
        found.append(
            NoticeEffect(
                referral,
                effect_of(sent_on, lines, answers, seen, referring.moving.timezone),
                overdue(sent_on, answers, today, OVERDUE_DAYS),
            )
        )
    return found


def _is_inbound(referral: Referral) -> bool:
    return referral.kind is ReferralKind.INBOUND_NOTICE


def _reported_again(referring: Referring) -> dict[str, list[tuple[str, datetime]]]:
    """What agencies reported of each line: of a line that never sends to Japan nothing else tells whether it stopped."""
    by_line: dict[str, list[tuple[str, datetime]]] = {}
    lists = referring.inbound.since(referring.newest - _LOOKS_BACK) if referring.inbound else ()
    for ip, at in sorted({(row.ip, row.at) for each in lists for row in each.rows}):
        by_line.setdefault(line_of(ip), []).append((ip, at))
    return by_line


def _lines(referral: Referral) -> list[object]:
    lines = referral.about.get("lines")
    return list(lines) if isinstance(lines, list) else []
