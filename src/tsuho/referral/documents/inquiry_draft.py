"""D9, the draft of an inquiry for a holder's name and address (第29条照会案): the minister may ask, the centre only drafts.

特定電子メール法 第29条. It names identifiers and times; it never goes to a provider from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tsuho.referral.reported_hit import Reporter
from tsuho.words.paper import Heading, Paper, Paragraph, Table

_JST = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class Identifier:
    """One thing whose holder is asked for: ``kind`` ip, domain or address; ``time`` aware, None where it has none."""

    kind: str
    value: str
    time: datetime | None
    registry: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The case behind an inquiry."""

    number: str
    messages: int
    first_day: date
    last_day: date
    articles: tuple[str, ...]
    identifiers: Sequence[Identifier]


def inquiry_draft(inquiry: Inquiry, reporter: Reporter, words: Mapping[str, str], *, language: str, day: date) -> Paper:
    """The draft as a paper; ``words`` is the jurisdiction's wording in ``language``."""
    rows = tuple(
        (words[f"kind_{each.kind}"], each.value, _shown(each.time), each.registry) for each in inquiry.identifiers
    )
    reason = words["reason"].format(
        number=inquiry.number,
        messages=f"{inquiry.messages:,}",
        first=inquiry.first_day.isoformat(),
        last=inquiry.last_day.isoformat(),
        provisions=", ".join(inquiry.articles),
    )
    return Paper(
        title=words["title"],
        language=language,
        number=inquiry.number,
        day=day,
        addressee=words["addressee"],
        sender=reporter.name if language == "ja" else reporter.name_en,
        blocks=(
            Paragraph(words["opening"]),
            Table(words["subjects_caption"], (words["kind"], words["value"], words["time"], words["registry"]), rows),
            Heading(words["reason_heading"]),
            Paragraph(reason),
            Paragraph(words["ending"]),
        ),
        draft=words["draft_mark"],
        simulated=reporter.simulated,
    )


def _shown(time: datetime | None) -> str:
    return f"{time.astimezone(_JST):%Y-%m-%d %H:%M:%S}" if time else "–"
