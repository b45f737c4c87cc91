"""アソシエーションへの提供件数（事業者別）: messages that each member got; the same message is counted for each who got it."""

from tsuho.statistics import series
from tsuho.statistics.published import Series

SERIES = Series(
    name="association_by_member",
    ledger=(series.ASSOCIATION_MEMBER,),
    by=("party",),
    notes=("note_shared_with_each",),
)
