"""MTA-STS (RFC 8461): whether a domain announces that mail to it must come over TLS, and whether its policy enforces it.

The DNS only announces; the policy stands on a web server, which is asked only where a centre says so. ◎ is ``mode: enforce``.
"""

import re
from collections.abc import Iterator

from tsuho.statistics.adoption.agreement import agreed
from tsuho.statistics.adoption.tags import begins, tags_of
from tsuho.words.surveys import Asked, Note, PolicyFile, Presence, Published, Subject

announces = begins("STSv1")
_MODE = re.compile(r"^mode[ \t]*:[ \t]*(enforce|testing|none)[ \t]*\r?$", re.MULTILINE)
_VERSION = re.compile(r"\s*version[ \t]*:[ \t]*STSv1[ \t]*\r?$", re.MULTILINE)


def wanted(subject: Subject, _asked: Asked) -> Iterator[tuple[str, str]]:
    """The announcement."""
    yield f"_mta-sts.{subject.domain}", "TXT"


def policy_url(subject: Subject) -> str:
    """Where the policy stands (RFC 8461 section 3.3)."""
    return f"https://mta-sts.{subject.domain}/.well-known/mta-sts.txt"


def announced(subject: Subject, asked: Asked) -> bool:
    """Whether there is an announcement, so that a policy is worth asking for."""
    return agreed(asked, f"_mta-sts.{subject.domain}", "TXT", announces).presence is Presence.PRESENT


def judge(subject: Subject, asked: Asked, policy: PolicyFile | None) -> Published:
    """What the domain publishes."""
    found = agreed(asked, f"_mta-sts.{subject.domain}", "TXT", announces)
    if found.presence is not Presence.PRESENT:
        return found.unsettled()
    record = " | ".join(found.records)
    if len(found.records) > 1 or not tags_of(found.records[0]).get("id"):
        return Published(Presence.PRESENT, full=False, record=record, notes=(Note("mta_sts_wrong", {}),))
    if policy is None:
        return Published(Presence.PRESENT, full=None, record=record, notes=(Note("mta_sts_not_asked", {}),))
    if policy.why:
        why = Note("mta_sts_no_policy", {"why": policy.why})
        return Published(Presence.PRESENT, full=None, record=record, notes=(why,))
    mode = _MODE.search(policy.text) if _VERSION.match(policy.text) else None
    if mode is None:
        return Published(Presence.PRESENT, full=False, record=record, notes=(Note("mta_sts_policy_wrong", {}),))
    said = Note("mta_sts_mode", {"mode": mode[1]})
    return Published(Presence.PRESENT, full=mode[1] == "enforce", record=record, notes=(said,))
