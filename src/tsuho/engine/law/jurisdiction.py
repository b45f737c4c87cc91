"""A jurisdiction: the table of contents of one country's law, as the engine uses it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tsuho.engine.law.in_force import LawInForce, Period
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import CampaignRule, Rule
from tsuho.words.judged import Classification


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One country. ``language`` is the one its reports are written in: another one is reason I1.

    ``rules`` and ``campaign_rules`` are read top to bottom; ``classify`` says what a mail is about before they run, and
    the class of a chain letter. ``regions`` maps the code of a region (prefecture) to its name.
    """

    code: str
    language: str
    timezone: ZoneInfo
    periods: tuple[Period, ...]
    rules: tuple[Rule, ...]
    campaign_rules: tuple[CampaignRule, ...]
    classify: Callable[[OneMessage, LawInForce], Classification]
    regions: Mapping[str, str]
