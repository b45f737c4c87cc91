"""Refer petition files (申出の調書) to the ministry: a request to act, entered as its applicant wrote it, with what was found."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tsuho.casework.enter_petition import applicant_of, senders_of
from tsuho.casework.errors import CannotDo
from tsuho.casework.paper_letter import paper_letter
from tsuho.casework.ports import ReportSeen
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring, mask_for
from tsuho.referral.documents.petition_file import Found, PetitionedMail, petition_file
from tsuho.words.catalogue import Words, say
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import ReferralKind

_TELLS = frozenset({"breached", "suspected"})


def _due(referring: Referring, _period: Period, _now: datetime) -> tuple[list[Referral], list[Words]]:
    """A request comes from a person, so nothing is due by itself; what stands is shown."""
    return referring.moving.referrals.standing(ReferralKind.PETITION_FILE), []


def _build(referring: Referring, referral: Referral, now: datetime) -> Built:
    ministry = referring.register.ministry()
    if ministry is None:
        raise CannotDo("cannot_petition_without_ministry")
    rows = referring.records.seen(referral.reports)
    judged = [_judged(referring, row) for row in rows]
    mails = [
        PetitionedMail(row.received_at, row.subject, str((each["message"] or {}).get("sha256") or "–"), row.ip or "–")
        for row, each in zip(rows, judged, strict=True)
    ]
    _of_one_person(referring, rows, referral)
    found = dict.fromkeys(
        Found(finding["provision"], finding["verdict"], say(finding["why_key"], "ja", finding["details"]))
        for each in judged
        for finding in each["findings"]
        if finding["verdict"] in _TELLS
    )
    paper = petition_file(
        referral.number, applicant_of(referral), mails, list(found), referring.reporter, referring.texts("petition", "ja"),
        language="ja", day=referring.day(now),
    )  # fmt: skip
    originals = tuple(
        (f"{position:02d}.eml", referring.lake.raw(row.arrival, row.received_at) or b"")
        for position, row in enumerate(rows, 1)
    )
    made = paper_letter(referral, ministry.contact, paper, referring.reporter, now, originals)
    # The applicant asks to be named, and the originals are his; no monitor may be in them.
    mask = mask_for(referring, referral.key, [])
    return Built(ministry.contact, made, mask.secrets, Standings(day=referring.day(now)))


def _of_one_person(referring: Referring, rows: Sequence[ReportSeen], referral: Referral) -> None:
    """Originals leave as they came, so they must all be the applicant's own: who else reported something named nobody."""
    senders = senders_of(referring.lake, rows)
    if len(senders) > 1:
        raise CannotDo("cannot_petition_of_many", ticket=referral.number, count=len(senders))


def _judged(referring: Referring, row: ReportSeen) -> dict[str, Any]:
    for stored in referring.lake.reports(row.arrival, row.received_at):
        if stored["number_in_arrival"] == row.number_in_arrival and stored["judged"]:
            found: dict[str, Any] = json.loads(str(stored["judged"]))
            return found
    raise CannotDo("cannot_speak_of_lost", arrival=row.arrival)


PETITION_FILES = Way(ReferralKind.PETITION_FILE, _due, _build)
