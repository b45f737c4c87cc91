"""What arrives in one day, before any of it is written: of which kind, when, and what it is to end in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tsuho.simulation.campaigns import Campaign, campaigns_of, pick
from tsuho.simulation.dates import JST
from tsuho.simulation.parameters import dice, draw, parameters, shares
from tsuho.words.vocabulary import Medium

MOST_ATTACHED = 50  # as many as the centre's plug-in sends at once
_LARGE_DAY = 1_000  # arrivals; from here on one mail of the day carries that many
ATTACHING = frozenset({"plugin", "pc_attached", "pc_archive"})
# These carry the bytes of one original.
CARRYING_ONE = frozenset({"pc_source", "feedback", "notice", "bounce"})
# What is wrong with a report decides how it comes; I1 and I2 come every way.
WAY_OF = {
    "I3": "plugin",
    "I4c": "plugin",
    "I4e": "mobile_typed",
    "I4g": "without_original",
    "I4h": "only_screenshot",
    "I9a": "empty",
}


@dataclass(frozen=True, slots=True)
class PlannedReport:
    """One original: the campaign it belongs to, and the reason why its report is incomplete (empty: it is not)."""

    campaign: Campaign
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One arrival to be written. ``way`` is how a report comes, ``medium`` the kind of monitor that a hit arrives at.

    ``origin`` is a provider's code or a country where it is laid down from where a hit comes.
    """

    number: int
    kind: str
    at: datetime
    reports: tuple[PlannedReport, ...] = ()
    way: str = ""
    medium: Medium | None = None
    origin: str = ""


def plan_day(day: date, seed: int, count: int) -> list[Planned]:
    """All arrivals of a day in Japanese time, in the order of their arrival."""
    rng = dice(seed, "plan", day.isoformat())
    campaigns = campaigns_of(day, seed)
    kinds = [kind for kind, share in shares(parameters("day")["arrivals"], count) for _ in range(share)]
    full = rng.choice([number for number, kind in enumerate(kinds) if kind == "report"]) if count >= _LARGE_DAY else -1
    arrivals = [_planned(number, kind, day, campaigns, rng, full=number == full) for number, kind in enumerate(kinds)]
    return sorted(arrivals, key=lambda each: (each.at, each.number))


def _planned(number: int, kind: str, day: date, campaigns: Sequence[Campaign], rng: Random, *, full: bool) -> Planned:
    table = parameters("day")
    if kind == "report":
        reports, way = _reports(campaigns, rng, full=full)
        at = time_of(day, rng, night=way.startswith("mobile") and reports[0].campaign.by_night)
        return Planned(number, kind, at, reports, way)
    if kind == "monitor_hit":
        medium = Medium(draw(rng, table["monitors"]["media"]))
        hit = PlannedReport(pick(rng, campaigns, draw(rng, table["monitors"]["campaigns"])))
        at = time_of(day, rng, night=medium is Medium.MOBILE and hit.campaign.by_night)
        return Planned(number, kind, at, (hit,), medium=medium)
    if kind == "association":
        complete = {outcome: weight for outcome, weight in table["outcomes"].items() if outcome != "incomplete"}
        report = PlannedReport(pick(rng, campaigns, draw(rng, complete)))
        return Planned(number, kind, time_of(day, rng), (report,), "pc_attached")
    return Planned(number, kind, time_of(day, rng), (PlannedReport(pick(rng, campaigns, "violation")),))


def _reports(campaigns: Sequence[Campaign], rng: Random, *, full: bool) -> tuple[tuple[PlannedReport, ...], str]:
    """The originals of one arriving report, and the way it comes."""
    table = parameters("day")
    if full:
        return tuple(_further(campaigns, rng) for _ in range(MOST_ATTACHED)), "plugin"
    first = _report(campaigns, rng)
    way = WAY_OF.get(first.reason) or draw(rng, table["ways"])
    if way not in ATTACHING or first.reason == "I3":
        return (first,), way
    further = draw(rng, table["attached"]) - 1
    return (first, *(_further(campaigns, rng) for _ in range(further))), way


def _report(campaigns: Sequence[Campaign], rng: Random) -> PlannedReport:
    table = parameters("day")
    outcome = draw(rng, table["outcomes"])
    if outcome != "incomplete":
        return PlannedReport(pick(rng, campaigns, outcome))
    reason = draw(rng, table["reasons"])
    if reason == "I1":
        return PlannedReport(pick(rng, campaigns, "foreign"), reason)
    return PlannedReport(pick(rng, campaigns, "violation"), draw(rng, table["gaps"]) if reason == "I4" else reason)


def _further(campaigns: Sequence[Campaign], rng: Random) -> PlannedReport:
    """One more original beside others: a virus would take the whole letter with it, and an attached mail is never cut."""
    report = _report(campaigns, rng)
    if report.reason in {"I3", "I9a"}:
        return PlannedReport(report.campaign)
    return PlannedReport(report.campaign, "I4c") if report.reason.startswith("I4") else report


def time_of(day: date, rng: Random, *, night: bool = False) -> datetime:
    """A moment of the day, by the hours of day.yaml."""
    hours: Sequence[int] = parameters("day")["night_hours" if night else "hours"]
    hour = rng.choices(range(24), hours)[0]
    midnight = datetime.combine(day, time(), JST)
    return (midnight + timedelta(hours=hour, seconds=rng.randrange(3600))).astimezone(UTC)
