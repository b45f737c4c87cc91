"""A rule of law: one provision, the time it is in force, what it needs, and how it judges one mail or one campaign.

Rules return judgements and know nothing of one another; their order is the table of the jurisdiction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tsuho.engine.law.campaign_case import CampaignSummary
from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Standing, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says: the verdict, the message key that explains it, its details, and the words that prove it.

    ``standing`` is set by campaign rules alone, whose facts stand differently far; None: as the mail stands.
    """

    verdict: Verdict
    why_key: str
    evidence: tuple[Evidence, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    standing: Standing | None = None


def breached(why_key: str, evidence: Sequence[Evidence] = (), **details: str) -> Judgement:
    """違反: the mail shows that the provision is broken."""
    return Judgement(Verdict.BREACHED, why_key, tuple(evidence), details)


def suspected(why_key: str, evidence: Sequence[Evidence] = (), **details: str) -> Judgement:
    """疑い: a person decides; published as no violation until then."""
    return Judgement(Verdict.SUSPECTED, why_key, tuple(evidence), details)


def kept(why_key: str, evidence: Sequence[Evidence] = (), **details: str) -> Judgement:
    """適合: the mail shows that the provision is kept."""
    return Judgement(Verdict.KEPT, why_key, tuple(evidence), details)


def cannot_tell(why_key: str, evidence: Sequence[Evidence] = (), **details: str) -> Judgement:
    """判定不能: what the rule needs cannot be seen here."""
    return Judgement(Verdict.CANNOT_TELL, why_key, tuple(evidence), details)


def not_applicable(why_key: str, evidence: Sequence[Evidence] = (), **details: str) -> Judgement:
    """対象外: the provision does not reach this mail."""
    return Judgement(Verdict.NOT_APPLICABLE, why_key, tuple(evidence), details)


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which a provision binds: from ``since`` to the day before ``until`` (None: still)."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the provision bound on that day."""
        return self.since <= day and (self.until is None or day < self.until)


def since(year: int, month: int, day: int) -> InForce:
    """In force from that day on."""
    return InForce(date(year, month, day))


Needs = Callable[[OneMessage, LawInForce], Judgement | None]
Judge = Callable[[OneMessage, LawInForce], Judgement]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for one message.

    ``needs`` is asked first and answers with the judgement that ends the matter (not an advertisement: not
    applicable; sending time unknown: cannot tell) or None to go on. ``version`` changes whenever the verdict on any
    mail may change, so that a finding says which reading of the law it came from. ``display_item`` marks the
    provisions of the display duty, to which the guard of the outcome applies; ``supports_only`` those that say how or
    why, and never make a violation or a hold by themselves. ``provision`` is today's; the parameters of a period name
    another where the articles stood elsewhere.
    """

    id: str
    provision: str
    in_force: InForce
    needs: Needs
    judge: Judge
    version: str = "1"
    display_item: bool = False
    supports_only: bool = False


@dataclass(frozen=True, slots=True)
class CampaignRule:
    """A rule that only many messages together can show (re-sending after refusal, going on after an order).

    ``aggravates`` marks what is no offence by itself and makes everything else graver (going on after a warning).
    """

    id: str
    provision: str
    in_force: InForce
    judge: Callable[[CampaignSummary, LawInForce], Judgement]
    version: str = "1"
    aggravates: bool = False
