"""Turn what was sent, decided and answered into rows of the ledger. Pure, so booking again gives the same keys.

A warning counts when it is drafted, approved and sent, and when it was looked at after its grace; a notice and a bundle when they
have left, one for each message that they tell of (件), a notice also once as a letter, and one of an agency's list in series of its
own; an item of the feed when a vendor first got it; an answer when it came, and
the first measure with the days it took.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tsuho.statistics import series
from tsuho.words.ledger import LedgerRow
from tsuho.words.referrals import AnswerKind, ReferralState
from tsuho.words.vocabulary import ReferralKind, Source


@dataclass(frozen=True, slots=True)
class Counted:
    """What of a referral is counted: its number and kind, whose it is, and how many messages it tells of.

    ``country`` is the agency whose list it passes on; empty: it tells of what we found.
    """

    number: int
    kind: ReferralKind
    party: str
    messages: int
    country: str = ""


@dataclass(frozen=True, slots=True)
class _Series:
    """In which series what comes of a notice is counted: ours apart from those of agencies' lists."""

    row: str
    letter: str
    answer: str
    measure: str
    relapse: str


_OWN = _Series(
    series.PROVIDER_NOTICE, series.PROVIDER_LETTER, series.PROVIDER_ANSWER, series.PROVIDER_MEASURE, series.RELAPSE
)
_INBOUND = _Series(
    series.INBOUND_NOTICE, series.INBOUND_LETTER, series.INBOUND_ANSWER, series.INBOUND_MEASURE, series.INBOUND_RELAPSE
)


def _series(counted: Counted) -> _Series:
    return _INBOUND if counted.kind is ReferralKind.INBOUND_NOTICE else _OWN


def _of(counted: Counted, row: LedgerRow) -> LedgerRow:
    """The row with whose it is, and whose list."""
    return replace(row, party=counted.party, country=counted.country)


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


def row_for_answer(counted: Counted, kind: AnswerKind, on: date, source: Source) -> LedgerRow:
    """One answer of a provider; the same answer on the same day is the same row."""
    key = f"referral {counted.number}/answer/{kind}/{on.isoformat()}"
    return _of(counted, LedgerRow(key, _series(counted).answer, on, source, kind=kind.value))


def row_for_measure(counted: Counted, kind: AnswerKind, days: int, day: date, source: Source) -> LedgerRow:
    """The first measure on a notice, and how many days it took from sending; one that came before we wrote took none."""
    key = f"referral {counted.number}/measure"
    row = LedgerRow(key, _series(counted).measure, day, source, outcome=kind.value, kind=str(max(0, days)))
    return _of(counted, row)


def row_for_relapse(counted: Counted, on: date, source: Source) -> LedgerRow:
    """A relapse, on the day of the first hit after the measure; once a notice."""
    return _of(counted, LedgerRow(f"referral {counted.number}/relapse", _series(counted).relapse, on, source))


def row_for_shared(reference: str, vendor: str, day: date, source: Source) -> LedgerRow:
    """One item of the feed that a vendor got; however often it is pulled, it is one row."""
    return LedgerRow(f"feed {reference}/{vendor}", series.ASSOCIATION_MEMBER, day, source, party=vendor)


def _warning(kind: str, name: str = series.WARNING) -> Callable[[Counted, LedgerRow], list[LedgerRow]]:
    return lambda _counted, row: [replace(row, series=name, kind=kind)]


def _bundle(counted: Counted, row: LedgerRow) -> list[LedgerRow]:
    """One row a message, by the country that it was given to."""
    return [replace(row, series=series.AGENCY, country=counted.party) for _ in range(counted.messages)]


def _notice(counted: Counted, row: LedgerRow) -> list[LedgerRow]:
    own = _series(counted)
    return [_of(counted, replace(row, series=name)) for name in (*[own.row] * counted.messages, own.letter)]


_ROWS: Mapping[tuple[ReferralKind, ReferralState], Callable[[Counted, LedgerRow], list[LedgerRow]]] = {
    (ReferralKind.WARNING, ReferralState.DRAFT): _warning("drafted"),
    (ReferralKind.WARNING, ReferralState.APPROVED): _warning("approved"),
    (ReferralKind.WARNING, ReferralState.SENT): _warning("sent"),
    (ReferralKind.WARNING, ReferralState.COMPLIED): _warning("complied", series.WARNING_EFFECT),
    (ReferralKind.WARNING, ReferralState.RELAPSED): _warning("went_on", series.WARNING_EFFECT),
    (ReferralKind.PROVIDER_NOTICE, ReferralState.SENT): _notice,
    (ReferralKind.INBOUND_NOTICE, ReferralState.SENT): _notice,
    (ReferralKind.AGENCY_BUNDLE, ReferralState.SENT): _bundle,
}
