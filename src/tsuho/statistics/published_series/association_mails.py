"""アソシエーション宛て転送件数: messages forwarded with consent to being shared with the association's members."""

from tsuho.statistics import series
from tsuho.statistics.published import Series

SERIES = Series(name="association_mails", ledger=(series.ASSOCIATION,))
