"""What referring needs, put together from an open centre; and the periods that are named on the command line."""

import calendar
from datetime import date, datetime, timedelta
from importlib.metadata import version

from tsuho.casework.errors import CannotDo
from tsuho.casework.group import judged_campaign
from tsuho.casework.refer_by_approval import Period
from tsuho.casework.refer_chain_reports import half_of
from tsuho.casework.referring import Referring
from tsuho.jurisdictions.jp.chain_mail import chain_titles
from tsuho.jurisdictions.jp.handoffs import CONCERNS
from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.reported_hit import Reporter
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import Centre
from tsuho.wiring.publishing import figures_of


def referring_of(centre: Centre) -> Referring:
    """What every way of referring needs of this centre."""
    settings, law = centre.settings, centre.reading.jurisdiction
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
        register=centre.register,
        lake=centre.lake,
        outbox=centre.outbox,
        moving=moving_of(centre),
        reporter=who,
        articles={rule.id: rule.provision for rule in law.rules}
        | {rule.id: rule.provision for rule in law.campaign_rules},
        texts=texts,
        concerns=CONCERNS,
        grade=lambda campaign: _grade(centre, campaign),
        token_key=settings.secret("redaction.key"),
        newest=newest_of(centre),
        max_age=timedelta(days=settings.delivery.notice_days),
        public_url=settings.web.public_url,
        editor=settings.centre.editor,
        chain_titles=chain_titles(),
        reading=centre.reading,
        figures=figures_of(centre),
        inbound=centre.inbound,
        networks=centre.networks,
    )


def _grade(centre: Centre, campaign: int) -> str:
    """How strong the evidence against a campaign is, judged now from what the records hold of it."""
    seen = centre.records.campaign(campaign)
    return judged_campaign(seen, centre.cases, centre.reading.jurisdiction).strength.value if seen else ""


def newest_of(centre: Centre) -> datetime:
    """The present of the mails: in a sample centre the last day that was simulated, else now."""
    if not centre.settings.centre.simulated:
        return centre.now()
    # from the end of an index: every page about referrals asks it, and a thousand campaigns' counts would be walked through
    return centre.today.newest() or centre.now()


def half_month_of(month: str, half: int, centre: Centre) -> Period:
    """The half of a month that is named (2015-03, 1 or 2); no half: the whole month; no month: the last half that is over."""
    if not month:
        today = centre.now().astimezone(centre.reading.jurisdiction.timezone).date()
        current = half_of(_newest_day(centre))
        return current if current.last < today else half_of(current.first - timedelta(days=1))
    whole = period_of(month, centre)
    if not half:
        return whole
    return half_of(whole.first if half == 1 else whole.last)


def _newest_day(centre: Centre) -> date:
    return newest_of(centre).astimezone(centre.reading.jurisdiction.timezone).date()


def period_of(month: str, centre: Centre) -> Period:
    """The month that is named (2015-03); none: that of the newest mail."""
    if not month:
        month = f"{_newest_day(centre):%Y-%m}"
    try:
        year, number = map(int, month.split("-"))
        return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))
    except ValueError:
        raise CannotDo("cannot_read_month", month=repr(month)) from None
