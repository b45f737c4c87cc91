"""All technologies of one domain: what has to be asked, and what the answers come to. The table of contents of the survey."""

from collections.abc import Callable, Iterator, Mapping

from tsuho.statistics.adoption import (
    bimi_published,
    dane_published,
    dkim_published,
    dmarc_published,
    mta_sts_published,
    spf_published,
    tls_rpt_published,
)
from tsuho.statistics.adoption.agreement import sayings_of
from tsuho.words.surveys import Asked, AuthFinding, Gathered, Published, Subject, Technology

_WANTED: Mapping[Technology, Callable[[Subject, Asked], Iterator[tuple[str, str]]]] = {
    Technology.SPF: spf_published.wanted,
    Technology.DKIM: dkim_published.wanted,
    Technology.DMARC: dmarc_published.wanted,
    Technology.MTA_STS: mta_sts_published.wanted,
    Technology.TLS_RPT: tls_rpt_published.wanted,
    Technology.DANE: dane_published.wanted,
    Technology.BIMI: bimi_published.wanted,
}
_JUDGE: Mapping[Technology, Callable[[Subject, Asked], Published]] = {
    Technology.SPF: spf_published.judge,
    Technology.DKIM: dkim_published.judge,
    Technology.DMARC: dmarc_published.judge,
    Technology.TLS_RPT: tls_rpt_published.judge,
    Technology.DANE: dane_published.judge,
    Technology.BIMI: bimi_published.judge,
}


def still_to_ask(subject: Subject, asked: Asked) -> list[tuple[str, str]]:
    """The questions that are not asked yet; answers may raise new ones, so it is called until there are none."""
    questions = [question for wanted in _WANTED.values() for question in wanted(subject, asked)]
    return [(name, kind) for name, kind in dict.fromkeys(questions) if (name.lower(), kind) not in asked]


def judge_all(service: str, gathered: Gathered) -> list[AuthFinding]:
    """A finding of every technology, each with the sayings that it rests on."""
    return [_finding(service, gathered, technology) for technology in Technology]


def _finding(service: str, gathered: Gathered, technology: Technology) -> AuthFinding:
    subject, asked = gathered.subject, gathered.asked
    policy = gathered.policy if technology is Technology.MTA_STS else None
    if technology is Technology.MTA_STS:
        published = mta_sts_published.judge(subject, asked, policy)
    else:
        published = _JUDGE[technology](subject, asked)
    sayings = sayings_of(asked, list(dict.fromkeys(_WANTED[technology](subject, asked))))
    return AuthFinding(service, subject.domain, technology, published, sayings, policy)
