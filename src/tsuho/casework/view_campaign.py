"""The campaign page: how it went day by day, where it came from, who reported it, how its texts differ, why it is one.

All of it is read from counts and slim rows; what rules say of it is judged by group.py, on demand, from its members.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from tsuho.casework.campaign_ports import CampaignHead, CampaignPages, ReferralSeen, TextVariant
from tsuho.casework.errors import CannotDo
from tsuho.casework.queue_ports import Item, ItemKind, QueueEntry, WorkQueue
from tsuho.casework.search_ports import Fact, FactIndex, What, Where

_SHOWN = (
    What.OUTCOME, What.RULE, What.CATEGORY, What.LANGUAGE, What.FORM, What.REASON, What.LANDING, What.FROM_DOMAIN, What.PHONE,
    What.AMOUNT, What.PREFIX, What.AS, What.COUNTRY, What.FILE,
)  # fmt: skip
_VALUES = 20
_DAYS = 400
_VARIANTS = 6
_COMPARED = 1_200  # characters; what differs further down is seen in the mails themselves


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a variant that the first text does not have there; ``instead`` is what stands there in the first."""

    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A variant and where it differs from the first, in characters of its own text."""

    variant: TextVariant
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class CampaignView:
    """All that the page shows. ``distinct`` counts how many values each kind of fact has, shown or not."""

    head: CampaignHead
    entry: QueueEntry | None
    days: Sequence[Fact]
    hit_days: Sequence[Fact]
    facts: Mapping[What, Sequence[Fact]]
    distinct: Mapping[What, int]
    reporters: int
    reporter_places: int
    monitors: int
    keys: Sequence[tuple[str, int]]
    subjects: Sequence[TextVariant]
    texts: Sequence[Compared]
    confirmed: Sequence[tuple[str, str, str, datetime]]
    referrals: Sequence[ReferralSeen]


def view_campaign(pages: CampaignPages, facts: FactIndex, queue: WorkQueue, campaign: int) -> CampaignView:
    """The page of a campaign, found by any number it ever had. Raises CannotDo for one that never was."""
    head = pages.head(campaign)
    if head is None:
        raise CannotDo("cannot_find_campaign", campaign=campaign)
    item = Item(ItemKind.CAMPAIGN, head.id)
    return CampaignView(
        head=head,
        entry=queue.entries([item]).get(item),
        days=facts.of_campaign(head.id, What.DAY, _DAYS),
        hit_days=facts.of_campaign(head.id, What.HIT_DAY, _DAYS),
        facts={what: facts.of_campaign(head.id, what, _VALUES) for what in _SHOWN},
        distinct={what: facts.distinct(head.id, what) for what in _SHOWN},
        reporters=sum(each.count for each in facts.of_campaign(head.id, What.REPORTERS)),
        reporter_places=facts.distinct(head.id, What.PLACE),
        monitors=facts.distinct(head.id, What.MONITOR),
        keys=pages.keys(head.id),
        subjects=pages.variants(head.id, Where.SUBJECT),
        texts=compare(pages.variants(head.id, Where.TEXT, _VARIANTS)),
        confirmed=pages.confirmed(head.id),
        referrals=pages.referrals(head.id),
    )


def compare(variants: Sequence[TextVariant]) -> tuple[Compared, ...]:
    """Each variant beside the first one."""
    return tuple(
        Compared(each, differences(variants[0].text, each.text) if number else ())
        for number, each in enumerate(variants)
    )


def differences(first: str, other: str) -> tuple[Difference, ...]:
    """Where ``other`` differs from ``first``, within the part that is compared."""
    one, two = first[:_COMPARED], other[:_COMPARED]
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.quick_ratio() < 0.3:  # another text altogether: pointing at single letters would tell nothing
        return (Difference(0, len(two), one[:200]),)
    return tuple(Difference(c, d, one[a:b]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal")
