"""The port Rebuilt on the ORM: which reports stand in letters that left, and slim rows brought to a new judgement."""

from collections.abc import Iterable, Iterator, Sequence

from tsuho.casework.priority import waits_for_a_person
from tsuho.casework.queue_ports import Item, ItemKind
from tsuho.casework.rebuild_ports import NoticedReport, Rejudged
from tsuho.store.records.campaign_entries import refresh_campaigns
from tsuho.store.records.campaign_facts import count_anew, facts_of, standing_monitors
from tsuho.store.records.judged_columns import judged_columns
from tsuho.store.records.models import Confirmation, OutboxRow, Report
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.store.records.queue_rows import drop, put_reports
from tsuho.words.vocabulary import ReferralKind

_AT_ONCE = 500
_LEFT_OR_WILL = ("sent", "queued")


class RebuiltInDatabase:
    """The port Rebuilt on the ORM."""

    def noticed(self) -> list[NoticedReport]:
        """Every report in a letter that was sent or is queued, once a letter; withdrawals themselves withdraw nothing."""
        confirmed: dict[int, set[str]] = {}
        for campaign, rule in Confirmation.objects.values_list("campaign_id", "rule"):
            confirmed.setdefault(campaign, set()).add(rule)
        rows = OutboxRow.objects.filter(state__in=_LEFT_OR_WILL).exclude(kind=ReferralKind.WITHDRAWAL.value)
        found = []
        for letter in rows.defer("message").order_by("id").iterator():
            for report in _reports(letter.reports):
                rules = tuple(sorted(confirmed.get(report.campaign_id or 0, ())))
                found.append(
                    NoticedReport(
                        report.arrival, report.number_in_arrival, letter.ticket, letter.kind, letter.party, letter.state,
                        rules,
                    )
                )  # fmt: skip
        return found

    def apply(self, rejudged: Sequence[Rejudged]) -> int:
        """Let the slim rows say what the judgements say; how many rows were changed.

        A report that was not found before has no row and gets none here, and one that is found no more keeps its row: what
        was counted of it stands in the ledger.
        """
        with one_at_a_time(Work.FILING):
            return sum(apply_judgement(each) for each in rejudged)


def apply_judgement(each: Rejudged) -> bool:
    """Let one slim row say what a judgement says, with all that is counted of it; False where there is no such row."""
    row = Report.objects.filter(arrival=each.arrival, number_in_arrival=each.number_in_arrival).first()
    if row is None or each.judged is None:
        return False
    before = set(facts_of(row, standing_monitors([row])))
    for name, value in judged_columns(each.judged).items():
        setattr(row, name, value)
    row.save()
    count_anew(row, before)
    if row.campaign_id is not None:
        refresh_campaigns([row.campaign_id])
    elif waits_for_a_person(row.outcome, row.reason):
        put_reports([row])
    else:
        drop([Item(ItemKind.REPORT, row.pk)])
    return True


def _reports(numbers: Iterable[int]) -> Iterator[Report]:
    own = list(numbers)
    for start in range(0, len(own), _AT_ONCE):
        wanted = Report.objects.filter(id__in=own[start : start + _AT_ONCE]).order_by("id")
        yield from wanted.only("arrival", "number_in_arrival", "campaign_id")
