"""CSV: the list of a notice, in UTF-8 with a byte order mark for spreadsheets, in which no cell can become a formula."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from tsuho.referral.reported_hit import ReportedHit

COLUMNS = (
    "reference",
    "ip",
    "port",
    "time_utc",
    "time_jst",
    "from",
    "helo",
    "subject",
    "rules",
    "provisions",
    "campaign",
)
_JST = ZoneInfo("Asia/Tokyo")


def csv_list(hits: Sequence[ReportedHit]) -> bytes:
    """One line a hit; times to the second, in UTC and in Japanese time."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for hit in hits:
        utc = hit.time.astimezone(UTC)
        row = (
            hit.reference,
            hit.ip,
            str(hit.port or ""),
            f"{utc:%Y-%m-%dT%H:%M:%SZ}",
            f"{hit.time.astimezone(_JST):%Y-%m-%dT%H:%M:%S+09:00}",
            hit.redacted.sender,
            hit.helo,
            hit.redacted.subject,
            " ".join(rule for rule, _ in hit.provisions),
            " / ".join(article for _, article in hit.provisions),
            str(hit.campaign),
        )
        writer.writerow([harmless_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def harmless_cell(text: str) -> str:
    """A cell that a spreadsheet shows and never runs."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
