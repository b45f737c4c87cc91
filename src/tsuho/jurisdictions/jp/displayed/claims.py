"""Finder of the lawful basis on which a mail comes (G2, 第3条第1項各号): what its words claim, and what the monitor's sheet rules out."""

import re
from datetime import date

from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.parse.folded import fold
from tsuho.jurisdictions.jp.displayed.addresses import postal_addresses
from tsuho.jurisdictions.jp.displayed.contacts import contacts
from tsuho.jurisdictions.jp.displayed.names import formal_names
from tsuho.jurisdictions.jp.displayed.refusals import destinations, statements
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.claims import BASES
from tsuho.words.arrival import MonitorSheet
from tsuho.words.displayed import LawfulBasis, Recipient
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Advertising, Channel, Kind

ITEMS = ("i", "ii", "iii", "iv")
# Local parts that a body gives to an office rather than to a person.
_ROLE = re.compile(
    r"(?<![\w.+-])(?:info|contact|sales|office|support|inquiry|toiawase|soumu|eigyo|webmaster|postmaster|press|pr|mail)@",
    re.IGNORECASE,
)


def claimed_bases(mail: OneMessage) -> dict[str, Evidence]:
    """The items of Article 3(1) that the words of a mail claim, each with its first proof."""
    hits = WORDINGS.on(mail.text.folded.text)
    found = {basis: hits.first(wording) for basis, wording in BASES.items()}
    return {basis: mail.text.folded_evidence(*match.span()) for basis, match in found.items() if match}


def lawful_basis(mail: OneMessage) -> LawfulBasis | None:
    """The basis as an object; None where nothing advertises. It judges nothing: V31 does."""
    found = mail.classification
    if found is None or found.advertising is Advertising.NO:
        return None
    excluded = _excluded(mail.monitor)
    return LawfulBasis(
        claimed=claimed_bases(mail),
        recipient=_recipient(mail),
        excluded=excluded,
        open=tuple(item for item in ITEMS if item not in excluded),
        denied_by_label=WORDINGS.on(fold(mail.subject).text).has("LABEL"),
    )


def _excluded(sheet: MonitorSheet | None) -> tuple[str, ...]:
    if sheet is None:
        return ()
    excludes = (
        sheet.excludes_consent,
        sheet.excludes_notified_address,
        sheet.excludes_dealing,
        sheet.excludes_published_address,
    )
    return tuple(item for item, is_excluded in zip(ITEMS, excludes, strict=True) if is_excluded)


def _recipient(mail: OneMessage) -> Recipient:
    """What kind of recipient: never who. A published address counts only if a person had seen it by the sending day."""
    if mail.kind is Kind.MONITOR_HIT:
        return Recipient.MONITOR
    if mail.channel is Channel.SMS:
        return Recipient.NUMBER
    seen = mail.published_address
    if seen is not None and mail.sent_at is not None and seen.seen_on <= _day(mail):
        return Recipient.BUSINESS if seen.of_business else Recipient.PRIVATE
    to = mail.header_evidence.get("to")
    return Recipient.ROLE_ADDRESS if to and _ROLE.search(to.text) else Recipient.UNKNOWN


def _day(mail: OneMessage) -> date:
    return mail.sent_at.date() if mail.sent_at else date.max


def display_is_complete(mail: OneMessage) -> bool:
    """Whether all five items of the display stand in the text, as they do with senders who have something to lose."""
    text = mail.text
    return bool(
        formal_names(text)
        and destinations(text, mail.links)
        and statements(text)
        and postal_addresses(text)
        and contacts(text)
    )
