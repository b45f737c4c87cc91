"""The course of a notice: how many hits a day its lines sent to the monitors, before it was sent and after."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tsuho.casework.effects import OVERDUE_DAYS
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.referral.effect import Effect, effect_of, line_of, overdue

DAYS = 14


@dataclass(frozen=True, slots=True)
class NoticeCourse:
    """``days`` from a fortnight before the sending to a fortnight after it, each with its hits."""

    sent_on: date
    days: tuple[tuple[date, int], ...]
    effect: Effect
    overdue: bool


def notice_course(referring: Referring, referral: Referral, now: datetime) -> NoticeCourse | None:
    """The course of one notice; None for one that was not sent. Hits after that fortnight do not show here."""
    moves = referring.moving.referrals.history(referral.id)
    sent_at = next((each.at for each in moves if each.verb == "deliver"), None)
    if sent_at is None:
        return None
    zone = referring.moving.timezone
    # in a sample centre letters leave by today's clock and speak of the mails' own days
    sent_on = (
        min(referring.day(sent_at), referral.last_day or referring.day(sent_at))
        if _sample(referring)
        else referring.day(sent_at)
    )
    first, last = sent_on - timedelta(days=DAYS), sent_on + timedelta(days=DAYS)
    named = referral.about.get("lines")
    lines = sorted({line_of(str(ip)) for ip in named}) if isinstance(named, list) else []
    hits = referring.records.hits_from(
        lines, datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)
    )
    seen = [(hit.ip, hit.received_at) for hit in hits]
    counts = dict.fromkeys((first + timedelta(days=at) for at in range(2 * DAYS + 1)), 0)
    for _, at in seen:
        counts[referring.day(at)] += 1
    answers = referring.moving.referrals.answers(referral.id)
    return NoticeCourse(
        sent_on,
        tuple(counts.items()),
        effect_of(sent_on, lines, answers, seen, zone),
        overdue(referring.day(sent_at), answers, referring.day(now), OVERDUE_DAYS),
    )


def _sample(referring: Referring) -> bool:
    return referring.reporter.simulated
