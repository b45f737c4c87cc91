"""DMARC (RFC 7489, RFC 9989): the domain owner's published policy, and whether one mail satisfies it.

What could not be asked is never held against a mail: where a check that might have passed did not answer, the result is
``temperror``, and where it was not made, the result is empty. ``pct`` is read by nobody any more (RFC 9989).
The organisational domain is found by the public suffix list (RFC 7489 section 3.2), which is at hand without a wire.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tsuho.engine.authentication.alignment import aligned
from tsuho.engine.parse.domains import registered_domain
from tsuho.words.authentication import Signature

_VERSION = re.compile(r"\s*v\s*=\s*DMARC1\s*(?:;|$)", re.IGNORECASE)
_POLICIES = ("none", "quarantine", "reject")
MAX_RECORD = 4_096  # characters; longer ones are no policy that anybody meant
_MAX_TAGS = 50


@dataclass(frozen=True, slots=True)
class Policy:
    """One published record: what is asked for the domain itself, for those below it, and for those that do not exist."""

    own: str
    below: str
    not_existing: str
    strict_dkim: bool = False
    strict_spf: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What asking for a policy came to: the record and the domain it stands at; ``answered`` False: nobody answered."""

    policy: Policy | None = None
    domain: str = ""
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """What SPF and DKIM said of a mail, in words of RFC 8601; an empty result was not checked."""

    spf: str
    spf_domain: str
    dkim: Sequence[Signature]


def where_policies_stand(from_domain: str) -> tuple[str, ...]:
    """The domains at whose ``_dmarc`` a policy may stand: the From field's own, then its organisation's."""
    organisation = registered_domain(from_domain)
    return tuple(dict.fromkeys(each for each in (from_domain, organisation) if each))


def read_policy(texts: Iterable[str]) -> Policy | None:
    """The policy among the TXT records of one name; None where there is none, or more than one (RFC 7489 section 6.6.3)."""
    found = [text for text in texts if len(text) <= MAX_RECORD and _VERSION.match(text)]
    if len(found) != 1:
        return None
    tags = _tags(found[0])
    own = tags.get("p", "").lower()
    if own not in _POLICIES:
        if "mailto:" not in tags.get("rua", "").lower():
            return None
        own = "none"  # a slip in p= must not cost the owner the reports that he asks for
    below = tags.get("sp", "").lower()
    below = below if below in _POLICIES else own
    absent = tags.get("np", "").lower()
    absent = absent if absent in _POLICIES else below
    if tags.get("t", "").lower() == "y":  # the owner still tests: one step milder (RFC 9989 section 4.7)
        own, below, absent = (_POLICIES[max(0, _POLICIES.index(each) - 1)] for each in (own, below, absent))
    return Policy(own, below, absent, tags.get("adkim", "").lower() == "s", tags.get("aspf", "").lower() == "s")


def _tags(record: str) -> dict[str, str]:
    tags: dict[str, str] = {}
    for each in record.split(";", _MAX_TAGS)[:_MAX_TAGS]:
        name, equals, value = each.partition("=")
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return tags


def judge_dmarc(from_domain: str, published: Published, checked: Checked, *, exists: bool = True) -> tuple[str, str]:
    """(result, policy asked for): pass, fail, none, temperror, permerror, or empty where the checks were not made.

    ``from_domain`` empty: the From field names no one domain, so that there is nobody to be true to (permerror).
    ``exists`` False: the DNS denies the name.
    """
    if not from_domain:
        return "permerror", ""
    if not published.answered:
        return "temperror", ""
    policy = published.policy
    if policy is None:
        return "none", ""
    asked_for = policy.own if published.domain == from_domain else policy.below if exists else policy.not_existing
    results = set(_aligned_results(from_domain, policy, checked))
    for result in ("pass", "temperror", ""):
        if result in results:
            return result, asked_for
    return "fail", asked_for


def _aligned_results(from_domain: str, policy: Policy, checked: Checked) -> Iterable[str]:
    """The results of those checks that speak for the From field's domain, or would if they had been made."""
    if not checked.spf_domain or aligned(checked.spf_domain, from_domain, strict=policy.strict_spf):
        yield checked.spf
    for signature in checked.dkim:
        if aligned(signature.domain, from_domain, strict=policy.strict_dkim):
            yield signature.result
