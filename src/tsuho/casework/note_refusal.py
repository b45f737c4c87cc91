"""Note a refusal set (三点セット): the first mail, the refusal, and what came after it, put together by a person.

A set with gaps is noted too, and its gaps are named (I4f), since the missing part may still come. Of the recipient only the
pseudonym is kept. Nothing is judged here; the law's rule on re-sending reads the set.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tsuho.casework.case_ports import CampaignCases, FiledMail, NotedMail, NotedRefusal
from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Lake, ReporterPseudonyms
from tsuho.engine.law.campaign_case import RefusalWay
from tsuho.words.vocabulary import Advertising


@dataclass(frozen=True, slots=True)
class Part:
    """A mail of a set as the person names it: arrival number and which report of it.

    ``sent_at`` is stated where the evidence does not say it; ``within_topic`` where the refusal was limited to a topic.
    """

    arrival: int
    number_in_arrival: int = 0
    sent_at: datetime | None = None
    within_topic: bool | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A set as the person states it. ``recipient`` is the address that the refusal names; empty: it names none.

    ``same_recipient`` is what the person found on comparing; where the reporter is himself the recipient, that shows it.
    """

    first: Part | None
    refused_at: datetime | None
    way: RefusalWay | None
    recipient: str
    later: tuple[Part, ...]
    same_recipient: bool | None = None
    topic: str = ""
    bounced: bool = False
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Noting:
    """What noting needs: where sets are kept, the evidence, the audit log, and pseudonyms."""

    cases: CampaignCases
    lake: Lake
    audit: Audit
    pseudonyms: ReporterPseudonyms


@dataclass(frozen=True, slots=True)
class Noted:
    """The set's number, the campaign that it is noted for, and its gaps as message keys (I4f); none: it is complete."""

    number: int
    campaign: int
    gaps: tuple[str, ...]


def note_refusal(noting: Noting, stated: Stated, *, by: str, reason: str, at: datetime) -> Noted:
    """Note a set. Raises CannotDo without a name and a reason, and where no mail of it is in a campaign."""
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_note_unreasoned")
    parts = [*([stated.first] if stated.first else []), *stated.later]
    filed = {(part.arrival, part.number_in_arrival): _filed(part, noting.cases) for part in parts}
    campaign = next((each.campaign for each in filed.values() if each.campaign is not None), None)
    if campaign is None:
        raise CannotDo("cannot_refusal_without_campaign")
    whole = NotedRefusal(
        campaign=campaign,
        recipient=noting.pseudonyms.of(stated.recipient, stated.refused_at or at) if stated.recipient else "",
        first=_mail(stated.first, filed, noting.lake) if stated.first else None,
        refused_at=stated.refused_at,
        way=stated.way,
        later=tuple(_mail(part, filed, noting.lake) for part in stated.later),
        same_recipient=_same_recipient(stated, list(filed.values()), noting.pseudonyms),
        topic=stated.topic,
        bounced=stated.bounced,
        checked=stated.checked,
        by=by,
        reason=reason,
        noted_at=at,
    )
    number = noting.cases.note_refusal(whole)
    gaps = gaps_of(whole)
    details = {"set": str(number), "later": str(len(whole.later)), "gaps": " ".join(gaps), "reason": reason}
    noting.audit.write(at, by, "note_refusal", f"campaign {campaign}", details)
    return Noted(number, campaign, gaps)


def gaps_of(noted: NotedRefusal) -> tuple[str, ...]:
    """What a set lacks before it can prove anything, as message keys in the order of its parts."""
    lacks = {
        "refusal_gap_first": noted.first is None,
        "refusal_gap_first_time": noted.first is not None and noted.first.sent_at is None,
        "refusal_gap_refusal": noted.refused_at is None or noted.way is None,
        "refusal_gap_recipient": not noted.recipient,
        "refusal_gap_compared": noted.same_recipient is None,
        "refusal_gap_later": not noted.later,
        "refusal_gap_later_time": any(mail.sent_at is None for mail in noted.later),
    }
    return tuple(key for key, lacking in lacks.items() if lacking)


def _filed(part: Part, cases: CampaignCases) -> FiledMail:
    found = cases.filed(part.arrival, part.number_in_arrival)
    if found is None:
        raise CannotDo("cannot_find_part", arrival=part.arrival, place=part.number_in_arrival)
    return found


def _mail(part: Part, filed: Mapping[tuple[int, int], FiledMail], lake: Lake) -> NotedMail:
    """The mail with its sending time: as stated, else by a host that we trust, else as its own header says."""
    judged = _judged(filed[part.arrival, part.number_in_arrival], lake)
    origin, message = judged.get("origin") or {}, judged.get("message") or {}
    written = origin.get("time") or message.get("date")
    return NotedMail(
        arrival=part.arrival,
        number_in_arrival=part.number_in_arrival,
        sent_at=part.sent_at or (_aware(written) if written else None),
        advertising=Advertising(judged["classification"]["advertising"]) if judged else Advertising.DOUBTFUL,
        within_topic=part.within_topic,
    )


def _judged(mail: FiledMail, lake: Lake) -> Mapping[str, Any]:
    rows = lake.reports(mail.arrival, mail.received_at)
    found = next((row.get("judged") for row in rows if row["number_in_arrival"] == mail.number_in_arrival), None)
    judged: Mapping[str, Any] = json.loads(str(found)) if found else {}
    return judged


def _aware(text: str) -> datetime | None:
    """A time with its zone; one without a zone says no time."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else None


def _same_recipient(stated: Stated, filed: Sequence[FiledMail], pseudonyms: ReporterPseudonyms) -> bool | None:
    """Whether the parts are of one recipient: nobody can say so of a refusal that names no address."""
    if not stated.recipient:
        return None
    if stated.same_recipient is None and filed:
        own = all(each.reporter == pseudonyms.of(stated.recipient, each.received_at) for each in filed)
        return True if own else None
    return stated.same_recipient
