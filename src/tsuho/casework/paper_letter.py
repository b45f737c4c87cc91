"""A paper on its way: as the text of a mail and as its PDF, with the text laid beneath for the leak check."""

from datetime import UTC, datetime
from email.utils import format_datetime

from tsuho.casework.referral_ports import Referral
from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text
from tsuho.referral.letter import Letter, letter
from tsuho.referral.reported_hit import Reporter
from tsuho.words.paper import Paper


def paper_letter(
    referral: Referral,
    to: str,
    paper: Paper,
    reporter: Reporter,
    now: datetime,
    files: tuple[tuple[str, bytes], ...] = (),
) -> Letter:
    """The letter that carries a paper; ``files`` go beside its PDF."""
    text = paper_as_text(paper)
    return letter(
        referral.number,
        to,
        f"[{referral.number}] {paper.title}",
        text,
        [(f"{referral.kind}.pdf", paper_as_pdf(paper)), *files],
        reporter,
        format_datetime(now.astimezone(UTC)),
        [("paper", text.encode("utf-8", "replace"))],
    )
