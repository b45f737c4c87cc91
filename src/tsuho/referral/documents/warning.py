"""D1, the warning draft (警告メール案): the facts of one campaign, what the law asks, by when, and whom to answer.

特定電子メール法 第3条–第7条, 行政手続法 第32条–第35条. It is drafted here, approved or returned by the ministry, and goes only to an
identity verified outside the mail. It names a range of days, hosts and no codes: an exact time or a token would burn the
monitor that got the mail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tsuho.referral.reported_hit import Reporter
from tsuho.words.paper import Heading, Items, Paper, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Authority:
    """Who gives the guidance: the ministries of that period of the law, the section and the official responsible."""

    names: tuple[str, ...]
    section: str
    official: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What a warning says of one campaign.

    ``addressee`` is the verified identity; ``displayed`` the name that the mails show, which may be a victim's.
    ``provisions`` are (rule id, article, what it asks) and ``missing`` the display items that are not shown. ``landing_hosts``
    are hosts, already defanged; ``subject`` is masked.
    """

    number: str
    campaign: int
    addressee: str
    first_day: date
    last_day: date
    messages: int
    subject: str
    displayed: str
    landing_hosts: tuple[str, ...]
    provisions: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]
    deadline: date


_ASKS = (
    ("wanted_consent", frozenset({"V31"})),
    ("wanted_refusal", frozenset({"V33"})),
    ("wanted_display", frozenset({"V41", "V42", "V43", "V44", "V45", "V46", "V47"})),
    ("wanted_identity", frozenset({"V51", "V52"})),
    ("wanted_addresses", frozenset({"V61"})),
)


def warning(
    warned: Warned,
    authority: Authority,
    reporter: Reporter,
    words: Mapping[str, str],
    *,
    language: str,
    day: date,
    draft: bool,
) -> Paper:
    """The warning as a paper; ``words`` is the jurisdiction's wording in ``language``."""
    rules = {rule for rule, _, _ in warned.provisions}
    asked = tuple(
        words[name].format(items="、".join(warned.missing) if language == "ja" else ", ".join(warned.missing))
        for name, grounds in _ASKS
        if rules & grounds
    )
    return Paper(
        title=words["title"],
        language=language,
        number=warned.number,
        day=day,
        addressee=f"{warned.addressee} 様" if language == "ja" else f"To {warned.addressee}",
        sender=reporter.name if language == "ja" else reporter.name_en,
        blocks=(
            Paragraph(words["opening"]),
            Heading(words["facts_heading"]),
            _facts(warned, words),
            Heading(words["provisions_heading"]),
            Table(
                words["provisions_caption"],
                (words["provision"], words["what"]),
                tuple((article, what) for _, article, what in warned.provisions),
            ),
            Heading(words["wanted_heading"]),
            Items(asked, numbered=True),
            Paragraph(words["by_when"].format(deadline=warned.deadline.isoformat())),
            Heading(words["answer_heading"]),
            Paragraph(words["answer"].format(number=warned.number, contact=reporter.contact)),
            Heading(words["consequence_heading"]),
            Paragraph(words["consequence"]),
            Paragraph(_responsible(authority, reporter, words, language)),
            Paragraph(words["ending"]),
        ),
        draft=words["draft_mark"] if draft else "",
        simulated=reporter.simulated,
    )


def _facts(warned: Warned, words: Mapping[str, str]) -> Table:
    rows = (
        (words["fact_period"], f"{warned.first_day.isoformat()} – {warned.last_day.isoformat()}"),
        (words["fact_count"], f"{warned.messages:,}"),
        (words["fact_subject"], warned.subject),
        (words["fact_from"], warned.displayed),
        (words["fact_landing"], ", ".join(warned.landing_hosts)),
    )
    return Table(words["facts_caption"], (words["fact"], words["what"]), tuple(row for row in rows if row[1]))


def _responsible(authority: Authority, reporter: Reporter, words: Mapping[str, str], language: str) -> str:
    agency = reporter.name if language == "ja" else reporter.name_en
    joined = ("・" if language == "ja" else ", ").join(authority.names)
    return words["responsible"].format(
        authorities=joined, section=authority.section, official=authority.official, agency=agency
    )
