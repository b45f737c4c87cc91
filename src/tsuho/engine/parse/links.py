"""The links of a message: what stands in its hrefs and what stands in its text, with the place of each.

Japanese text runs on behind an address without a blank, so a path ends at the first character that no URL may hold, and an
address may stand there without its scheme or with a broken one (ttp://, hxxp://). Where a link leads is read as browsers read
it (https://url.spec.whatwg.org/#url-parsing): the name before an @ is no host, a number may be an address.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from tsuho.engine.parse.domains import bare_hosts, ipv4_of, registered_domain
from tsuho.engine.parse.html import HtmlLink, HtmlPicture
from tsuho.engine.parse.text import Text
from tsuho.words.judged import Link, Picture

_PATH = r"[/?#][!#-;=?-Z\[\]_a-z~%]*"
_BEFORE = re.compile(r"(?:h(?:tt|xx|\*\*)ps?|ttps?|ftp)\Z", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?P<host>[A-Za-z0-9._~%@:\[\]-]+|[^\s/?#<>\"'、。，．「」『』（）()【】]{{1,100}}?(?:\.[a-z]{{2,6}}(?![A-Za-z0-9-])|(?=[/\s、。]|\Z)))(?P<path>{_PATH})?"
)
_WWW = re.compile(
    rf"(?<![A-Za-z0-9./@-])www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d{{2,5}})?(?:{_PATH})?", re.IGNORECASE
)
_PORT_AND_PATH = re.compile(rf"(?::\d{{2,5}})?(?:{_PATH})?")
# Where one address ends and another begins: "http://a.example/,http://b.example/".
_NEXT = re.compile(r"[,;|()\[\]]{1,3}(?=(?:h(?:tt|xx)ps?|ttps?)://)", re.IGNORECASE)
_DISGUISED = re.compile(r"^(?:hxxp|h\*\*p|ttp(?=s?:))", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/\\?#]*")
_USELESS_TAIL = ".,;:!?'\"*|"
_SCHEME = re.compile(r"(?:https?|ftp):[/\\]*|[/\\]{2,}", re.IGNORECASE)
_HREF = re.compile(r"(?:https?:|ftp:|mailto:|tel:|sms:|//)", re.IGNORECASE)
_REMOTE = re.compile(r"https?:|//", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20\x7f\u00a0\u3000]+\Z|\A[\x00-\x20\x7f\u00a0\u3000]+|[\t\r\n]+")
MAX_LINKS = 500
_MAX_URL = 2_083  # characters, the most that the browsers of the time followed


def text_links(text: Text) -> list[Link]:
    """Links written out in the text, in order."""
    folded = text.folded
    found: list[Link] = []
    for start, end in sorted(_spans(folded.text)):
        written = folded.text[start:end]
        url = refang(written if "://" in written else f"http://{written}")
        evidence = text.folded_evidence(start, end)
        found.append(Link(url, written, evidence.where, evidence.span, domain_of(url)))
        if len(found) >= MAX_LINKS:
            break
    return found


def href_links(text: Text, links: Sequence[HtmlLink], part: int) -> list[Link]:
    """The hrefs of an HTML part: what leads to a site, a mailbox or a telephone; a script or an anchor leads nowhere."""
    found: list[Link] = []
    source = text.runs[0].source if text.runs else None
    for link in links[:MAX_LINKS]:
        target = _without_blanks(link.target)
        if not _HREF.match(target) or source is None:
            continue
        if target.startswith("//"):
            target = f"http:{target}"
        span = source.byte_span(link.source_start, link.source_end)
        visible = text.chars[link.text_start : link.text_end].strip()[:300]
        found.append(Link(target, visible, f"part:{part}", span, domain_of(target)))
    return found


def pictures_of(text: Text, pictures: Sequence[HtmlPicture], part: int) -> list[Picture]:
    """The pictures that a client would fetch from somebody's server; those inside the mail (cid:, data:) are none."""
    found: list[Picture] = []
    source = text.runs[0].source if text.runs else None
    for picture in pictures:
        url = _without_blanks(picture.source)
        if source is None or not _REMOTE.match(url):
            continue
        url = f"http:{url}" if url.startswith("//") else url
        span = source.byte_span(picture.source_start, picture.source_end)
        found.append(Picture(url, f"part:{part}", span, domain_of(url), picture.pixel))
    return found


