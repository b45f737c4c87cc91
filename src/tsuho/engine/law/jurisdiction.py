"""A jurisdiction: the table of contents of one country's law, as the engine uses it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tsuho.engine.law.in_force import LawInForce, Period
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import CampaignRule, Rule
from tsuho.words.displayed import Display, LawfulBasis, Party
from tsuho.words.judged import Classification, Finding


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One country. ``language`` is the one its reports are written in: another one is reason I1.

    ``rules`` and ``campaign_rules`` are read top to bottom; ``classify`` says what a mail is about before they run, and
    the class of a chain letter. ``regions`` maps the code of a region (prefecture) to its name. What stands beside the
    findings is said by ``lawful_basis``, ``display`` (from the findings of the display rules) and ``parties``; a country
    whose law knows no such thing leaves them out.
    """

    code: str
    language: str
    timezone: ZoneInfo
    periods: tuple[Period, ...]
    rules: tuple[Rule, ...]
    campaign_rules: tuple[CampaignRule, ...]
    classify: Callable[[OneMessage, LawInForce], Classification]
    regions: Mapping[str, str]
    lawful_basis: Callable[[OneMessage], LawfulBasis | None] | None = None
    display: Callable[[OneMessage, Sequence[Finding]], Display | None] | None = None
    parties: Callable[[OneMessage], tuple[Party, ...]] | None = None
