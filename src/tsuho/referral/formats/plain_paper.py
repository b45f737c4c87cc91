"""A paper as plain text, for the body of a mail: the same words in the same order as its PDF."""

from tsuho.words.paper import Block, Heading, Items, Paper, Paragraph, Picture, Table


def paper_as_text(paper: Paper) -> str:
    """The text of a paper with LF line ends; a table is one line a row, its cells apart by a bar."""
    mark = (
        "※ これは模擬データによる見本です。\n" if paper.language == "ja" else "A sample made from simulated data.\n"
    ) * paper.simulated
    head = f"{mark}{paper.draft}\n{paper.number}  {paper.day.isoformat()}\n{paper.addressee}\n\n{paper.title}\n\n"
    return head.lstrip("\n") + "\n\n".join(_block(block) for block in paper.blocks) + f"\n\n{paper.sender}\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, _):
            return f"■ {text}"
        case Paragraph(text):
            return text
        case Items(items, numbered):
            return "\n".join(f"{number}. {item}" if numbered else f"- {item}" for number, item in enumerate(items, 1))
        case Table(caption, head, rows, _, notes):
            return "\n".join([caption, *(" | ".join(row) for row in (head, *rows)), *notes])
        case Picture(caption, _, alt, notes):
            return "\n".join([caption, alt, *notes])
