"""Answers of a whole year made by hand from random numbers, so that no test can pass on a figure that was typed somewhere."""

import random

from tsuho.statistics.answer import Answer, Line, Revision, Unit
from tsuho.statistics.documents import asked
from tsuho.words.vocabulary import ChainClass, Outcome, Source

MONTHS = (*(f"2014-{number:02}" for number in range(4, 13)), "2015-01", "2015-02", "2015-03")
_KINDS = {
    asked.CONSULTATIONS: (Unit.CALLS, "kind", ("law", "fictitious_billing", "other"), 300),
    asked.CONSULTATIONS_PER_DAY: (Unit.CALLS, "", (), 20),
    asked.REPORTS: (Unit.MESSAGES, "outcome", tuple(Outcome), 900_000),
    asked.REPORTS_BY_DOOR: (Unit.MESSAGES, "door", ("forward", "plugin", "web_form"), 700_000),
    asked.REPORTS_BY_REASON: (Unit.MESSAGES, "reason", ("I1", "I2", "I3", "I4e", "I4g", "I9a"), 90_000),
    asked.REPORTS_BY_VIOLATION: (Unit.MESSAGES, "tags", ("V31", "V41", "V44"), 90_000),
    asked.MONITORS: (Unit.MESSAGES, "medium", ("mobile", "pc"), 40_000),
    asked.MONITORS_BY_CARRIER: (Unit.MESSAGES, "carrier", ("carrier-a", "carrier-b"), 40_000),
    asked.MONITORS_ABROAD: (Unit.MESSAGES, "country", ("JP", "abroad"), 40_000),
    asked.MONITORS_BY_COUNTRY: (Unit.MESSAGES, "country", ("CN", "JP", "US", "VN"), 9_000),
    asked.WARNINGS: (Unit.MESSAGES, "kind", ("drafted", "approved", "sent"), 300),
    asked.WARNING_EFFECTS: (Unit.MESSAGES, "kind", ("complied", "went_on"), 60),
    asked.NOTICES: (Unit.MESSAGES, "", (), 900),
    asked.PROVIDERS: (Unit.PARTIES, "", (), 30),
    asked.PROVIDER_ANSWERS: (Unit.MESSAGES, "kind", ("suspended", "terminated", "warned", "investigating"), 200),
    asked.DAYS_TO_ACT: (Unit.DAYS, "", (), 20),
    asked.RELAPSES: (Unit.MESSAGES, "", (), 30),
    asked.AGENCIES: (Unit.MESSAGES, "country", ("CN", "BR", "TW", "HK", "KR", "VN"), 4_000),
    asked.ASSOCIATION: (Unit.MESSAGES, "", (), 50_000),
    asked.MEMBERS: (Unit.PARTIES, "", (), 9),
    asked.CHAIN_MAIL: (Unit.MESSAGES, "kind", tuple(ChainClass), 200),
    asked.CHAIN_MAIL_BY_MEDIUM: (Unit.MESSAGES, "medium", ("mail", "sns"), 400),
    asked.MATERIALS: (Unit.PIECES, "kind", ("leaflet_law", "leaflet_chain"), 2_000),
    asked.MEETINGS: (Unit.MEETINGS, "kind", ("council", "association", "exhibition"), 4),
    asked.PAGES: (Unit.PAGES, "kind", ("guidance", "chain_report"), 6),
    asked.QUESTIONNAIRES: (Unit.ANSWERS, "", (), 90),
}  # fmt: skip


def made(
    name,
    groups,
    by=("kind",),
    unit=Unit.MESSAGES,
    family=Source.COUNTED,
    sources=None,
    notes=(),
    revisions=(),
    months=MONTHS,
):
    """An answer from {group: counts by month}; its whole is their sum."""
    lines = tuple(Line((group,), tuple(counts), sum(counts)) for group, counts in groups.items())
    by_month = tuple(map(sum, zip(*(line.by_month for line in lines), strict=True))) if lines else (0,) * len(months)
    whole = Line((), by_month, sum(by_month))
    return Answer(name, unit, by, months, lines, whole, family, sources or {family: 12}, notes, revisions)


def whole(name, counts, total=None, unit=Unit.MESSAGES, family=Source.COUNTED, sources=None, notes=(), months=MONTHS):
    """An answer without lines."""
    line = Line((), tuple(counts), sum(counts) if total is None else total)
    return Answer(name, unit, (), months, (), line, family, sources or {family: 12}, notes)


def sample_year(seed=1, family=Source.COUNTED, months=MONTHS, sources=None):
    """Every series that the documents ask for, with random counts of a likely size."""
    dice = random.Random(seed)
    found = {}
    for name, (unit, by, groups, size) in _KINDS.items():
        counts = {group: [dice.randint(size // 3, size) for _ in months] for group in groups or ("",)}
        if groups:
            found[name] = made(name, counts, (by,), unit, family, sources, months=months)
        else:
            total = dice.randint(size, 3 * size) if unit in {Unit.PARTIES, Unit.DAYS} else None
            notes = ("note_union_of_parties",) if unit is Unit.PARTIES else ()
            found[name] = whole(name, counts[""], total, unit, family, sources, notes, months)
    return found


CORRECTION = Revision("2014-05", ("violation",), 1_160_068, 1_160_071, "late batch", "2014-07-02")
