"""D4, the package for an agency abroad: for one country and period, its hits as a list and reports, under the limits of use.

特定電子メール法 第30条: for the agency's duties only, not for a foreign criminal case without Japan's consent. Only hits from that
country's networks, confirmed and observed at monitors; nothing of recipients; the layout is BagIt, its bytes always the same.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from tsuho.engine.parse.links import defang
from tsuho.referral.formats.arf import arf_report
from tsuho.referral.formats.bagit import bag
from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.xarf import xarf_report
from tsuho.referral.reported_hit import ReportedHit, Reporter
from tsuho.words.cells import harmless_cell
from tsuho.words.paper import Heading, Paper, Paragraph
from tsuho.words.partners import Agency

COLUMNS = (
    "reference", "source_ip", "source_port", "time_utc", "asn", "network_holder", "from_domain", "subject", "subject_gloss_en",
    "urls_defanged", "breach", "campaign", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HitAbroad:
    """A hit with what an agency needs beside it: whose network it was, and in English what the subject is about."""

    hit: ReportedHit
    asn: int | None
    holder: str
    gloss: str
    breach: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished package: its file name, its bytes, what they hold, and the cover letter that goes with it and into it."""

    name: str
    package: bytes
    payload: tuple[tuple[str, bytes], ...]
    cover: Paper


def agency_bundle(
    number: str, agency: Agency, hits: Sequence[HitAbroad], reporter: Reporter, words: Mapping[str, str],
    *, day: date, first_day: date, last_day: date,
) -> Bundle:  # fmt: skip
    """Build one package; the same values give the same bytes."""
    cover = _cover(number, agency, len(hits), reporter, words, day=day, first_day=first_day, last_day=last_day)
    payload: dict[str, bytes] = {
        "cover-letter.pdf": paper_as_pdf(cover),
        "list.csv": _list(hits, simulated=reporter.simulated),
    }
    for each in hits:
        if "arf" in agency.formats:
            payload[f"reports/{each.hit.reference}.arf.eml"] = arf_report(each.hit, reporter)
        if "xarf" in agency.formats:
            payload[f"reports/{each.hit.reference}.xarf.json"] = xarf_report(each.hit, reporter)
    name = f"{number}-{agency.code}"
    facts = [
        ("Source-Organization", reporter.name_en),
        ("External-Identifier", number),
        ("External-Description", f"{agency.name_en}, {first_day.isoformat()} to {last_day.isoformat()}"),
        ("Bagging-Date", day.isoformat()),
        ("Contact-Email", reporter.contact),
        *([("Internal-Sender-Description", "SIMULATED DATA")] if reporter.simulated else []),
    ]
    return Bundle(f"{name}.zip", bag(name, payload, facts), tuple(payload.items()), cover)


def _cover(
    number: str, agency: Agency, count: int, reporter: Reporter, words: Mapping[str, str],
    *, day: date, first_day: date, last_day: date,
) -> Paper:  # fmt: skip
    japanese = agency.language == "ja"
    opening = words["opening"].format(
        basis=agency.legal_basis, count=count, first=first_day.isoformat(), last=last_day.isoformat()
    )
    return Paper(
        title=words["title"],
        language=agency.language,
        number=number,
        day=day,
        addressee=agency.body,
        sender=reporter.name if japanese else reporter.name_en,
        blocks=(
            Paragraph(opening),
            Heading(words["contents_heading"]),
            Paragraph(words["contents"]),
            Heading(words["limits_heading"]),
            Paragraph(words["limits"]),
            Heading(words["answer_heading"]),
            Paragraph(words["answer"].format(number=number, contact=reporter.contact)),
        ),
        simulated=reporter.simulated,
    )


def _list(hits: Sequence[HitAbroad], *, simulated: bool) -> bytes:
    """The list as CSV: UTF-8 with its mark, times in UTC to the second, cells that no spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in hits:
        hit = each.hit
        row = (
            hit.reference,
            hit.ip,
            str(hit.port or ""),
            f"{hit.time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            str(each.asn or ""),
            each.holder,
            hit.redacted.sender.rpartition("@")[2].strip("<> "),
            hit.redacted.subject,
            each.gloss,
            " ".join(map(defang, hit.redacted.links)),
            each.breach,
            str(hit.campaign),
            "SIMULATED" if simulated else "",
        )
        writer.writerow([harmless_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
