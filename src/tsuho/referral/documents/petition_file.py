"""D8, the file of a request to the minister (申出の調書): the applicant's words, the mails, and what was found.

特定電子メール法 第8条第1項・第4項, 第14条第1項第1号・第2号. The only document that names a person, since the person asks for it; it goes
to the ministry and to nobody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tsuho.referral.reported_hit import Reporter
from tsuho.words.paper import Heading, Paper, Paragraph, Table

_JST = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks, as the request itself says; its ``repr`` names nobody, so that no log or traceback does."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    received_on: date
    wish: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PetitionedMail:
    """One mail of the request: when it came (aware), its subject, the hash of its bytes, and where it came from."""

    time: datetime
    subject: str
    sha256: str
    origin: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the investigation says of one provision, in the words of the findings."""

    article: str
    verdict: str
    why: str


def petition_file(
    number: str, applicant: Applicant, mails: Sequence[PetitionedMail], found: Sequence[Found], reporter: Reporter,
    words: Mapping[str, str], *, language: str, day: date,
) -> Paper:  # fmt: skip
    """The file as a paper; the originals go beside it, byte for byte."""
    said = (
        (words["name"], applicant.name),
        (words["address"], applicant.address),
        (words["received"], applicant.received_on.isoformat()),
        (words["wish"], applicant.wish),
    )
    rows = tuple(
        (str(position), f"{mail.time.astimezone(_JST):%Y-%m-%d %H:%M:%S}", mail.subject, mail.origin, mail.sha256)
        for position, mail in enumerate(mails, 1)
    )
    return Paper(
        title=words["title"],
        language=language,
        number=number,
        day=day,
        addressee=words["addressee"],
        sender=reporter.name if language == "ja" else reporter.name_en,
        blocks=(
            Heading(words["applicant_heading"]),
            Table(words["applicant_caption"], (words["field"], words["content"]), said),
            Heading(words["mails_heading"]),
            Table(
                words["mails_caption"],
                (words["number"], words["time"], words["subject"], words["origin"], words["hash"]),
                rows,
            ),
            Heading(words["result_heading"]),
            Table(
                words["result_caption"],
                (words["provision"], words["verdict"], words["why"]),
                tuple((each.article, each.verdict, each.why) for each in found),
            ),
            Paragraph(words["ending"]),
        ),
        simulated=reporter.simulated,
    )
