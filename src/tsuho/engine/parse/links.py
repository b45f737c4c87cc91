"""The links of a message: what stands in its hrefs and what stands in its text, with the place of each.

Japanese text runs on behind an address without a blank, so a path ends at the first character that no URL may hold.
"""

import re
from collections.abc import Iterator, Sequence

from tsuho.engine.parse.domains import registered_domain
from tsuho.engine.parse.html import HtmlLink
from tsuho.engine.parse.text import Text
from tsuho.words.judged import Link

_BEFORE = re.compile(r"(?:https?|hxxps?|ftp)\Z", re.IGNORECASE)
_AFTER = re.compile(
    r"(?P<host>[A-Za-z0-9._~%@:\[\]-]+|[^\s/?#<>\"'、。，．「」『』（）()【】]{1,100}?(?=[/\s、。]|\Z))(?P<path>[/?#][!#-;=?-Z\[\]_a-z~%]*)?"
)
_WWW = re.compile(
    r"(?<![A-Za-z0-9./@-])www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#][!#-;=?-Z\[\]_a-z~%]*)?", re.IGNORECASE
)
_USELESS_TAIL = ".,;:!?'\"*|"
_HOST = re.compile(r"(?:[a-z]+:)?//(?:[^/?#@]*@)?(\[[^\]/]+\]|[^/?#:]+)", re.IGNORECASE)
MAX_LINKS = 500


def text_links(text: Text) -> list[Link]:
    """Links written out in the text, in order."""
    folded = text.folded
    found: list[Link] = []
    for start, end in _spans(folded.text):
        written = folded.text[start:end]
        url = written if "://" in written else f"http://{written}"
        evidence = text.folded_evidence(start, end)
        found.append(Link(refang(url), written, evidence.where, evidence.span, domain_of(url)))
        if len(found) >= MAX_LINKS:
            break
    return found


def href_links(text: Text, links: Sequence[HtmlLink], part: int) -> list[Link]:
    """The hrefs of an HTML part: http, https and mailto only; a script or an anchor leads nowhere."""
    found: list[Link] = []
    source = text.runs[0].source if text.runs else None
    for link in links[:MAX_LINKS]:
        target = link.target.replace("\n", "").replace("\r", "").replace("\t", "")
        if not re.match(r"(?:https?|mailto):", target, re.IGNORECASE) or source is None:
            continue
        span = source.byte_span(link.source_start, link.source_end)
        visible = text.chars[link.text_start : link.text_end].strip()[:300]
        found.append(Link(target, visible, f"part:{part}", span, domain_of(target)))
    return found


def _spans(chars: str) -> Iterator[tuple[int, int]]:
    at = chars.find("://")
    while at >= 0:
        scheme = _BEFORE.search(chars, max(0, at - 5), at)
        rest = _AFTER.match(chars, at + 3)
        end = at + 3
        if scheme and rest:
            end = _trimmed(chars, at + 3, rest.end())
            if "." in chars[at + 3 : end] or chars.startswith("[", at + 3):
                yield scheme.start(), end
        at = chars.find("://", max(end, at + 3))
    if "www." in chars or "WWW." in chars:
        for match in _WWW.finditer(chars):
            yield match.start(), _trimmed(chars, match.start(), match.end())


def _trimmed(chars: str, start: int, end: int) -> int:
    while end > start and (
        chars[end - 1] in _USELESS_TAIL or (chars[end - 1] in ")]" and _unbalanced(chars[start:end]))
    ):
        end -= 1
    return end


def _unbalanced(url: str) -> bool:
    return url.count(")") > url.count("(") or url.count("]") > url.count("[")


def refang(url: str) -> str:
    """An address written so that nobody clicks it, as it was meant."""
    return re.sub(r"^hxxp", "http", url, flags=re.IGNORECASE).replace("[.]", ".")


def defang(url: str) -> str:
    """An address as we show it: nobody can click it by accident."""
    return re.sub(r"^http", "hxxp", url, flags=re.IGNORECASE).replace(".", "[.]")


def domain_of(url: str) -> str:
    """The registered domain a link lands on; for mailto that of the mailbox; empty if there is none."""
    if url.lower().startswith("mailto:"):
        return registered_domain(url[7:].split("?", maxsplit=1)[0].rpartition("@")[2])
    host = _HOST.match(refang(url))
    return registered_domain(host.group(1)) if host else ""
