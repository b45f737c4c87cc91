"""海外執行機関への情報提供件数（国・地域別）: messages given to foreign agencies, in the order of the partnerships."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column

SERIES = Series(
    name="agencies_by_country",
    ledger=(series.AGENCY,),
    by=("country",),
    values=one_column(*series.AGENCY_COUNTRIES),
)
