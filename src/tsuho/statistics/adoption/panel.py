"""The half-yearly table of a round, from all entries of its book; and two rounds compared, over what stands in both."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tsuho.statistics.adoption.direct_mail import declared, hits_against
from tsuho.statistics.adoption.rounds import Round
from tsuho.words.survey_panel import AuthRow, BlockingRow, Changed, CompareLine, Comparison, Panel
from tsuho.words.surveys import (
    AuthFinding,
    DirectMail,
    Mark,
    Presence,
    RoundEntry,
    Service,
    SurveyAnswer,
    SurveyRun,
    Technology,
)

OP25B = "op25b"
ITEMS = (OP25B, *(each.value for each in Technology))
_UNSETTLED = frozenset({Mark.UNKNOWN, Mark.PART_OR_FULL})


def build_panel(one: Round, entries: Sequence[RoundEntry]) -> Panel:
    """The table of a round from its entries, oldest first. Its services are the register as it stood at the last go.

    A finding is replaced by a newer one; what came to be unknown replaces nothing that was known in the same round.
    """
    runs = [each.entry for each in entries if isinstance(each.entry, SurveyRun)]
    services = sorted(runs[-1].services, key=lambda each: (each.provider, each.code)) if runs else []
    findings = _newest_findings(entries)
    answers = {each.entry.service: each.entry for each in entries if isinstance(each.entry, SurveyAnswer)}
    evidence = {each.entry.service: each.entry for each in entries if isinstance(each.entry, DirectMail)}
    return Panel(
        round=one.label,
        since=one.since,
        until=one.until,
        blocking=tuple(_blocking(each, answers.get(each.code), evidence.get(each.code)) for each in services),
        auth=tuple(
            AuthRow(service, domain, findings.get((service.code, domain), {}))
            for service in services
            for domain in service.domains
        ),
        runs=tuple(runs),
        simulated=any(each.simulated for each in entries),
    )


def _newest_findings(entries: Iterable[RoundEntry]) -> Mapping[tuple[str, str], Mapping[Technology, AuthFinding]]:
    found: dict[tuple[str, str], dict[Technology, AuthFinding]] = {}
    for each in entries:
        if isinstance(each.entry, AuthFinding):
            of_domain = found.setdefault((each.entry.service, each.entry.domain), {})
            known = of_domain.get(each.entry.technology)
            settled = each.entry.published.presence is not Presence.UNKNOWN
            if known is None or settled or known.published.presence is Presence.UNKNOWN:
                of_domain[each.entry.technology] = each.entry
    return found


def _blocking(service: Service, answer: SurveyAnswer | None, seen: DirectMail | None) -> BlockingRow:
    said = declared(service, answer)
    tellable = seen is not None and seen.ranges > 0
    return BlockingRow(
        service=service,
        answer=answer,
        scope=said.scope,
        since=said.since,
        said_by=said.by,
        differ=said.differ,
        seen=sum(each.hits for each in seen.by_day) if seen and tellable else None,
        against=hits_against(said, seen) if tellable else None,
    )


def marks_of(panel: Panel) -> Mapping[tuple[str, str, str], Mark]:
    """(service, domain, item) → mark; OP25B is of the service, so its domain is empty."""
    blocking = {(row.service.code, "", OP25B): row.mark for row in panel.blocking}
    auth = {
        (row.service.code, row.domain, technology.value): row.mark(technology)
        for row in panel.auth
        for technology in Technology
    }
    return blocking | auth


def count_marks(marks: Mapping[tuple[str, str, str], Mark], item: str) -> Mapping[Mark, int]:
    """How many have each mark; every mark has its number, so that unknown is never folded into absent."""
    counted = Counter(mark for (_, _, of), mark in marks.items() if of == item)
    return {mark: counted[mark] for mark in Mark}


def compare(before: Panel, after: Panel) -> Comparison:
    """Two rounds beside each other. A change is one between two known marks; what is unknown in one is only counted."""
    old, new = marks_of(before), marks_of(after)
    both = sorted(set(old) & set(new))
    known = [key for key in both if old[key] not in _UNSETTLED and new[key] not in _UNSETTLED]
    return Comparison(
        before=before,
        after=after,
        lines=tuple(
            CompareLine(
                item,
                count_marks({key: old[key] for key in both}, item),
                count_marks({key: new[key] for key in both}, item),
            )
            for item in ITEMS
        ),
        changed=tuple(Changed(*key, old[key], new[key]) for key in known if old[key] is not new[key]),
        unknown=len(both) - len(known),
        only_before=len(set(old) - set(new)),
        only_after=len(set(new) - set(old)),
    )
