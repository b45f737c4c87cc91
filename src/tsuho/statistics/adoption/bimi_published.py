"""BIMI: whether a domain names its logo at the default selector. ◎ comes with a certificate (``a=``); a refusal counts as none."""

from collections.abc import Iterator

from tsuho.statistics.adoption.agreement import agreed
from tsuho.statistics.adoption.tags import begins, tags_of
from tsuho.words.surveys import Asked, Note, Presence, Published, Subject

names_logo = begins("BIMI1")


def wanted(subject: Subject, _asked: Asked) -> Iterator[tuple[str, str]]:
    """The default selector; others cannot be listed."""
    yield f"default._bimi.{subject.domain}", "TXT"


def judge(subject: Subject, asked: Asked) -> Published:
    """What the domain publishes."""
    found = agreed(asked, f"default._bimi.{subject.domain}", "TXT", names_logo)
    if found.presence is not Presence.PRESENT:
        return found.unsettled()
    tags = tags_of(found.records[0])
    record = " | ".join(found.records)
    if not tags.get("l") and not tags.get("a"):
        return Published(Presence.ABSENT, record=record, why=Note("bimi_declined", {}))
    return Published(Presence.PRESENT, full=bool(tags.get("a")), record=record)
