"""対応依頼をした ISP 事業者数: how many different providers got a notice; in a year each one is counted once (A3)."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.published import Series, distinct_parties

SERIES = Series(
    name="providers_noticed",
    ledger=(series.PROVIDER_NOTICE,),
    unit=Unit.PARTIES,
    measure=distinct_parties,
    notes=("note_union_of_parties",),
)
