"""アソシエーション参加事業者数: how many members got anything; in a year each one is counted once (A3)."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.published import Series, distinct_parties

SERIES = Series(
    name="association_members",
    ledger=(series.ASSOCIATION_MEMBER,),
    unit=Unit.PARTIES,
    measure=distinct_parties,
    notes=("note_union_of_parties",),
)
