"""Refer the monthly report (月次報告, D2) to the ministry: due once the month is closed, so that what it says stays what it was."""

from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.paper_letter import paper_letter
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.refer_ministry_dossiers import campaigns_of
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, mask_for
from tsuho.statistics.documents.asked import Ask
from tsuho.statistics.documents.ministry_report import Letterhead, TopCampaign, ministry_report
from tsuho.statistics.periods import year_to
from tsuho.words.catalogue import Words, say
from tsuho.words.paper import Paper
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ReferralKind

KEY = f"{ReferralKind.MINISTRY_REPORT}/month/"
_LANGUAGE = "ja"  # the ministry's own
_MOST_CAMPAIGNS = 20


def monthly_report(
    referring: Referring, ask: Ask, period: Period, now: datetime, *, number: str, language: str = _LANGUAGE
) -> Paper:
    """The report of one month as a paper; ``ask`` answers for its fiscal year to date. Without a ticket it is a draft."""
    reporter = referring.reporter
    head = Letterhead(
        number=number,
        addressee=say("ministry_addressee", language),
        sender=reporter.name if language == "ja" else reporter.name_en,
        day=referring.day(now),
        draft=number == DRY_RUN,
        simulated=reporter.simulated,
    )
    return ministry_report(ask, _top(referring, period), head, language)


def _due(referring: Referring, period: Period, _now: datetime) -> tuple[list[Referral], list[Words]]:
    if referring.figures is None or referring.register.ministry() is None:
        return [], []
    if not referring.figures.closed(period.first):
        return [], [Words("passed_month_open", {"month": f"{period.first:%Y-%m}"})]
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
        raise CannotDo("cannot_report_without_ministry")
    if referral.first_day is None or referral.last_day is None:
        raise CannotDo("cannot_no_period", ticket=referral.number)
    period = Period(referral.first_day, referral.last_day)
    if referring.figures is None:
        raise CannotDo("cannot_report_without_ledger")
    ask = referring.figures.ask(year_to(period.last), period.last)
    paper = monthly_report(referring, ask, period, now, number=referral.number)
    made = paper_letter(referral, ministry.contact, paper, referring.reporter, now)
    mask = mask_for(referring, referral.key, [])
    return Built(ministry.contact, made, mask.secrets, Standings(day=referring.day(now)))


def _top(referring: Referring, period: Period) -> list[TopCampaign]:
    senders = {number: sender for sender in referring.register.senders() for number in sender.campaigns}
    return [
        TopCampaign(
            campaign=seen.id,
            grade=referring.grade(seen.id),
            sender=sender.identity.name if (sender := senders.get(seen.id)) and sender.identity else "",
            reporters=seen.reporters,
            messages=seen.messages,
            monitor_hits=seen.monitor_hits,
        )
        for seen in campaigns_of(referring, period, limit=_MOST_CAMPAIGNS)
    ]


MINISTRY_REPORTS = Way(ReferralKind.MINISTRY_REPORT, _due, _build, KEY)
