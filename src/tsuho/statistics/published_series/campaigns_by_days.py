"""送信者群数（活動日数の階級別）: campaigns by the number of days on which messages of them came in."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.campaign_classes import campaigns_in_classes
from tsuho.statistics.classes import names
from tsuho.statistics.published import Series, distinct_parties, one_column

_FIRSTS = (1, 2, 4, 8, 31)

SERIES = Series(
    name="campaigns_by_days",
    ledger=(series.CAMPAIGN_DAY,),
    unit=Unit.CAMPAIGNS,
    by=("days",),
    values=one_column(*names(_FIRSTS)),
    reads=("party",),
    measure=distinct_parties,
    tally=campaigns_in_classes(_FIRSTS),
    kept=True,
    notes=("note_campaigns_at_close", "note_union_of_campaigns"),
)
