"""Refer the fortnightly report on chain mail (転送状況) to who edits the public site: a draft until people approved it.

Every figure is a query on the ledger for one half month; the letters themselves are gone. It is due once its half month is over.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.paper_letter import paper_letter
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, mask_for
from tsuho.referral.documents.chain_report import ChainCounts, chain_list, chain_report
from tsuho.statistics import series
from tsuho.statistics.small_cells import is_small, shown
from tsuho.words.catalogue import Words
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ChainClass, ReferralKind

PARTY = "public"
_MIDDLE = 15  # the last day of the first half of a month
_MEDIA = ("mail", "sns")
_MOST_TITLES = 10


def half_months(first: date, last: date) -> list[Period]:
    """The half months from the one in which ``first`` lies to the one in which ``last`` does."""
    found = [half_of(first)]
    while found[-1].last < last:
        found.append(half_of(found[-1].last + timedelta(days=1)))
    return found


def half_of(day: date) -> Period:
    """The half month of a day: up to the fifteenth, or from the sixteenth on."""
    if day.day <= _MIDDLE:
        return Period(day.replace(day=1), day.replace(day=_MIDDLE))
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Period(day.replace(day=_MIDDLE + 1), next_month - timedelta(days=1))


def _due(referring: Referring, period: Period, now: datetime) -> tuple[list[Referral], list[Words]]:
    drafts, passed_over = [], []
    for half in half_months(period.first, period.last):
        if referring.day(now) <= half.last:
            passed_over.append(Words("passed_half_month", {"first": half.first, "last": half.last}))
        elif _totals(referring, half)[half]:
            drafts.append(
                Referral(
                    key=f"{ReferralKind.CHAIN_REPORT}/{half.first}/{half.last}",
                    kind=ReferralKind.CHAIN_REPORT,
                    party=PARTY,
                    number=DRY_RUN,
                    first_day=half.first,
                    last_day=half.last,
                )
            )
    return drafts, passed_over


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    if referral.first_day is None or referral.last_day is None:
        raise CannotDo("cannot_no_period", ticket=referral.number)
    if not referring.editor:
        raise CannotDo("cannot_no_editor")
    counts = counts_of(referring, Period(referral.first_day, referral.last_day))
    words = referring.texts("chain_report", "ja")
    paper = chain_report(
        referral.number, counts, referring.reporter, words, day=referring.day(now), draft=referral.number == DRY_RUN
    )
    listed = chain_list(counts, words, simulated=referring.reporter.simulated)
    made = paper_letter(referral, referring.editor, paper, referring.reporter, now, (("list.csv", listed),))
    mask = mask_for(referring, referral.key, [])
    return Built(referring.editor, made, mask.secrets, Standings(day=referring.day(now)))


def counts_of(referring: Referring, half: Period) -> ChainCounts:
    """The counts of one half month, small ones hidden."""
    totals = _totals(referring, half)
    before = half_of(half.first - timedelta(days=1))
    classes = shown(_split(referring, half, "kind", [each.value for each in ChainClass]))
    media = shown(_split(referring, half, "medium", _MEDIA))
    by_prefecture = _split(referring, half, "region")
    prefectures = shown(by_prefecture)
    of_year = [totals[each] for each in half_months(_year_began(half.last), half.last)]
    small = is_small(totals[half])
    return ChainCounts(
        first=half.first,
        last=half.last,
        total=None if small else totals[half],
        before=None if is_small(totals[before]) else totals[before],
        # what is hidden of one half month must not be what the year leaves beside all others
        of_year=None if any(is_small(each) for each in of_year) else sum(of_year),
        classes=tuple((each.value, classes[each.value]) for each in ChainClass),
        media=tuple((each, media[each]) for each in _MEDIA),
        prefectures=_most_first(prefectures),
        other_prefectures=0 if small else sum(by_prefecture[name] for name, count in prefectures.items() if count is None),
        titles=_ranking(referring, half),
    )  # fmt: skip


def _split(referring: Referring, half: Period, column: str, names: Sequence[str] = ()) -> dict[str, int]:
    """The chain mails of a half month by one column of the ledger."""
    moving = referring.moving
    rows = moving.ledger.sums(half.first, half.last + timedelta(days=1), ("series", column), [moving.source])
    return dict.fromkeys(names, 0) | {value: count for (name, value), count in rows if name == series.CHAIN_MAIL}


def _totals(referring: Referring, half: Period) -> Counter[Period]:
    """The chain mails of each half month, from the one before this fiscal year to this one."""
    since = min(_year_began(half.last), half_of(half.first - timedelta(days=1)).first)
    moving = referring.moving
    rows = moving.ledger.sums(since, half.last + timedelta(days=1), ("series", "day"), [moving.source])
    found: Counter[Period] = Counter()
    for (name, day), count in rows:
        if name == series.CHAIN_MAIL:
            found[half_of(date.fromisoformat(day))] += count
    return found


def _ranking(referring: Referring, half: Period) -> list[tuple[str, str, int]]:
    """Titles of our own list by how often each came; what is in no list, and what came seldom, is not named."""
    moving = referring.moving
    until, of_chain_mail = half.last + timedelta(days=1), {"series": [series.CHAIN_MAIL]}
    tags: Counter[str] = Counter()
    for (titles,), count in moving.ledger.sums(half.first, until, ("tags",), [moving.source], of_chain_mail):
        for title in titles.split():
            tags[title] += count
    seen = [(title, count) for title, count in _most_first(shown(tags)) if title in referring.chain_titles]
    return [(title, referring.chain_titles[title], count) for title, count in seen if count is not None][:_MOST_TITLES]


def _most_first(counts: dict[str, int | None]) -> tuple[tuple[str, int | None], ...]:
    return tuple(sorted(counts.items(), key=lambda each: (-(each[1] or 0), each[0])))


def _year_began(day: date) -> date:
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)


CHAIN_REPORTS = Way(ReferralKind.CHAIN_REPORT, _due, _build)
