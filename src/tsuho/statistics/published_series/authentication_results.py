"""送信ドメイン認証の結果: our own check of every hit at the monitors, by what was checked and what it came to (RFC 8601)."""

from tsuho.statistics import series
from tsuho.statistics.published import Series

_OFTEN = ("pass", "fail", "none", "temperror", "permerror")
_RESULTS = {
    "spf": ("pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"),
    "dkim": _OFTEN,
    "dmarc": _OFTEN,
}

SERIES = Series(
    name="authentication_results",
    ledger=(series.AUTHENTICATION,),
    by=("kind", "outcome"),
    values=tuple((check, result) for check in series.CHECKS for result in _RESULTS[check]),
    notes=("note_each_check_of_each_hit",),
)
