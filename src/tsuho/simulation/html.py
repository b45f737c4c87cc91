"""The HTML that mass mailers make of a text: links behind words, a tracking pixel, a hidden preheader in newsletters."""

import re
from html import escape

_LINK = re.compile(r"https?://[^\s<>]+")


def html_of(text: str, domain: str, token: str, *, preheader: bool) -> str:
    """A whole HTML document of one text."""
    hidden = (
        '<div style="display:none;font-size:1px;max-height:0">最新のお知らせをお届けします</div>\n' if preheader else ""
    )
    pixel = f'<img src="http://{domain}/o.gif?u={escape(token)}" width="1" height="1" alt="">'
    return f"<html>\n<body>\n{hidden}{fragment(text)}{pixel}\n</body>\n</html>\n"


def fragment(text: str) -> str:
    """A text as HTML lines: links as anchors, blank lines as paragraphs."""
    paragraphs = re.split(r"\n{2,}", text.strip("\n"))
    return "".join(f"<p>{_lines(paragraph)}</p>\n" for paragraph in paragraphs)


def _lines(paragraph: str) -> str:
    return "<br>\n".join(_LINK.sub(_anchor, escape(line, quote=False)) for line in paragraph.split("\n"))


def _anchor(link: re.Match[str]) -> str:
    return f'<a href="{link[0]}">{link[0]}</a>'
