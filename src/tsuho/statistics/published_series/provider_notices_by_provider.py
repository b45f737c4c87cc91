"""対応依頼件数（事業者別）: the twenty providers that were told of most, and all others as one."""

from tsuho.statistics.notice_units import counted_as, note_of_unit
from tsuho.statistics.published import Series

SERIES = Series(
    name="provider_notices_by_provider", ledger=(), by=("party",), top=20, also=counted_as, notes_of=note_of_unit
)
