"""CSV: the list of a notice, of our own hits or of an agency's rows, in UTF-8 with a byte order mark for spreadsheets, in which no cell can become a formula."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tsuho.referral.reported_hit import ReportedHit
from tsuho.referral.reported_line import ReportedBy, ReportedLine
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


LINE_COLUMNS = ("reference", "ip", "time_utc", "time_jst", "reported_by", "note")


def csv_lines(lines: Sequence[ReportedLine], by: ReportedBy, *, simulated: bool) -> bytes:
    """One line a row of an agency's list; times to the second, in UTC and in Japanese time."""
    note = "SIMULATED 模擬" if simulated else ""
    rows = ((line.reference, line.ip, *_times(line.time), by.name, note) for line in lines)
    return harmless_csv(LINE_COLUMNS, rows)


def _times(time: datetime) -> tuple[str, str]:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", f"{time.astimezone(_JST):%Y-%m-%dT%H:%M:%S+09:00}"


def _row(hit: ReportedHit, *, simulated: bool) -> tuple[str, ...]:
    return (
        hit.reference,
        hit.ip,
        str(hit.port or ""),
        *_times(hit.time),
        "" if hit.mail_from is None else hit.mail_from or "<>",
        hit.helo,
        hit.redacted.sender,
        hit.redacted.subject,
        " ".join(rule for rule, _ in hit.provisions),
        " / ".join(article for _, article in hit.provisions),
        str(hit.campaign),
        "SIMULATED 模擬" if simulated else "",
    )
