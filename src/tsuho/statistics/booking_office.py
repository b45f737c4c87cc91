"""Turn what the desk and the secretariat did into rows of the ledger. Pure; each note has its number, so no row counts twice."""

from datetime import date

from tsuho.statistics import series
from tsuho.words.awareness import Material, MaterialFor, PageChange, PageKind
from tsuho.words.consultations import CallCategory, CallMedium
from tsuho.words.ledger import LedgerRow
from tsuho.words.meetings import MeetingKind
from tsuho.words.vocabulary import Source


def row_for_call(
    number: int, category: CallCategory, medium: CallMedium, prefecture: str, day: date, source: Source
) -> LedgerRow:
    """One call under its heading, with its category."""
    return LedgerRow(
        f"call {number}", series.CONSULTATION, day, source,
        kind=category.heading, reason=category.value, medium=medium.value, region=prefecture,
    )  # fmt: skip


def row_for_dispatch(
    number: int, material: Material, pieces: int, to: MaterialFor, prefecture: str, day: date, source: Source
) -> LedgerRow:
    """One dispatch, counted in pieces."""
    return LedgerRow(
        f"material {number}", series.MATERIAL, day, source, pieces,
        kind=material.value, region=prefecture, tags=(to.value,),
    )  # fmt: skip


def row_for_page(number: int, kind: PageKind, change: PageChange, day: date, source: Source) -> LedgerRow:
    """One page that was published or revised."""
    return LedgerRow(f"page {number}", series.PAGE, day, source, kind=kind.value, tags=(change.value,))


def row_for_meeting(number: int, kind: MeetingKind, day: date, source: Source) -> LedgerRow:
    """One meeting."""
    return LedgerRow(f"meeting {number}", series.MEETING, day, source, kind=kind.value)


def row_for_questionnaire(number: int, answered: int, day: date, source: Source) -> LedgerRow:
    """One round, counted in answers."""
    return LedgerRow(f"questionnaire {number}", series.QUESTIONNAIRE, day, source, answered)
