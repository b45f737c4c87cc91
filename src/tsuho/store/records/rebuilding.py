"""The port Rebuilt on the ORM: which reports stand in letters that left, and slim rows brought to a new judgement."""

from collections.abc import Iterable, Iterator, Sequence

from tsuho.casework.rebuild_ports import NoticedReport, Rejudged
from tsuho.store.records.judged_columns import judged_columns
from tsuho.store.records.models import Confirmation, OutboxRow, Report
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
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
        changed = 0
        with one_at_a_time(Work.FILING):
            for each in rejudged:
                if each.judged is not None:
                    row = Report.objects.filter(arrival=each.arrival, number_in_arrival=each.number_in_arrival)
                    changed += row.update(**judged_columns(each.judged))
        return changed


def _reports(numbers: Iterable[int]) -> Iterator[Report]:
    own = list(numbers)
    for start in range(0, len(own), _AT_ONCE):
        wanted = Report.objects.filter(id__in=own[start : start + _AT_ONCE]).order_by("id")
        yield from wanted.only("arrival", "number_in_arrival", "campaign_id")