def _without_blanks(url: str) -> str:
    """An address without what browsers drop from it; most hold no blank at all."""
    return url if url.isprintable() and " " not in url else _BLANKS.sub("", url)


def leading(links: Sequence[Link]) -> tuple[Link, ...]:
    """Those that lead to a site or a mailbox, where a reader can write or read on; a number is only called."""
    return tuple(link for link in links if link.url[:4].lower() not in {"tel:", "sms:"})


def _spans(chars: str) -> Iterator[tuple[int, int]]:
    done: list[tuple[int, int]] = []
    at = chars.find("://")
    while at >= 0 and len(done) < MAX_LINKS:
        scheme = _BEFORE.search(chars, max(0, at - 5), at)
        rest = _AFTER.match(chars, at + 3, at + _MAX_URL) if scheme else None
        end = at + 3
        if scheme and rest:
            following = _NEXT.search(chars, at + 3, rest.end())
            end = _trimmed(chars, at + 3, following.start() if following else rest.end())
            if _is_host(chars[at + 3 : end]):
                done.append((scheme.start(), end))
        at = chars.find("://", max(end, at + 3))
    if "www." in chars or "WWW." in chars or "Www." in chars:
        for match in _WWW.finditer(chars):
            done.append((match.start(), _trimmed(chars, match.start(), match.end())))
            if len(done) >= MAX_LINKS * 2:
                break
    yield from done
    yield from _bare(chars, sorted(done))


def _bare(chars: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Hosts written without a scheme, outside the links already found."""
    index = 0
    for start, host_end in bare_hosts(chars):
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        if index < len(taken) and taken[index][0] < host_end:
            continue
        rest = _PORT_AND_PATH.match(chars, host_end)
        yield start, _trimmed(chars, start, rest.end() if rest else host_end)


def _is_host(written: str) -> bool:
    """Whether what follows a scheme may be a host: a name with a dot, an address in brackets, or an address as one number."""
    if "." in written:
        return True
    host = re.split(r"[/?#]", written, maxsplit=1)[0].rpartition("@")[2]
    return host.startswith("[") or ipv4_of(host.partition(":")[0]) is not None


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
    if url[:3].lower() in {"hxx", "h**", "ttp"}:
        url = _DISGUISED.sub("http", url)
    return url.replace("[.]", ".").replace("(.)", ".") if "[.]" in url or "(.)" in url else url


def defang(url: str) -> str:
    """An address as we show it: nobody can click it by accident."""
    return re.sub(r"^http", "hxxp", url, flags=re.IGNORECASE).replace(".", "[.]")


@lru_cache(maxsize=4_096)
def host_of(url: str) -> str:
    """The host a browser would ask for, lower case: without name and port, percent signs undone, numbers made addresses."""
    url = refang(url[:2_000])
    scheme = _SCHEME.match(url)
    if not scheme:
        return ""
    written = _AUTHORITY.match(url, scheme.end())
    authority = written.group().rpartition("@")[2] if written else ""
    host = unquote(authority) if "%" in authority else authority
    if host.startswith("["):
        return host.partition("]")[0].strip("[").lower()
    name = host.partition(":")[0].strip(".").lower()
    return ipv4_of(name) or name


def domain_of(url: str) -> str:
    """The registered domain a link lands on; for mailto that of the mailbox; empty if there is none."""
    if url[:7].lower() == "mailto:":
        return registered_domain(unquote(url[7:]).split("?", maxsplit=1)[0].rpartition("@")[2])
    return registered_domain(host_of(url))
