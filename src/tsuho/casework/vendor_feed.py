"""The vendor feed: what consented mail each member of the association may pull, how much of it, and what is written down.

Nothing is laid out that was not consented to under a text in force when it arrived, and nothing leaves while the agreement
is not in force, over the day's quota, or with an address in it. A withdrawal is always told, whatever else holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.feed_item import (
    Feeding,
    Monitors,
    build_item,
    monitors_of,
    reference_of,
    stored_report,
    why_not_shared,
)
from tsuho.casework.referral_ports import REFUSED, FeedEntry, Pull, Shareable
from tsuho.referral.leak_check import Leaks
from tsuho.referral.moves import VENDOR_FEED_GATES, unmet
from tsuho.referral.shared_item import SharedItem
from tsuho.statistics.booking_referrals import row_for_shared
from tsuho.words.partners import Vendor
from tsuho.words.referrals import Standings
from tsuho.words.vocabulary import Door

FORMATS = ("features", "eml", "stix", "misp")
MOST = 1_000  # items in one answer
# Whoever writes to the association's address was told beforehand that it is shared; other doors need the mail's own yes.
CONSENTED_DOORS = (Door.ASSOCIATION,)
_MOST_LAID_OUT = 1_000  # reports looked at in one go; the next pull goes on


class NotServed(CannotDo):
    """A vendor is not served; ``key`` is the message key that says why, ``later`` when to ask again."""

    def __init__(self, key: str, later: datetime | None = None, **details: str) -> None:
        super().__init__(key, **details)
        self.key, self.later, self.details = key, later, details


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: items and tombstones in order, where to go on from, and whether there is more.

    ``entries`` stand beside ``items``; ``held_back`` are references that a leak keeps here.
    """

    items: tuple[SharedItem, ...]
    entries: tuple[FeedEntry, ...]
    upto: int
    more: bool
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a vendor asks for: in which format, from behind which place, how much, and whether only what was withdrawn."""

    form: str
    after: int = 0
    limit: int = 100
    only_withdrawn: bool = False
    changed_after: datetime | None = None


def lay_out(feeding: Feeding, now: datetime) -> int:
    """Look at the reports that the feed has not looked at; how many there were."""
    waiting = feeding.feed.not_yet(CONSENTED_DOORS, _MOST_LAID_OUT)
    feeding.feed.enter([_entry(feeding, each) for each in waiting], now)
    return len(waiting)


def vendor_of(feeding: Feeding, code: str) -> Vendor:
    """A member of the association. Raises NotServed for a code that is none."""
    found = next((each for each in feeding.register.vendors() if each.code == code), None)
    if found is None:
        raise NotServed("feed_no_vendor", vendor=code)
    return found


def vendor_may(feeding: Feeding, vendor: Vendor, form: str, now: datetime) -> None:
    """Raises NotServed unless the agreement is in force and has this format."""
    if not vendor.in_force(now.astimezone(feeding.timezone).date()):
        raise NotServed("feed_not_in_force", vendor=vendor.code)
    if form not in vendor.formats:
        raise NotServed("feed_not_agreed", format=form, formats=", ".join(vendor.formats))


def pull(feeding: Feeding, vendor: Vendor, asked: Asked, now: datetime) -> Page:
    """One page for one vendor, written down and counted. Raises NotServed with the reason."""
    left = _left(feeding, vendor, asked, now)
    lay_out(feeding, now)
    limit = max(1, min(asked.limit, MOST))
    entries = feeding.feed.page(
        asked.after, limit + 1, only_withdrawn=asked.only_withdrawn, changed_after=asked.changed_after
    )
    page, more = entries[:limit], len(entries) > limit
    offered = [each for each in page if each.withdrawn_at is None]
    if len(offered) > left:
        if left == 0 and page[0].withdrawn_at is None:
            raise over_quota(feeding, vendor, now)
        page, more = page[: page.index(offered[left])], True
    return hand_over(feeding, vendor, asked, page, now, more=more)


def pull_day(feeding: Feeding, vendor: Vendor, day: date, now: datetime) -> Page:
    """All of one day of receipt, for the format that has one file a day. Raises NotServed with the reason."""
    asked = Asked("misp")
    left = _left(feeding, vendor, asked, now)
    lay_out(feeding, now)
    entries = feeding.feed.of_day(day)
    if sum(each.withdrawn_at is None for each in entries) > left:
        raise over_quota(feeding, vendor, now)
    return hand_over(feeding, vendor, asked, entries, now, more=False)


def hand_over(
    feeding: Feeding, vendor: Vendor, asked: Asked, entries: Sequence[FeedEntry], now: datetime, *, more: bool
) -> Page:
    """Build what a vendor gets, write it down and count it."""
    items, told, held = build(feeding, entries, now, vendor=vendor)
    upto = max((each.position or 0 for each in entries), default=asked.after)
    write_down(feeding, vendor, asked, told, upto, now)
    return Page(tuple(items), tuple(told), upto, more, tuple(held))


def write_down(
    feeding: Feeding, vendor: Vendor, asked: Asked, told: Sequence[FeedEntry], upto: int, now: datetime
) -> None:
    """Put what a vendor gets into its log, and count each item once for it, before it leaves.

    Raises NotServed where another pull took what was left of the quota meanwhile: then nothing leaves.
    """
    if not told:
        return
    shared = [each for each in told if each.withdrawn_at is None]
    pulled = Pull(vendor.code, now, asked.form, asked.after, upto, len(shared), len(told) - len(shared))
    day = now.astimezone(feeding.timezone).date()
    # as one: a crash between the two would leave a pull in the log that no figure counts
    with feeding.together():
        if not feeding.feed.log(pulled, _midnight(feeding, now), vendor.daily_quota):
            raise over_quota(feeding, vendor, now)
        feeding.ledger.book(row_for_shared(each.reference, vendor.code, day, feeding.source) for each in shared)


def build(
    feeding: Feeding, entries: Sequence[FeedEntry], now: datetime, *, vendor: Vendor | None = None
) -> tuple[list[SharedItem], list[FeedEntry], list[str]]:
    """(items, their entries, references held back). ``vendor`` None: only to be looked at here."""
    monitors = monitors_of(feeding)
    items, told, held = [], [], []
    for entry in entries:
        item = _checked(feeding, entry, monitors, now, vendor)
        if item is None:
            held.append(entry.reference)
        else:
            items.append(item)
            told.append(entry)
    return items, told, held


def quota_left(feeding: Feeding, vendor: Vendor, now: datetime) -> int:
    """How many items a vendor may still get today."""
    return max(0, vendor.daily_quota - feeding.feed.pulled(vendor.code, _midnight(feeding, now)))


def _entry(feeding: Feeding, shareable: Shareable) -> FeedEntry:
    reference = reference_of(shareable, feeding.token_key)
    consent = consent_at(feeding, shareable.received_at)
    if not consent:
        return FeedEntry(shareable, reference, "", why_not="feed_no_consent_text")
    if feeding.feed.refused([shareable.reporter] if shareable.reporter else []):
        return FeedEntry(shareable, reference, consent, why_not=REFUSED)
    try:
        stored = stored_report(shareable, feeding.lake)
    except CannotDo:
        return FeedEntry(shareable, reference, consent, why_not="feed_nothing_whole")
    if stored.door not in CONSENTED_DOORS and not stored.flagged:
        return FeedEntry(shareable, reference, consent, why_not="feed_no_consent")
    return FeedEntry(shareable, reference, consent, why_not=why_not_shared(stored, feeding))


def consent_at(feeding: Feeding, received_at: datetime) -> str:
    """The version of the text that was in force when a mail arrived; empty: none was, so nobody agreed to anything."""
    day = received_at.astimezone(feeding.timezone).date()
    return next((each.version for each in reversed(feeding.register.consent_texts()) if each.in_force(day)), "")


def _checked(
    feeding: Feeding, entry: FeedEntry, monitors: Monitors, now: datetime, vendor: Vendor | None
) -> SharedItem | None:
    """The item; None where it is held back, which is written to the audit log once and named to the staff."""
    day = now.astimezone(feeding.timezone).date()
    try:
        item = build_item(feeding, entry, monitors)
    except (Leaks, CannotDo) as why:
        key = "feed_leak" if isinstance(why, Leaks) else "feed_nothing_whole"
        if feeding.feed.hold_back(entry.of.report, key):
            details = {"why": str(why), "vendor": vendor.code if vendor else ""}
            feeding.audit.write(now, "tsuho", "hold_back", f"feed {entry.reference}", details)
        return None
    standings = Standings(day, consents=bool(entry.consent), agreement=vendor is None or vendor.in_force(day), leaks=0)
    if entry.withdrawn_at is None and unmet(VENDOR_FEED_GATES, standings):
        return None
    return item


def _left(feeding: Feeding, vendor: Vendor, asked: Asked, now: datetime) -> int:
    """What is left of the day's quota. What was withdrawn is told to every vendor that ever was one."""
    if asked.only_withdrawn:
        return 0
    vendor_may(feeding, vendor, asked.form, now)
    return quota_left(feeding, vendor, now)


def over_quota(feeding: Feeding, vendor: Vendor, now: datetime) -> NotServed:
    """What is raised when nothing is left of the day's quota: it begins anew at midnight."""
    later = _midnight(feeding, now) + timedelta(days=1)
    return NotServed("feed_over_quota", later, quota=f"{vendor.daily_quota:,}")


def _midnight(feeding: Feeding, now: datetime) -> datetime:
    return now.astimezone(feeding.timezone).replace(hour=0, minute=0, second=0, microsecond=0)
