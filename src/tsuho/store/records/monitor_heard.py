"""When mail last came to a monitor, and who noted its silence: read the same way for Today and for the monitors' own list."""

from tsuho.casework.monitor_silence import REMEMBERED
from tsuho.casework.today_ports import MonitorHeard
from tsuho.store.records.models import Monitor, Report
from tsuho.store.records.monitor_models import CustodyLine
from tsuho.words.monitors import CustodyAct


def label_of(row: Monitor) -> str:
    """Its label; one that was entered without is called by its number."""
    return row.label or f"M-{row.pk:03d}"


def heard(row: Monitor) -> MonitorHeard:
    """The newest mails by the index of a monitor's hits, and the newest note of its silence."""
    recent = Report.objects.filter(monitor=row.pk).order_by("-received_at").values_list("received_at", flat=True)
    seen = CustodyLine.objects.filter(monitor=row.pk, act=CustodyAct.FOUND_SILENT).order_by("-at").first()
    return MonitorHeard(
        number=row.pk,
        label=label_of(row),
        medium=row.medium,
        carrier=row.carrier,
        since=row.since,
        recent=tuple(recent[:REMEMBERED]),
        silent_days=row.silent_days,
        seen_by=seen.by if seen else "",
        seen_at=seen.at if seen else None,
    )
