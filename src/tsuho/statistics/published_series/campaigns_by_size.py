"""送信者群数（通数の階級別）: campaigns by how many messages of each came in during the period."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.campaign_classes import campaigns_in_classes
from tsuho.statistics.classes import names
from tsuho.statistics.published import Series, distinct_parties, one_column

_FIRSTS = (1, 2, 10, 100, 1_000, 10_000)

SERIES = Series(
    name="campaigns_by_size",
    ledger=(series.CAMPAIGN,),
    unit=Unit.CAMPAIGNS,
    by=("messages",),
    values=one_column(*names(_FIRSTS)),
    reads=("party",),
    measure=distinct_parties,
    tally=campaigns_in_classes(_FIRSTS),
    kept=True,
    notes=("note_campaigns_at_close", "note_union_of_campaigns"),
)
