"""CSV: the list of a notice, in UTF-8 with a byte order mark for spreadsheets, in which no cell can become a formula."""

from collections.abc import Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from tsuho.referral.reported_hit import ReportedHit
from tsuho.words.cells import harmless_csv

COLUMNS = (
    "reference",
    "ip",
    "port",
    "time_utc",
    "time_jst",
    "mail_from",
    "helo",
    "from",
    "subject",
    "rules",
    "provisions",
    "campaign",
    "note",
)
_JST = ZoneInfo("Asia/Tokyo")


def csv_list(hits: Sequence[ReportedHit], *, simulated: bool) -> bytes:
    """One line a hit; times to the second, in UTC and in Japanese time. The null sender is ``<>``, as in SMTP."""
    return harmless_csv(COLUMNS, (_row(hit, simulated=simulated) for hit in hits))


def _row(hit: ReportedHit, *, simulated: bool) -> tuple[str, ...]:
    utc = hit.time.astimezone(UTC)
    return (
        hit.reference,
        hit.ip,
        str(hit.port or ""),
        f"{utc:%Y-%m-%dT%H:%M:%SZ}",
        f"{hit.time.astimezone(_JST):%Y-%m-%dT%H:%M:%S+09:00}",
        "" if hit.mail_from is None else hit.mail_from or "<>",
        hit.helo,
        hit.redacted.sender,
        hit.redacted.subject,
        " ".join(rule for rule, _ in hit.provisions),
        " / ".join(article for _, article in hit.provisions),
        str(hit.campaign),
        "SIMULATED 模擬" if simulated else "",
    )
