"""The monthly report for the ministry (月次報告, D2): ten tables, the month beside the fiscal year to date, and what was corrected.

It holds no address and no text of a call; campaigns are named by their number and, once verified, by their sender.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.asked import IN_MINISTRY_REPORT, Ask, asked_all
from tsuho.statistics.documents.making import section
from tsuho.statistics.documents.method import corrections_table, method_notes
from tsuho.statistics.documents.saying import Saying
from tsuho.statistics.documents.tables import month_and_year_table, wholes_table
from tsuho.statistics.fiscal_year import month_named
from tsuho.statistics.shown import is_empty, title_of
from tsuho.words.catalogue import say
from tsuho.words.paper import Block, Heading, Items, Paper, Paragraph, Table


@dataclass(frozen=True, slots=True)
class TopCampaign:
    """One of the largest campaigns of the month: how strong its evidence is (E0 to E4), and how many it came from and to.

    ``sender`` is the identity verified outside its mails, empty while nobody is identified.
    """

    campaign: int
    grade: str
    sender: str
    reporters: int
    messages: int
    monitor_hits: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of the report: number, both sides, its day, and its marks."""

    number: str
    addressee: str
    sender: str
    day: date
    draft: bool = False
    simulated: bool = False


def ministry_report(ask: Ask, top: Sequence[TopCampaign], head: Letterhead, language: str) -> Paper:
    """The report of the last month that ``ask`` answers for; its period begins in April of the fiscal year."""
    saying = Saying(asked_all(ask, IN_MINISTRY_REPORT), language)
    blocks: list[Block] = [
        Paragraph(
            saying.say(
                "ministry_opening",
                month=saying.last_month,
                first=month_named(saying.months[0], language),
                source=saying.mark,
            )
        )
    ]
    for number, (title, tables) in enumerate(_TABLES, 1):
        made = tables(saying) if tables else _campaigns(saying, top)
        blocks += section(number, saying.say(title), made, language)
    corrections = corrections_table(saying.answers, language)
    blocks += [
        Heading(saying.say("activity_annex_corrections")),
        corrections or Paragraph(saying.say("activity_annex_no_corrections")),
        Heading(saying.say("activity_annex_method")),
        Items(method_notes(saying.answers, language)),
    ]
    return Paper(
        title=saying.say("ministry_title", month=saying.last_month),
        language=language,
        number=head.number,
        day=head.day,
        addressee=head.addressee,
        sender=head.sender,
        blocks=tuple(blocks),
        draft=saying.say("ministry_draft") if head.draft else "",
        simulated=head.simulated,
    )


Tables = Callable[[Saying], list[Block]]


def _each(*names: str) -> Tables:
    """One table a series; a series that holds nothing is said to be empty."""

    def tables(saying: Saying) -> list[Block]:
        made: list[Block] = []
        for name in names:
            answer = saying.answers[name]
            caption = title_of(answer, saying.language)
            made += (
                saying.nothing(answer) if is_empty(answer) else [month_and_year_table(answer, saying.language, caption)]
            )
        return made

    return tables


def _beside(caption: str, *names: str) -> Tables:
    """The wholes of several series as rows of one table."""
    return lambda saying: [wholes_table([saying.answers[name] for name in names], saying.language, saying.say(caption))]


def _after(*parts: Tables) -> Tables:
    return lambda saying: [block for part in parts for block in part(saying)]


def _campaigns(saying: Saying, top: Sequence[TopCampaign]) -> list[Block]:
    """Table 5 comes from the cases, not from the ledger: it says how strong the evidence is, not how much was counted."""
    if not top:
        return [Paragraph(saying.say("ministry_no_campaigns"))]
    columns = ("campaign", "grade", "sender", "reporters", "messages", "monitor_hits")
    rows = tuple(
        (str(each.campaign), each.grade, each.sender or "–", *map("{:,}".format, _counts(each))) for each in top
    )
    head = tuple(say(f"ministry_campaign_{column}", saying.language) for column in columns)
    return [Table(saying.say("ministry_campaigns"), head, rows, (3, 4, 5), (saying.say("ministry_campaigns_note"),))]


def _counts(campaign: TopCampaign) -> tuple[int, int, int]:
    return campaign.reporters, campaign.messages, campaign.monitor_hits


# (title, its tables); the fifth is made of the campaigns that come in beside the answers
_TABLES: tuple[tuple[str, Tables | None], ...] = (
    (
        "ministry_consultations",
        _after(_each(asked.CONSULTATIONS), _beside("ministry_per_day", asked.CONSULTATIONS_PER_DAY)),
    ),
    ("ministry_reports", _each(asked.REPORTS, asked.REPORTS_BY_REASON, asked.REPORTS_BY_DOOR)),
    ("ministry_violations", _each(asked.REPORTS_BY_VIOLATION)),
    (
        "ministry_monitors",
        _each(asked.MONITORS, asked.MONITORS_BY_CARRIER, asked.MONITORS_ABROAD, asked.MONITORS_BY_COUNTRY),
    ),
    ("ministry_campaigns", None),
    ("ministry_warnings", _each(asked.WARNINGS, asked.WARNING_EFFECTS)),
    (
        "ministry_providers",
        _after(
            _beside("ministry_notices", asked.NOTICES, asked.PROVIDERS, asked.DAYS_TO_ACT, asked.RELAPSES),
            _each(asked.PROVIDER_ANSWERS),
        ),
    ),
    ("ministry_agencies", _each(asked.AGENCIES)),
    ("ministry_chain_mail", _each(asked.CHAIN_MAIL, asked.CHAIN_MAIL_BY_MEDIUM)),
    ("ministry_awareness", _each(asked.MATERIALS, asked.PAGES, asked.MEETINGS)),
)
