"""Turn what was sent, decided and answered into rows of the ledger. Pure, so booking again gives the same keys.

A warning counts when it is drafted, approved and sent, and when it was looked at after its grace; a notice and a bundle when they have left, one for each message that
they tell of (件), a notice also once as a letter; an item of the feed when a vendor first got it; an answer when it came, and
the first measure with the days it took.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tsuho.statistics import series
from tsuho.words.ledger import LedgerRow
from tsuho.words.referrals import AnswerKind, ReferralState
from tsuho.words.vocabulary import ReferralKind, Source


@dataclass(frozen=True, slots=True)
class Counted:
    """What of a referral is counted: its number and kind, whose it is, and the messages that it tells of, by row."""

    number: int
    kind: ReferralKind
    party: str
    messages: Sequence[int]


def rows_for_state(counted: Counted, state: ReferralState, day: date, source: Source) -> list[LedgerRow]:
    """The rows that reaching a state is worth, on the day in the centre's own time; most states are worth none."""
    build = _ROWS.get((counted.kind, state))
    if build is None:
        return []
    empty = LedgerRow("", "", day, source)
    return [
        replace(row, key=f"referral {counted.number}/{state}/{position}")
        for position, row in enumerate(build(counted, empty))
    ]


def row_for_answer(number: int, party: str, kind: AnswerKind, on: date, source: Source) -> LedgerRow:
    """One answer of a provider; the same answer on the same day is the same row."""
    key = f"referral {number}/answer/{kind}/{on.isoformat()}"
    return LedgerRow(key, series.PROVIDER_ANSWER, on, source, kind=kind.value, party=party)


def row_for_measure(
    number: int, party: str, kind: AnswerKind, sent_on: date, acted_on: date, day: date, source: Source
) -> LedgerRow:
    """The first measure on a notice, and how many days it took from sending; one that came before we wrote took none."""
    days = max(0, (acted_on - sent_on).days)
    key = f"referral {number}/measure"
    return LedgerRow(key, series.PROVIDER_MEASURE, day, source, outcome=kind.value, kind=str(days), party=party)


def row_for_relapse(number: int, party: str, on: date, source: Source) -> LedgerRow:
    """A relapse, on the day of the first hit after the measure; once a notice."""
    return LedgerRow(f"referral {number}/relapse", series.RELAPSE, on, source, party=party)


def row_for_shared(reference: str, vendor: str, day: date, source: Source) -> LedgerRow:
    """One item of the feed that a vendor got; however often it is pulled, it is one row."""
    return LedgerRow(f"feed {reference}/{vendor}", series.ASSOCIATION_MEMBER, day, source, party=vendor)


def _warning(kind: str, name: str = series.WARNING) -> Callable[[Counted, LedgerRow], list[LedgerRow]]:
    return lambda _counted, row: [replace(row, series=name, kind=kind)]


def _each(name: str, column: str) -> Callable[[Counted, LedgerRow], list[LedgerRow]]:
    """One row a message, the party in the column that the series is published by."""

    def build(counted: Counted, row: LedgerRow) -> list[LedgerRow]:
        named = replace(row, country=counted.party) if column == "country" else replace(row, party=counted.party)
        return [replace(named, series=name) for _ in counted.messages]

    return build


def _notice(counted: Counted, row: LedgerRow) -> list[LedgerRow]:
    messages = _each(series.PROVIDER_NOTICE, "party")(counted, row)
    return [*messages, replace(row, series=series.PROVIDER_LETTER, party=counted.party)]


_ROWS: Mapping[tuple[ReferralKind, ReferralState], Callable[[Counted, LedgerRow], list[LedgerRow]]] = {
    (ReferralKind.WARNING, ReferralState.DRAFT): _warning("drafted"),
    (ReferralKind.WARNING, ReferralState.APPROVED): _warning("approved"),
    (ReferralKind.WARNING, ReferralState.SENT): _warning("sent"),
    (ReferralKind.WARNING, ReferralState.COMPLIED): _warning("complied", series.WARNING_EFFECT),
    (ReferralKind.WARNING, ReferralState.RELAPSED): _warning("went_on", series.WARNING_EFFECT),
    (ReferralKind.PROVIDER_NOTICE, ReferralState.SENT): _notice,
    (ReferralKind.AGENCY_BUNDLE, ReferralState.SENT): _each(series.AGENCY, "country"),
}
