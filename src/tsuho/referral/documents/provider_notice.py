"""The provider notice (対応依頼, D3): to one provider, the hits that came from its networks, and a request to act on them.

The ground is the provider's own terms (約款): Article 11 of the Act gives the right to refuse service for false sender
information and fictitious addresses, and is cited only with such a finding. No field asks for a subscriber's identity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tsuho.referral.formats.arf import arf_report
from tsuho.referral.formats.csv_list import csv_list
from tsuho.referral.formats.xarf import xarf_report
from tsuho.referral.letter import Letter, letter
from tsuho.referral.moves import ARTICLE_11
from tsuho.referral.reported_hit import ReportedHit, Reporter
from tsuho.words.referrals import AnswerKind


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom it is for: the provider's name, contact address, language, the formats it wants, its terms.

    ``answer_url`` leads to the signed form for this ticket; empty where the centre has no public page.
    """

    name: str
    contact: str
    language: str
    formats: tuple[str, ...]
    terms_url: str = ""
    answer_url: str = ""


def provider_notice(
    ticket: str,
    addressee: Addressee,
    hits: Sequence[ReportedHit],
    reporter: Reporter,
    words: Mapping[str, Mapping[str, str]],
    date: str,
) -> Letter:
    """Build one notice, in the addressee's language and below it in the other one.

    ``words`` is the jurisdiction's wording by language, ``date`` the Date field. The same values give the same bytes.
    """
    files: list[tuple[str, bytes]] = [("list.csv", csv_list(hits, simulated=reporter.simulated))]
    for hit in hits:
        if "xarf" in addressee.formats:
            files.append((f"{hit.reference}.xarf.json", xarf_report(hit, reporter)))
        if "arf" in addressee.formats:
            files.append((f"{hit.reference}.arf.eml", arf_report(hit, reporter)))
    own = addressee.language if addressee.language in words else "en"
    order = (own, *(language for language in words if language != own))
    text = "\n\n\n".join(_text(ticket, addressee, hits, reporter, words[language], language) for language in order)
    subject = words[own]["subject"].format(ticket=ticket, count=len(hits))
    return letter(ticket, addressee.contact, subject, text, files, reporter, date)


def _text(
    ticket: str,
    addressee: Addressee,
    hits: Sequence[ReportedHit],
    reporter: Reporter,
    words: Mapping[str, str],
    language: str,
) -> str:
    name = reporter.name if language == "ja" else reporter.name_en
    request = words["request"].format(
        reporter=name,
        count=len(hits),
        article=words["article_11"] if cites_article_11(hits) else "",
        terms=words["terms"].format(url=addressee.terms_url) if addressee.terms_url else "",
    )
    answers = "\n".join(f"  {words[f'answer_{kind}']}" for kind in AnswerKind)
    link = words["answer_link"].format(url=addressee.answer_url) if addressee.answer_url else ""
    blocks = (
        words["simulated"] if reporter.simulated else "",
        words["salutation"].format(addressee=addressee.name),
        request,
        words["contents"].format(ticket=ticket),
        f"{words['answer']}\n{answers}",
        link,
        f"{words['ending']}\n{name} {reporter.contact}",
    )
    return "\n\n".join(block for block in blocks if block)


def cites_article_11(hits: Sequence[ReportedHit]) -> bool:
    """Whether the letter cites Article 11: only where false sender information or fictitious addresses were found."""
    return any(rule in ARTICLE_11 for hit in hits for rule, _ in hit.provisions)
