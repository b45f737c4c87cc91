"""What a purge needs, put together from an open centre and its settings."""

from tsuho.casework.errors import CannotDo
from tsuho.casework.purge import Limits, Purging, limit_before
from tsuho.store.lake.purging import PurgeOnDelta
from tsuho.wiring.open import Centre
from tsuho.wiring.referring import newest_of


def purging_of(centre: Centre) -> Purging:
    """The limits counted from the present of the mails, which in a sample centre is its last day."""
    # models exist only after Django is set up, so what stands on them is imported here
    from tsuho.store.records.feed import FeedInDatabase
    from tsuho.store.records.purging import PurgingInDatabase
    from tsuho.store.records.together import together

    settings, timezone = centre.settings, centre.reading.jurisdiction.timezone
    kept, present = settings.retention, newest_of(centre)
    held = [each.strip() for each in kept.held_campaigns]
    if wrong := [each for each in held if not each.isdecimal()]:
        raise CannotDo(f"[retention] held_campaigns names campaigns by their numbers, not {wrong[0]!r}")
    return Purging(
        records=PurgingInDatabase(FeedInDatabase(timezone)),
        evidence=PurgeOnDelta(settings.path(settings.store.lake)),
        spool=centre.spool,
        audit=centre.audit,
        limits=Limits(
            limit_before(present, kept.reports_months, timezone),
            limit_before(present, kept.monitors_months, timezone),
            limit_before(present, kept.evidence_months, timezone),
        ),
        timezone=timezone,
        closed=frozenset(each.month for each in centre.ledger.closed_months()),
        held_campaigns=frozenset(map(int, held)),
        together=together,
    )
