"""When two resolvers agree: only then is a record absent; a silent or a contradicting one leaves it unknown, and says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tsuho.words.surveys import Asked, Note, Presence, Published, Said, Saying


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the resolvers say together of one question, of the records that matter. ``authentic``: one vouched by DNSSEC."""

    presence: Presence
    records: tuple[str, ...] = ()
    why: Note | None = None
    authentic: bool = False
    no_such_name: bool = False

    def unsettled(self) -> Published:
        """The finding where there is no record to look at: absent or unknown, with the same reason."""
        return Published(self.presence, why=self.why)


def everything(_record: str) -> bool:
    """All records of the kind matter."""
    return True


def agreed(asked: Asked, name: str, kind: str, matters: Callable[[str], bool] = everything) -> Agreed:
    """What was agreed on. Records that do not matter (another's TXT at the same name) count as none.

    A record that one resolver shows is there, even if the other is silent; one that the other denies is unknown.
    """
    sayings = asked.get((name.lower(), kind), ())
    answered = [(saying, _records(saying, matters)) for saying in sayings if saying.said is not Said.NOTHING]
    positive = [(saying, records) for saying, records in answered if records]
    if len(positive) < len(answered) and positive:
        return _unknown("survey_why_disagree", name, kind)
    if positive:
        found = {frozenset(records) for _, records in positive}
        if len(found) > 1:
            return _unknown("survey_why_differ", name, kind)
        return Agreed(Presence.PRESENT, positive[0][1], authentic=any(saying.authentic for saying, _ in positive))
    silent = [saying for saying in sayings if saying.said is Said.NOTHING]
    if silent:
        return _unknown(f"survey_why_{silent[0].why}", name, kind)
    if len({saying.resolver for saying in sayings}) < 2:
        return _unknown("survey_why_no_second" if sayings else "survey_why_not_asked", name, kind)
    no_such_name = all(saying.said is Said.NO_SUCH_NAME for saying in sayings)
    why = "survey_why_no_such_name" if no_such_name else "survey_why_no_record"
    return Agreed(Presence.ABSENT, why=Note(why, {"name": name, "kind": kind}), no_such_name=no_such_name)


def _records(saying: Saying, matters: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(sorted(record for record in saying.records if matters(record)))


def _unknown(key: str, name: str, kind: str) -> Agreed:
    return Agreed(Presence.UNKNOWN, why=Note(key, {"name": name, "kind": kind}))


def sayings_of(asked: Asked, questions: Sequence[tuple[str, str]]) -> tuple[Saying, ...]:
    """Every saying on these questions, in their order."""
    return tuple(saying for name, kind in questions for saying in asked.get((name.lower(), kind), ()))
