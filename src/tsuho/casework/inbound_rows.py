"""Where each row of an agency's lists stands: in a notice, due to its provider, waiting with a reason, or refused as too old.

Asked anew each time it is shown: a provider that was unknown when the list came may be in the register by now.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from functools import cache

from tsuho.casework.errors import CannotDo
from tsuho.casework.partner_ports import Provider
from tsuho.casework.provider_wishes import waits
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.casework.window_ports import InboundList, InboundLists
from tsuho.words.catalogue import Words, as_written
from tsuho.words.partners import Agency
from tsuho.words.vocabulary import ReferralKind

_ALL = 1_000_000
Holder = Callable[
    [str, datetime], tuple[Provider | None, int | None]
]  # (address, time) → whose it was, and in which AS


class RowState(StrEnum):
    """Where a row stands (一覧の行の状態)."""

    IN_NOTICE = "in_notice"  # 通知に含めた
    DUE = "due"  # 通知できる
    TOO_OLD = "too_old"  # 古すぎる
    UNKNOWN = "unknown"  # 登録事業者のものでない
    NOT_THEN = "not_then"  # その時点では登録事業者のものでない
    NOT_AGREED = "not_agreed"  # 機関が取次ぎを認めていない
    HELD_BACK = "held_back"  # 事業者への通知を控えている


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row of a list with where it stands; ``why`` says it in words, ``referral`` is the notice that it is in."""

    agency: str
    list_number: int
    ip: str
    at: datetime
    state: RowState
    why: Words | None = None
    provider: Provider | None = None
    asn: int | None = None
    referral: Referral | None = None


def lists_of(referring: Referring) -> InboundLists:
    """The lists of this centre. Raises CannotDo where it takes none."""
    if referring.inbound is None:
        raise CannotDo("cannot_without_inbound_lists")
    return referring.inbound


def agency_of(referring: Referring, code: str) -> Agency | None:
    """One agency of the register."""
    return next((each for each in referring.register.agencies() if each.code == code), None)


def notices_by_key(referring: Referring) -> Mapping[str, Referral]:
    """All notices of lists, by the keys that rows are tied to."""
    standing = referring.moving.referrals.standing(ReferralKind.INBOUND_NOTICE, limit=_ALL)
    return {each.key: each for each in standing}


def laid_rows(referring: Referring, lists: Sequence[InboundList], now: datetime) -> Iterator[LaidRow]:
    """Every row of these lists, each once an agency, as it stands now."""
    notices = notices_by_key(referring)
    agencies = {each.code: each for each in referring.register.agencies()}
    tied = {code: lists_of(referring).tied(code) for code in {each.agency for each in lists}}
    holder, reasons = holder_of(referring), dict[str, Words | None]()
    seen: set[tuple[str, str, datetime]] = set()
    for each in lists:
        for row in each.rows:
            key = (each.agency, row.ip, row.at)
            if key in seen:
                continue
            seen.add(key)
            laid = LaidRow(each.agency, each.number, row.ip, row.at, RowState.DUE)
            notice = tied[each.agency].get((row.ip, row.at))
            if notice is not None:
                yield _told(laid, notices.get(notice))
            else:
                yield _untold(referring, laid, agencies.get(each.agency), holder, reasons, now)


def holder_of(referring: Referring) -> Holder:
    """Who is asked whose an address was; the register goes by days, so each is asked once a day of the list."""

    @cache
    def on(ip: str, noon: datetime) -> tuple[Provider | None, int | None]:
        network = referring.networks.at(ip, noon) if referring.networks else None
        asn = network.asn if network else None
        return referring.partners.provider_of(ip, noon, asn), asn

    def holder(ip: str, at: datetime) -> tuple[Provider | None, int | None]:
        return on(ip, datetime.combine(referring.day(at), time(12), referring.moving.timezone))

    return holder


def _told(laid: LaidRow, referral: Referral | None) -> LaidRow:
    return _with(laid, RowState.IN_NOTICE, as_written(referral.number) if referral else None, referral=referral)


def _untold(
    referring: Referring,
    laid: LaidRow,
    agency: Agency | None,
    holder: Holder,
    reasons: dict[str, Words | None],
    now: datetime,
) -> LaidRow:
    """A row that is in no notice; ``reasons`` remembers why a provider is held back, which is the same for all its rows."""
    if laid.at < referring.newest - referring.max_age:
        return _with(laid, RowState.TOO_OLD, Words("row_too_old", {"days": referring.max_age.days}))
    provider, asn = holder(laid.ip, laid.at)
    if provider is None:
        later, _ = holder(laid.ip, now)
        if later is None:
            return _with(laid, RowState.UNKNOWN, Words("row_unknown"))
        return _with(laid, RowState.NOT_THEN, Words("row_not_then", {"provider": later.code}))
    if why := _not_agreed(agency, laid.agency):
        return _with(laid, RowState.NOT_AGREED, why, provider=provider, asn=asn)
    if provider.code not in reasons:
        reasons[provider.code] = provider.held_back(referring.day(now)) or waits(referring, provider, now)
    if reasons[provider.code]:
        return _with(laid, RowState.HELD_BACK, reasons[provider.code], provider=provider, asn=asn)
    return _with(laid, RowState.DUE, provider=provider, asn=asn)


def _not_agreed(agency: Agency | None, code: str) -> Words | None:
    """Why nothing of an agency's lists is passed on; None: it may be."""
    if agency is None:
        return Words("row_no_agency", {"agency": code})
    if agency.suspended:
        return as_written(agency.suspended)
    return None if agency.lets_pass_on else Words("row_not_agreed", {"agency": code})


def _with(
    laid: LaidRow, state: RowState, why: Words | None = None, *, provider: Provider | None = None, asn: int | None = None,
    referral: Referral | None = None,
) -> LaidRow:  # fmt: skip
    return LaidRow(laid.agency, laid.list_number, laid.ip, laid.at, state, why, provider, asn, referral)
