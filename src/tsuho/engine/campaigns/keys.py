"""The keys of a message: nameable things that it shares with others of the same sender.

Strong keys join by themselves: a landing domain, a telephone number, the exact text of a long mail. Weak ones only
suggest: a DKIM domain that nobody verified, a sketch, a subject's skeleton. What many unrelated senders share (shorteners,
free hosting, free mail) is never strong.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

import yaml

from tsuho.engine.campaigns.sketch import bands, sketch, skeleton
from tsuho.engine.parse.folded import fold
from tsuho.words.judged import CampaignKey, Link

MIN_EXACT = 100  # characters of skeleton: shorter texts are alike by chance
_MAX_LANDINGS = 5
_FOLDED_SUBJECT = re.compile(r"[\s\d\W_]+")


@cache
def shared_domains() -> frozenset[str]:
    """Registered domains under which unrelated people stand."""
    table = yaml.safe_load(files("tsuho.engine.campaigns").joinpath("shared_domains.yaml").read_text("utf-8"))
    return frozenset(domain for domains in table.values() for domain in domains)


def campaign_keys(
    *, folded_text: str, subject: str, links: Sequence[Link], phones: Sequence[str], dkim_domains: Sequence[str]
) -> tuple[CampaignKey, ...]:
    """All keys of one message, strong ones first, each once."""
    return tuple(dict.fromkeys(_keys(folded_text, subject, links, phones, dkim_domains)))


def _keys(
    folded_text: str, subject: str, links: Sequence[Link], phones: Sequence[str], dkim_domains: Sequence[str]
) -> Iterator[CampaignKey]:
    landings = dict.fromkeys(link.domain for link in links if link.domain and not link.url.lower().startswith("mailto:"))
    # a mail full of links points at others' sites too (news, maps, banks), so only a short list can name its sender
    few = len(landings) <= _MAX_LANDINGS
    for domain in landings:
        yield CampaignKey("landing", domain, strong=few and domain not in shared_domains())
    for phone in phones:
        yield CampaignKey("phone", phone, strong=True)
    bones = skeleton(folded_text)
    if len(bones) >= MIN_EXACT:
        yield CampaignKey("text", sha256(bones.encode("utf-8", "replace")).hexdigest()[:32], strong=True)
    for domain in dkim_domains:
        yield CampaignKey("dkim", domain, strong=False)
    if words := _FOLDED_SUBJECT.sub("", fold(subject).text).lower():
        yield CampaignKey("subject", words[:60], strong=False)
    for band in bands(sketch(bones)):
        yield CampaignKey("sketch", band, strong=False)
