"""Claim an item of the queue before working on it, so that no two people do the same; give it up, or take it over.

A claim runs out by itself (setting queue.claim_minutes), because a person who fell ill must block nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit
from tsuho.casework.queue_ports import Claim, Claims, Item, WorkQueue


@dataclass(frozen=True, slots=True)
class Desk:
    """What working on the queue needs: the queue, the claims, the audit log, and how long a claim holds."""

    queue: WorkQueue
    claims: Claims
    audit: Audit
    claim_holds: timedelta


def claim_item(desk: Desk, item: Item, *, by: str, at: datetime) -> Claim:
    """Claim an item, or go on with one's own. Raises CannotDo while somebody else has it."""
    _must_be_named(by)
    if not desk.queue.entries([item]):
        raise CannotDo("cannot_find_item", item=item.words)
    claim = Claim(by, at, at + desk.claim_holds)
    if not desk.claims.claim(item, claim):
        raise CannotDo("cannot_claim_held", by=_holder(desk, item, at), item=item.words)
    desk.audit.write(at, by, "claim", str(item), {"until": claim.until.isoformat()})
    return claim


def take_over(desk: Desk, item: Item, *, by: str, reason: str, at: datetime) -> Claim:
    """Take an item from whoever has it in hand. Raises CannotDo without a reason, or where it lies free."""
    _must_be_named(by)
    if not reason.strip():
        raise CannotDo("cannot_take_over_unreasoned")
    holder = desk.claims.holders([item], at).get(item)
    if holder is None or holder.by == by:
        raise CannotDo("cannot_take_over_free", item=item.words)
    claim = Claim(by, at, at + desk.claim_holds)
    if not desk.claims.claim(item, claim, instead_of=holder.by):
        raise CannotDo("cannot_take_over_changed", item=item.words)
    desk.audit.write(at, by, "take_over", str(item), {"from": holder.by, "reason": reason})
    return claim


def release_item(desk: Desk, item: Item, *, by: str, at: datetime) -> None:
    """Give an item back unfinished. Raises CannotDo for one that is not this person's."""
    if not desk.claims.release(item, by, at):
        raise CannotDo("cannot_release", item=item.words)
    desk.audit.write(at, by, "release", str(item), {})


def must_hold(desk: Desk, item: Item, by: str, at: datetime) -> None:
    """Raises CannotDo unless this person has the item in hand now."""
    holder = desk.claims.holders([item], at).get(item)
    if holder is None:
        raise CannotDo("cannot_unclaimed", item=item.words)
    if holder.by != by:
        raise CannotDo("cannot_held_by_other", by=holder.by, item=item.words)


def _holder(desk: Desk, item: Item, at: datetime) -> str:
    found = desk.claims.holders([item], at).get(item)
    return found.by if found else "somebody"


def _must_be_named(by: str) -> None:
    if not by.strip():
        raise CannotDo("cannot_claim_unnamed")
