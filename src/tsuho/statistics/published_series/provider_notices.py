"""ISP 事業者への対応依頼件数: messages that notices told of, or by choice the notices as letters (A2)."""

from tsuho.statistics.notice_units import counted_as, note_of_unit
from tsuho.statistics.published import Series

SERIES = Series(name="provider_notices", ledger=(), also=counted_as, notes_of=note_of_unit)
