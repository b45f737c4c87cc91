"""The notice of an agency's list (海外からの一覧による対応依頼): to one provider, what an agency abroad saw come from its networks.

It says whose report it is and on what basis that was handed over, as far as the agency lets it be told, and that the centre did
not receive the mails. No article of Japanese law is cited: nothing was found by us, and what we find goes in notices of its own.
"""

from collections.abc import Mapping, Sequence

from tsuho.referral.documents.provider_notice import Addressee
from tsuho.referral.formats.arf import arf_line
from tsuho.referral.formats.csv_list import csv_lines
from tsuho.referral.formats.xarf import xarf_line
from tsuho.referral.letter import Letter, letter
from tsuho.referral.reported_hit import Reporter
from tsuho.referral.reported_line import ReportedBy, ReportedLine
from tsuho.words.referrals import AnswerKind


def inbound_notice(
    ticket: str,
    addressee: Addressee,
    lines: Sequence[ReportedLine],
    by: ReportedBy,
    reporter: Reporter,
    words: Mapping[str, Mapping[str, str]],
    date: str,
) -> Letter:
    """Build one notice, in the addressee's language and below it in the other one; the same values give the same bytes.

    ``words`` is the jurisdiction's wording by language, ``date`` the Date field.
    """
    files: list[tuple[str, bytes]] = [("list.csv", csv_lines(lines, by, simulated=reporter.simulated))]
    for line in lines:
        if "xarf" in addressee.formats:
            files.append((f"{line.reference}.xarf.json", xarf_line(line, by, reporter)))
        if "arf" in addressee.formats:
            files.append((f"{line.reference}.arf.eml", arf_line(line, by, reporter)))
    own = addressee.language if addressee.language in words else "en"
    order = (own, *(language for language in words if language != own))
    text = "\n\n\n".join(
        _text(ticket, addressee, len(lines), by, reporter, words[language], language) for language in order
    )
    subject = words[own]["subject"].format(ticket=ticket, count=len(lines))
    return letter(ticket, addressee.contact, subject, text, files, reporter, date)


def _text(
    ticket: str,
    addressee: Addressee,
    count: int,
    by: ReportedBy,
    reporter: Reporter,
    words: Mapping[str, str],
    language: str,
) -> str:
    name = reporter.name if language == "ja" else reporter.name_en
    terms = words["terms"].format(url=addressee.terms_url) if addressee.terms_url else ""
    answers = "\n".join(f"  {words[f'answer_{kind}']}" for kind in AnswerKind)
    blocks = (
        words["simulated"] if reporter.simulated else "",
        words["salutation"].format(addressee=addressee.name),
        words["report"].format(reporter=name, count=count, agency=by.name or words["agency_unnamed"]),
        words["basis"].format(basis=by.basis),
        words["limits"].format(limits=by.limits) if by.limits else "",
        words["request"].format(terms=terms),
        words["contents"].format(ticket=ticket),
        f"{words['answer']}\n{answers}",
        words["answer_link"].format(url=addressee.answer_url) if addressee.answer_url else "",
        f"{words['ending']}\n{name} {reporter.contact}",
    )
    return "\n\n".join(block for block in blocks if block)
