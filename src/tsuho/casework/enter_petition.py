"""Enter a petition (申出): who asks the minister to act under Article 8(1), what he wishes, and the mails that he got.

The only thing in the house that keeps a person's name and postal address, since the request is nothing without them. They stand
in the petition's own row and in its file; no audit row, error or key holds them.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import open_referral
from tsuho.casework.ports import Lake, ReportSeen
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.referral.documents.petition_file import Applicant
from tsuho.words.catalogue import Words
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import Door, ReferralKind

MOST_OF_NAME, MOST_OF_ADDRESS, MOST_OF_WISH, MOST_MAILS = 100, 300, 4_000, 100
_ALL = 10_000  # a centre gets a few petitions a year
_GONE = frozenset({ReferralState.REJECTED, ReferralState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Entry:
    """Who enters a petition and on what it rests: the number of the written request, never the applicant."""

    by: str
    reason: str
    at: datetime


def enter_petition(referring: Referring, applicant: Applicant, reports: tuple[int, ...], entry: Entry) -> Referral:
    """Open the petition as a draft, audited without a word of the applicant. Raises CannotDo with what is wrong with it."""
    _whole(applicant, referring.day(entry.at))
    refuse_named(applicant, entry.by, entry.reason)
    reports = tuple(dict.fromkeys(reports))
    _own_mails(referring, reports)
    with referring.moving.together():
        for each in referring.moving.referrals.standing(ReferralKind.PETITION_FILE, limit=_ALL):
            if set(each.reports) == set(reports) and each.state not in _GONE:
                raise CannotDo("cannot_petition_twice", ticket=each.number)
        number = referring.outbox.next_ticket(referring.day(entry.at))
        draft = Referral(
            key=f"{ReferralKind.PETITION_FILE}/{number}",
            kind=ReferralKind.PETITION_FILE,
            party="ministry",
            number=number,
            reports=reports,
            about={
                "name": applicant.name.strip(),
                "address": applicant.address.strip(),
                "received_on": applicant.received_on.isoformat(),
                "wish": applicant.wish.strip(),
            },
        )
        opened = open_referral(referring.moving, draft, entry.at)
        said = {"reason": entry.reason, "reports": ", ".join(map(str, reports))}
        referring.moving.audit.write(entry.at, entry.by, "petition_entered", number, said)
    return opened


def applicant_of(petition: Referral) -> Applicant:
    """The applicant as the petition keeps him."""
    said = petition.about
    received_on = date.fromisoformat(str(said["received_on"]))
    return Applicant(str(said["name"]), str(said["address"]), received_on, str(said["wish"]))


def refuse_named(applicant: Applicant, by: str, reason: str) -> None:
    """Raises CannotDo without a name and a reason, and for a reason that names the applicant: the audit log keeps it for ever."""
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_petition_unreasoned")
    written = _folded(reason)
    if any(_folded(each) in written for each in (applicant.name, applicant.address) if each.strip()):
        raise CannotDo("cannot_petition_named")


def senders_of(lake: Lake, rows: Sequence[ReportSeen]) -> set[str]:
    """Who handed these mails to us, as our own session saw it; empty where it saw nobody."""
    return {_sender(lake, row) for row in rows}


def _sender(lake: Lake, row: ReportSeen) -> str:
    kept = lake.reports(row.arrival, row.received_at)
    seen = next((each["seen_by_door"] for each in kept if each["seen_by_door"]), None)
    return (json.loads(str(seen))["envelope"]["mail_from"] or "").lower() if seen else ""


def _whole(applicant: Applicant, today: date) -> None:
    limits = (
        ("name", applicant.name, MOST_OF_NAME),
        ("address", applicant.address, MOST_OF_ADDRESS),
        ("wish", applicant.wish, MOST_OF_WISH),
    )
    for field, value, most in limits:
        if not 0 < len(value.strip()) <= most:
            raise CannotDo("cannot_petition_unwritten", field=Words(f"petition_{field}"), most=most)
    if applicant.received_on > today:
        raise CannotDo("cannot_petition_from_future", day=applicant.received_on.isoformat())


def _own_mails(referring: Referring, reports: tuple[int, ...]) -> None:
    """The originals leave as they came, so they must be there, and all of them the applicant's own."""
    if not reports or len(reports) > MOST_MAILS:
        raise CannotDo("cannot_petition_without_mails", most=MOST_MAILS)
    rows = referring.records.seen(reports)
    known = {row.id for row in rows}
    if missing := [each for each in reports if each not in known]:
        raise CannotDo("cannot_petition_of_unknown", reports=", ".join(map(str, missing)))
    if monitors := [row.id for row in rows if row.door is Door.MONITOR]:
        raise CannotDo("cannot_petition_of_monitors", reports=", ".join(map(str, monitors)))
    senders = senders_of(referring.lake, rows)
    if len(senders) > 1:
        raise CannotDo("cannot_petition_of_many_now", count=len(senders))


def _folded(text: str) -> str:
    """As it is compared: full width or half, spaced or not, a name is the same name."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
