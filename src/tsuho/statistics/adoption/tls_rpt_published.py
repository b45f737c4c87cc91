"""TLS-RPT (RFC 8460): whether a domain asks to be told of failed TLS between mail servers."""

from collections.abc import Iterator

from tsuho.statistics.adoption.agreement import agreed
from tsuho.statistics.adoption.tags import begins, tags_of
from tsuho.words.surveys import Asked, Note, Presence, Published, Subject

asks_for_reports = begins("TLSRPTv1")


def wanted(subject: Subject, _asked: Asked) -> Iterator[tuple[str, str]]:
    """Its one place."""
    yield f"_smtp._tls.{subject.domain}", "TXT"


def judge(subject: Subject, asked: Asked) -> Published:
    """What the domain publishes."""
    found = agreed(asked, f"_smtp._tls.{subject.domain}", "TXT", asks_for_reports)
    if found.presence is not Presence.PRESENT:
        return found.unsettled()
    works = len(found.records) == 1 and bool(tags_of(found.records[0]).get("rua"))
    notes = () if works else (Note("tls_rpt_wrong", {}),)
    return Published(Presence.PRESENT, full=False, record=" | ".join(found.records), notes=notes)
