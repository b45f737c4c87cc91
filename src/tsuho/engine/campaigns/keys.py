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

from tsuho.engine.campaigns.sketch import bands, skeleton, sketch
from tsuho.engine.parse.folded import fold
from tsuho.words.judged import CampaignKey, Link

MIN_EXACT = 100  # characters of skeleton: shorter texts are alike by chance
MIN_SUBJECT = 6  # "Re: 123" is everybody's subject
_MAX_LANDINGS = 5
_ANSWER = re.compile(r"(?:\s*(?:re|fwd?)\s*:)++", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,12}?(?:様|さま|さん|殿)")


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
    landings = dict.fromkeys(
        link.domain for link in links if link.domain and not link.url.lower().startswith("mailto:")
    )
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
    if len(words := subject_skeleton(subject)) >= MIN_SUBJECT:
        yield CampaignKey("subject", words, strong=False)
    for band in bands(sketch(bones)):
        yield CampaignKey("sketch", band, strong=False)


def subject_skeleton(subject: str) -> str:
    """What of a subject stays the same between two recipients: no numbers, no mailbox, no name that is addressed."""
    folded = _ANSWER.sub("", fold(subject[:500]).text, count=1)
    return skeleton(_ADDRESSED.sub("", folded))[:60]
