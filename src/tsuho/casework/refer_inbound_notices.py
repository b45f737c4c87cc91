"""Refer what agencies abroad reported (海外からの一覧による対応依頼): to each provider the rows of its networks, once each.

Nothing of it was found by us: the notice says whose report it is, as far as that agency allows, and cites no provision. It leaves
when the liaison has checked it and the administrator has confirmed that it may be passed on, and in no other way.
"""

import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from tsuho.casework.errors import CannotDo
from tsuho.casework.inbound_rows import LaidRow, RowState, agency_of, holder_of, laid_rows, lists_of
from tsuho.casework.partner_ports import Provider
from tsuho.casework.provider_wishes import addressee_of, in_letters, waits
from tsuho.casework.queue_letter import DRY_RUN
from tsuho.casework.refer_by_approval import NOT_YET_SENT, Built, Period, Way, open_draft
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, mask_for
from tsuho.referral.documents.inbound_notice import inbound_notice
from tsuho.referral.recipient_codes import ADDRESS
from tsuho.referral.reported_line import ReportedBy, ReportedLine
from tsuho.words.catalogue import Words
from tsuho.words.partners import Agency, PassingOn
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ReferralKind

_MOST_IN_ONE = 500  # rows in one letter: no mail is in it, so that it stays below 3 MB with both reports of each
_CITES = ("第11条", "Article 11")


def _due(referring: Referring, _period: Period, now: datetime) -> tuple[list[Referral], list[Words]]:
    """What stands as a draft, and a new one for each letter that is due; what waits or is refused, with why and how many."""
    standing = referring.moving.referrals.standing(ReferralKind.INBOUND_NOTICE, NOT_YET_SENT, 1_000_000)
    lists = lists_of(referring).since(referring.newest - referring.max_age)
    due: dict[tuple[str, str], tuple[Provider, list[LaidRow]]] = {}
    others: dict[tuple[str, str, Words | None], int] = {}
    for row in laid_rows(referring, lists, now):
        if row.state is RowState.DUE and row.provider is not None:
            due.setdefault((row.agency, row.provider.code), (row.provider, []))[1].append(row)
        elif row.state is not RowState.IN_NOTICE:
            said = (row.agency, row.provider.code if row.provider else "", row.why)
            others[said] = others.get(said, 0) + 1
    drafts = [
        _draft(referring, agency, provider, group)
        for (agency, _), (provider, rows) in sorted(due.items(), key=lambda each: each[0])
        for group in in_letters(provider, rows, lambda row: row.asn, most=_MOST_IN_ONE)
    ]
    return [*standing, *drafts], [_passed_over(*said, count) for said, count in others.items()]


def _passed_over(agency: str, provider: str, why: Words | None, count: int) -> Words:
    who = f"{agency} → {provider}" if provider else agency
    return Words("passed_rows", {"agency": agency, "party": who, "why": why or "–", "count": count})


def _draft(referring: Referring, agency: str, provider: Provider, rows: Sequence[LaidRow]) -> Referral:
    told = sorted((row.ip, row.at.isoformat()) for row in rows)
    days = [referring.day(row.at) for row in rows]
    said = sha256(" ".join([agency, provider.code, *(f"{ip} {at}" for ip, at in told)]).encode()).hexdigest()
    return Referral(
        key=f"{ReferralKind.INBOUND_NOTICE}/{said}",
        kind=ReferralKind.INBOUND_NOTICE,
        party=provider.code,
        number=DRY_RUN,
        first_day=min(days),
        last_day=max(days),
        about={
            "agency": agency,
            "lists": sorted({row.list_number for row in rows}),
            "rows": [list(each) for each in told],
            "lines": sorted({row.ip for row in rows}),
        },
    )


def open_inbound_drafts(referring: Referring, agency: str, now: datetime) -> tuple[int, list[Words]]:
    """Open a draft for each letter that is due of one agency's lists, and send nothing: (how many, what was passed over and why)."""
    drafts, passed_over = _due(referring, Period(referring.day(now), referring.day(now)), now)
    new = [each for each in drafts if not each.id and each.about["agency"] == agency]
    refused = [why for each in new if (why := open_draft(referring, INBOUND_NOTICES, each, now))]
    own = [why for why in passed_over if why.details["agency"] == agency]
    return len(new) - len(refused), [*own, *refused]


