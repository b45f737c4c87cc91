"""The desk's and the secretariat's invented year (平成26年度): calls, materials, meetings, pages, one questionnaire.

Calls are as many, by day and category, as the seed's book lays out. Nothing else here is printed anywhere; a simulated centre's
verbs enter it, so that its tables and figures can be looked at, all of it simulated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tsuho.jurisdictions.jp.holidays import is_business_day
from tsuho.simulation.dates import JST
from tsuho.simulation.parameters import dice, draw, parameters
from tsuho.simulation.seed_book import rows_laid_out
from tsuho.simulation.wording import fill
from tsuho.simulation.year_shape import months_of
from tsuho.words.awareness import Material, MaterialFor, PageKind
from tsuho.words.consultations import AgeBand, CallCategory, CallMedium, HandedTo
from tsuho.words.meetings import MeetingKind

SECRETARIAT = "模擬事務局"


@dataclass(frozen=True, slots=True)
class InventedCall:
    """One call. ``looked_into`` says that somebody kept the promise of ``follow_up_on``."""

    category: CallCategory
    started_at: datetime
    ended_at: datetime
    consultant: str
    summary: str
    medium: CallMedium
    age_band: AgeBand
    prefecture: str
    handed_to: HandedTo
    follow_up_on: date | None
    looked_into: bool


@dataclass(frozen=True, slots=True)
class InventedMove:
    """Pieces of a material; ``to`` None: from the printer."""

    material: Material
    day: date
    pieces: int
    to: MaterialFor | None = None
    prefecture: str = ""


@dataclass(frozen=True, slots=True)
class InventedMeeting:
    """One meeting with the bodies that took part."""

    kind: MeetingKind
    title: str
    day: date
    members: tuple[str, ...]
    agenda: tuple[str, ...]
    minutes: str


@dataclass(frozen=True, slots=True)
class InventedPage:
    """One publication of a page."""

    path: str
    kind: PageKind
    title: str
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class InventedRound:
    """A round of a questionnaire."""

    title: str
    since: date
    until: date
    asked: int
    answered: int


def invented_calls(year: int, seed: int) -> Iterator[InventedCall]:
    """Every call of the year, day by day. Raises ValueError for a year without a printed report."""
    months_of(year)
    for row in sorted(rows_laid_out("consultations"), key=lambda each: (each.day, each.reason)):
        rng = dice(seed, "calls", row.day.isoformat(), row.reason)
        for _ in range(row.count):
            yield _call(CallCategory(row.reason), row.day, rng, last=months_of(year)[-1].until)


def _call(category: CallCategory, day: date, rng: Random, *, last: date) -> InventedCall:
    table = parameters("office")
    begun = datetime.combine(day, time(int(draw(rng, table["hours"]))), JST) + timedelta(seconds=rng.randrange(3_600))
    lasted = timedelta(minutes=min(45.0, rng.lognormvariate(table["minutes_mu"], table["minutes_sigma"])))
    promised = _after(day, 2) if rng.random() < table["follow_up"] else None
    return InventedCall(
        category=category,
        started_at=begun,
        ended_at=begun + lasted,
        consultant=rng.choice(table["consultants"]),
        summary=fill(rng.choice(table["summaries"][category.value]), rng, {}),
        medium=CallMedium(draw(rng, table["media_of"].get(category.value, table["media"]))),
        age_band=AgeBand(draw(rng, table["ages"])),
        prefecture=draw(rng, table["prefectures"]),
        handed_to=HandedTo(draw(rng, table["handed_to"].get(category.value, {"": 1}))),
        follow_up_on=promised,
        looked_into=promised is not None and promised < last,
    )


def _after(day: date, count: int) -> date:
    """So many business days later."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


def invented_moves(year: int, seed: int) -> Iterator[InventedMove]:
    """What came from the printer in April, then what was sent out, never more than there is."""
    table = parameters("office")["materials"]
    months = months_of(year)
    left = {Material(name): pieces for name, pieces in table["printed"].items()}
    for material, pieces in left.items():
        yield InventedMove(material, months[0].since, pieces)
    for month in months:
        rng = dice(seed, "materials", month.since.isoformat())
        open_days = [day for day in month.days if is_business_day(day)]
        for day in sorted(rng.choices(open_days, k=table["dispatches_a_month"])):
            material, pieces = rng.choice(list(left)), rng.choice(table["pieces"])
            if left[material] < pieces:
                continue
            left[material] -= pieces
            prefecture = draw(rng, parameters("office")["prefectures"])
            yield InventedMove(material, day, pieces, MaterialFor(draw(rng, table["to"])), prefecture)


def invented_meetings(year: int) -> Iterator[InventedMeeting]:
    """The meetings of the year, with minutes that say that they are simulated."""
    months_of(year)
    table = parameters("office")
    for row in table["meetings"]:
        agenda = tuple(row["agenda"])
        for day in row["days"]:
            minutes = f"{row['title']} 議事録（模擬）\n" + "".join(
                f"{item}について報告があり、了承された。\n" for item in agenda
            )
            yield InventedMeeting(
                MeetingKind(row["kind"]),
                row["title"],
                date.fromisoformat(day),
                tuple(table["members"]),
                agenda,
                minutes,
            )


def invented_pages(year: int) -> list[InventedPage]:
    """Publications of the year, by day: guidance and its revisions, half-monthly reports on chain mail, figures of each month."""
    months = months_of(year)
    table = parameters("office")["pages"]
    found = [
        InventedPage(path, PageKind.GUIDANCE, title, f"{title}（模擬、{day}）", date.fromisoformat(day))
        for title, path in table["guidance"].items()
        for day in (months[0].since.isoformat(), *table["revised"])
    ]
    for kind in (PageKind.TECHNOLOGY, PageKind.COUNCIL, PageKind.MATERIALS):
        row = table[kind.value]
        for day in row["days"]:
            text = f"{row['title']}（模擬、{day}）"
            found.append(InventedPage(row["path"], kind, row["title"], text, date.fromisoformat(day)))
    for month in months:
        for half, first in enumerate((month.since, month.since + timedelta(days=15)), 1):
            place = f"{month.since:%Y-%m}-{half}"
            title = f"チェーンメールの転送状況 {place}（模擬）"
            text = f"{title}\n気にせず削除してください。"
            found.append(
                InventedPage(f"/chain/{place}/", PageKind.CHAIN_REPORT, title, text, first + timedelta(days=14))
            )
        figures = f"{month.since:%Y-%m} の統計（模擬）"
        found.append(InventedPage(f"/figures/{month.since:%Y-%m}/", PageKind.FIGURES, figures, figures, month.days[-1]))
    return sorted(found, key=lambda each: (each.day, each.path))


def invented_round(year: int) -> InventedRound:
    """The questionnaire of the year."""
    months_of(year)
    row = parameters("office")["questionnaire"]
    return InventedRound(
        row["title"], date.fromisoformat(row["since"]), date.fromisoformat(row["until"]), row["asked"], row["answered"]
    )
