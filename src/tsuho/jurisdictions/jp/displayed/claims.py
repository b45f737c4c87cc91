"""Finder of the lawful basis that a mail claims for itself (第3条第1項各号): consent, a card, dealings, a published address."""

from tsuho.engine.law.one_message import OneMessage
from tsuho.jurisdictions.jp.displayed.addresses import postal_addresses
from tsuho.jurisdictions.jp.displayed.contacts import contacts
from tsuho.jurisdictions.jp.displayed.names import formal_names
from tsuho.jurisdictions.jp.displayed.refusals import destinations, statements
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.claims import BASES
from tsuho.words.evidence import Evidence


def claimed_bases(mail: OneMessage) -> dict[str, Evidence]:
    """The items of Article 3(1) that the words of a mail claim, each with its first proof."""
    hits = WORDINGS.on(mail.text.folded.text)
    found = {basis: hits.first(wording) for basis, wording in BASES.items()}
    return {basis: mail.text.folded_evidence(*match.span()) for basis, match in found.items() if match}


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
