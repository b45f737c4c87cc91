"""Refer the monthly dossier of campaigns to the ministry: each campaign of the month with the grade of its evidence.

The grade is that of the whole campaign, as its case was judged. The monthly report (D2) is another referral of the same kind.
"""

from datetime import date, datetime, time, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.paper_letter import paper_letter
from tsuho.casework.ports import CampaignSeen
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, mask_for
from tsuho.engine.parse.links import defang
from tsuho.referral.documents.ministry_dossier import DossierLine, dossier_list, ministry_dossier
from tsuho.words.catalogue import Words
from tsuho.words.partners import Sender
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ReferralKind

KEY = f"{ReferralKind.MINISTRY_REPORT}/dossier/"
# Keys that stand for a sender by themselves. What a mail says of its reader, in a subject or a name, is no key for others.
_TOLD_KEYS = ("landing:", "phone:", "text:", "dkim:", "from:", "origin:")
_MOST = 500  # campaigns in one dossier, the largest of the month


def _due(referring: Referring, period: Period, _now: datetime) -> tuple[list[Referral], list[Words]]:
    if referring.register.ministry() is None:
        return [], [Words("passed_no_ministry")]
    if not campaigns_of(referring, period, limit=1):
        return [], []
    draft = Referral(
        key=f"{KEY}{period.first}/{period.last}",
        kind=ReferralKind.MINISTRY_REPORT,
        party="ministry",
        number=DRY_RUN,
        first_day=period.first,
        last_day=period.last,
    )
    return [draft], []


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    ministry = referring.register.ministry()
    if ministry is None:
        raise CannotDo("cannot_dossier_without_ministry")
    if referral.first_day is None or referral.last_day is None:
        raise CannotDo("cannot_no_period", ticket=referral.number)
    period = Period(referral.first_day, referral.last_day)
    seen = campaigns_of(referring, period, limit=_MOST)
    senders = {number: sender for sender in referring.register.senders() for number in sender.campaigns}
    lines = [_line(referring, each, senders.get(each.id)) for each in seen]
    paper = ministry_dossier(
        referral.number, lines, referring.reporter, referring.texts("ministry_dossier", "ja"), language="ja",
        day=referring.day(now), first_day=period.first, last_day=period.last, draft=referral.number == DRY_RUN,
    )  # fmt: skip
    listed = dossier_list(lines, simulated=referring.reporter.simulated)
    made = paper_letter(referral, ministry.contact, paper, referring.reporter, now, (("list.csv", listed),))
    mask = mask_for(referring, referral.key, [])
    return Built(ministry.contact, made, mask.secrets, Standings(day=referring.day(now)))


def _line(referring: Referring, seen: CampaignSeen, sender: Sender | None) -> DossierLine:
    warned: tuple[date, ...] = sender.warned_on if sender else ()
    return DossierLine(
        campaign=seen.id,
        grade=referring.grade(seen.id),
        sender=sender.identity.name if sender and sender.identity else "",
        messages=seen.messages,
        reports=seen.reports,
        reporters=seen.reporters,
        monitor_hits=seen.monitor_hits,
        first_day=referring.day(seen.first_at),
        last_day=referring.day(seen.last_at),
        rules=tuple(sorted(seen.rules.items())),
        confirmed=tuple(sorted(referring.records.confirmed_rules(seen.id))),
        warned_on=warned,
        keys=tuple(defang(key) for key in seen.keys if key.startswith(_TOLD_KEYS))[:5],
    )


def campaigns_of(referring: Referring, period: Period, limit: int) -> list[CampaignSeen]:
    """The largest campaigns of a period, by the centre's own days."""
    zone = referring.moving.timezone
    since = datetime.combine(period.first, time(), zone)
    until = datetime.combine(period.last + timedelta(days=1), time(), zone)
    return referring.records.campaigns_between(since, until, limit=limit)


MINISTRY_DOSSIERS = Way(ReferralKind.MINISTRY_REPORT, _due, _build, KEY)
