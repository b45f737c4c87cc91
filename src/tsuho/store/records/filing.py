"""File judged arrivals: one slim row a report, joined to its campaign, counted, indexed and queued, in one transaction a batch.

The rows already there are looked up first and passed over, under a lock that lets one batch at a time in: so a repeated
batch changes nothing, not even a campaign's counters.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tsuho.casework.ports import Evidenced
from tsuho.casework.queue_ports import Item, ItemKind
from tsuho.casework.repeats import fingerprint
from tsuho.engine.campaigns.clues import Clues, clues_of
from tsuho.store.records.campaign_entries import refresh_campaigns
from tsuho.store.records.campaign_keys import key_text
from tsuho.store.records.inflow_hours import add as count_hours
from tsuho.store.records.joining import enter
from tsuho.store.records.judged_columns import judged_columns
from tsuho.store.records.models import Monitor, Report
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.store.records.queue_rows import drop, put_reports
from tsuho.store.records.search_texts import NewText, index_texts
from tsuho.words.arrival import Arrival
from tsuho.words.judged import JudgedReport


def file(evidenced: Sequence[Evidenced], reporters: Mapping[int, str]) -> None:
    """Enter the slim rows of judged arrivals and join them to campaigns; idempotent by arrival and report."""
    with one_at_a_time(Work.FILING):
        numbers = [each.arrival.number for each in evidenced]
        there = set(Report.objects.filter(arrival__in=numbers).values_list("arrival", "number_in_arrival"))
        monitors = _monitors(evidenced)
        rows: list[Report] = []
        clues: list[Clues] = []
        judgements: list[tuple[Evidenced, JudgedReport]] = []
        for each in evidenced:
            for number, judged in enumerate(each.judged.reports):
                if (each.arrival.number, number) not in there:
                    row = _row(each.arrival, number, judged, reporters.get(each.arrival.number, ""))
                    row.monitor_id = monitors.get(each.arrival.number)
                    rows.append(row)
                    row.sha256 = each.judged.sha256
                    clues.append(clues_of(judged.campaign_keys, key_text))
                    judgements.append((each, judged))
        entered = enter(rows, clues)
        count_hours(rows)
        index_texts([
            NewText(row, judged, each.arrival, index in entered.new_texts)
            for index, (row, (each, judged)) in enumerate(zip(rows, judgements, strict=True))
        ])  # fmt: skip
        drop([Item(ItemKind.REPORT, number) for number in entered.found_later])
        put_reports(rows)
        refresh_campaigns(entered.campaigns)


def seen_before(fingerprints: Sequence[str], since: datetime) -> Mapping[str, Sequence[tuple[int, datetime]]]:
    """Fingerprint → arrivals filed with it and their receipt times, from ``since`` on."""
    found: dict[str, list[tuple[int, datetime]]] = {}
    rows = Report.objects.filter(fingerprint__in=set(fingerprints), received_at__gte=since, number_in_arrival=0)
    for own, number, at in rows.values_list("fingerprint", "arrival", "received_at"):
        found.setdefault(own, []).append((number, at))
    return found


def _monitors(evidenced: Sequence[Evidenced]) -> Mapping[int, int]:
    """Arrival number → row number of the monitor that it came to."""
    hit = {each.arrival.number: each.arrival.monitor.address.lower() for each in evidenced if each.arrival.monitor}
    rows = dict(Monitor.objects.filter(address__in=set(hit.values())).values_list("address", "id"))
    return {number: rows[address] for number, address in hit.items() if address in rows}


def _row(arrival: Arrival, number: int, judged: JudgedReport, reporter: str) -> Report:
    if arrival.received_at is None:
        raise ValueError(f"arrival {arrival.number} has no receipt time; the door must state it")
    return Report(
        arrival=arrival.number,
        number_in_arrival=number,
        received_at=arrival.received_at,
        door=arrival.door.value,
        kind=judged.kind.value,
        reporter=reporter,
        fingerprint=fingerprint(arrival.raw, arrival.envelope),
        **judged_columns(judged),
    )
