"""DMARC (RFC 7489, RFC 9989): whether a domain says what becomes of mail that fails, itself or by its organisation's record.

◎ asks for quarantine or reject of all mail; ○ only watches (p=none), asks for a part (pct), or cannot work as it is written.
"""

from collections.abc import Iterator

from tsuho.engine.authentication.dmarc import read_policy, where_policies_stand
from tsuho.statistics.adoption.agreement import agreed
from tsuho.statistics.adoption.tags import begins, tags_of
from tsuho.words.surveys import Asked, Note, Presence, Published, Subject

is_dmarc = begins("DMARC1")


def wanted(subject: Subject, _asked: Asked) -> Iterator[tuple[str, str]]:
    """The domain's own place and its organisation's."""
    for domain in where_policies_stand(subject.domain):
        yield f"_dmarc.{domain}", "TXT"


def judge(subject: Subject, asked: Asked) -> Published:
    """What holds for the domain: its own record, else its organisation's."""
    found = None
    for domain in where_policies_stand(subject.domain) or (subject.domain,):
        found = agreed(asked, f"_dmarc.{domain}", "TXT", is_dmarc)
        if found.presence is Presence.UNKNOWN:
            return found.unsettled()
        if found.presence is Presence.PRESENT:
            return _of_record(found.records, domain, own=domain == subject.domain)
    return found.unsettled() if found else Published(Presence.UNKNOWN)


def _of_record(records: tuple[str, ...], domain: str, *, own: bool) -> Published:
    policy = read_policy(records)
    notes = [] if own else [Note("dmarc_inherited", {"domain": domain})]
    record = " | ".join(records)
    if policy is None:
        notes.append(Note("dmarc_several" if len(records) > 1 else "dmarc_wrong", {}))
        return Published(Presence.PRESENT, full=False, record=record, notes=tuple(notes))
    tags = tags_of(records[0])
    asked_for = policy.own if own else policy.below
    share = tags.get("pct", "100")
    notes.append(Note("dmarc_policy", {"p": policy.own, "sp": policy.below, "pct": share[:10]}))
    if not tags.get("rua"):
        notes.append(Note("dmarc_no_reports", {}))
    return Published(Presence.PRESENT, full=asked_for != "none" and share == "100", record=record, notes=tuple(notes))