def _take(referring: Referring, draft: Referral) -> bool:
    return lists_of(referring).tie(str(draft.about["agency"]), rows_told(draft), draft.key)


def _waits(referring: Referring, referral: Referral, now: datetime) -> Words | None:
    provider = referring.partners.provider(referral.party)
    return (provider.held_back(referring.day(now)) or waits(referring, provider, now)) if provider else None


def rows_told(referral: Referral) -> list[tuple[str, datetime]]:
    """(address, time) of each row that a notice tells of."""
    rows = referral.about.get("rows")
    return [(str(ip), datetime.fromisoformat(at)) for ip, at in rows] if isinstance(rows, list) else []


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    provider = referring.partners.provider(referral.party)
    agency = agency_of(referring, str(referral.about["agency"]))
    if provider is None or agency is None:
        raise CannotDo("cannot_inbound_party_gone", number=referral.number)
    rows = rows_told(referral)
    _must_be_its(referring, referral, provider, rows)
    by = _reported_by(agency)
    _must_not_tell(agency, by)
    lines = [ReportedLine(_reference(referring, agency.code, ip, at), ip, at) for ip, at in rows]
    words = {language: referring.texts("inbound_notice", language) for language in ("ja", "en")}
    made = inbound_notice(
        referral.number,
        addressee_of(referring, provider, referral, now),
        lines,
        by,
        referring.reporter,
        words,
        format_datetime(now.astimezone(UTC)),
    )
    oldest = min(at for _, at in rows)
    standings = Standings(
        day=referring.day(now),
        oldest=referring.day(oldest),
        newest_allowed=referring.day(referring.newest - referring.max_age),
        partner_active=not provider.held_back(referring.day(now)) and not agency.suspended,
        passing_on=agency.lets_pass_on,
        cites_article_11=any(cited in said for own in words.values() for said in own.values() for cited in _CITES),
    )
    secrets = mask_for(referring, referral.key, ()).secrets
    # in a sample centre the mails' present stands still while the clock runs on: what is left of the limit may be waited
    return Built(provider.contact, made, secrets, standings, now + referring.max_age - (referring.newest - oldest))


def _must_be_its(
    referring: Referring, referral: Referral, provider: Provider, rows: Sequence[tuple[str, datetime]]
) -> None:
    """The register may have been put right since the draft: a provider is told of nobody else's networks."""
    holder = holder_of(referring)
    for ip, at in rows:
        found, _ = holder(ip, at)
        if found is None or found.code != provider.code:
            raise CannotDo("cannot_inbound_row_of_other", number=referral.number, provider=provider.code)


def _reported_by(agency: Agency) -> ReportedBy:
    named = f"{agency.name_en} ({agency.body})" if agency.passing_on is PassingOn.NAMED else ""
    return ReportedBy(named, agency.list_basis, agency.list_limits)


def _must_not_tell(agency: Agency, by: ReportedBy) -> None:
    """Its own words are the agency's: they may hold an address, which is nobody's to give away, or the name that it withholds."""
    said = f"{by.name} {by.basis} {by.limits}"
    if ADDRESS.search(said):
        raise CannotDo("cannot_inbound_words_hold_address", agency=agency.code)
    if not by.name and any(name in said for name in (agency.name, agency.name_en, agency.body)):
        raise CannotDo("cannot_inbound_words_name_agency", agency=agency.code)


def _reference(referring: Referring, agency: str, ip: str, at: datetime) -> str:
    said = f"inbound|{agency}|{ip}|{at.isoformat()}".encode()
    return hmac.new(referring.token_key, said, sha256).hexdigest()[:16]


INBOUND_NOTICES = Way(ReferralKind.INBOUND_NOTICE, _due, _build, take=_take, waits=_waits)
