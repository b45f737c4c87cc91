"""Chain mail (チェーンメール): whether a text asks to be passed on, its class and its title by chain_mail.yaml."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.patterns import Hits
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.words.judged import Classification
from tsuho.words.vocabulary import Advertising, ChainClass, Form, Kind

UNLISTED = "unlisted"
# With these a text is a business's own, that asks its customers to tell their friends.
_OF_A_BUSINESS = ("OPTOUT", "POSTAL", "SENDER_LABEL")
# Forms in which the original itself reached us, and not what a reporter typed or a server said of it.
_AS_IT_WAS_SENT = frozenset({Form.ATTACHED, Form.INLINE, Form.SERVER_FORWARD, Form.DIRECT, Form.ARF, Form.ARCHIVE})
_LETTER = 3_000  # characters; a chain letter is short


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that name a class, or a title of it, between two days."""

    name: str
    chain_class: ChainClass
    pattern: re.Pattern[str]
    since: date
    until: date

    def stand_in(self, text: str, day: date | None) -> bool:
        return (day is None or self.since <= day < self.until) and bool(self.pattern.search(text))


def chain_letter(mail: OneMessage, day: date | None) -> Classification | None:
    """The classification of a chain letter, None for any other mail.

    What arrives at a monitor with a link comes from its operator, who advertises. ``chain_certain`` holds only for a
    short letter, read to its end and recovered as it was sent, without link, file or company, whose own words ask for
    many recipients: its bytes are discarded at every door, and what was cut off or hangs on may be an advertisement.
    """
    hits = WORDINGS.on(mail.text.folded.text)
    match = hits.first("CHAIN")
    if match is None or any(hits.has(name) for name in _OF_A_BUSINESS):
        return None
    if mail.kind is Kind.MONITOR_HIT and mail.links:
        return None
    whole = f"{mail.subject}\n{hits.text}"
    chain_class = chain_class_of(whole, day)
    return Classification(
        category="chain",
        advertising=Advertising.NO,
        why_key="classified_chain",
        evidence=(mail.text.folded_evidence(*match.span()),),
        out_of_scope="chain_mail",
        chain_class=chain_class.value,
        chain_title=_title(whole, chain_class, day),
        chain_certain=_is_certain(mail, hits),
    )


def _is_certain(mail: OneMessage, hits: Hits) -> bool:
    asks = hits.has("CHAIN_CERTAIN") and not hits.has("LEGAL_FORM")
    all_of_it = mail.text.whole and mail.form in _AS_IT_WAS_SENT and not mail.attachments
    return asks and all_of_it and not mail.links and len(hits.text) <= _LETTER and mail.kind is Kind.REPORT


def chain_class_of(text: str, day: date | None) -> ChainClass:
    """The class of a chain letter from its subject and text; other where no word tells."""
    return next((words.chain_class for words in _classes() if words.stand_in(text, day)), ChainClass.OTHER)


def _title(text: str, chain_class: ChainClass, day: date | None) -> str:
    known = (words for words in _titles() if words.chain_class is chain_class)
    return next((words.name for words in known if words.stand_in(text, day)), UNLISTED)


def chain_titles() -> dict[str, str]:
    """The titles that are known, by their ids: nothing else of a chain letter is ever named."""
    return {row["id"]: row["ja"] for row in _table()["titles"]}


@cache
def _table() -> dict[str, Any]:
    text = files("tsuho.jurisdictions.jp").joinpath("chain_mail.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


@cache
def _classes() -> tuple[_Words, ...]:
    rows = _table()["classes"]
    return tuple(_words(name, name, row) for name, group in rows.items() for row in group)


@cache
def _titles() -> tuple[_Words, ...]:
    return tuple(_words(row["id"], row["class"], row) for row in _table()["titles"])


def _words(name: str, chain_class: str, row: dict[str, Any]) -> _Words:
    since, until = row.get("since", date.min), row.get("until", date.max)
    return _Words(name, ChainClass(chain_class), re.compile(row["words"], re.IGNORECASE), since, until)
